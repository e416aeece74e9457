package io.prepstation.kiosk.preparation;

import io.prepstation.model.formula.Infeasible;

/// Says why a line cannot be weighed, in the operator's words.
public final class Problems {

    private Problems() {}

    public static String sentence(Infeasible problem, String ingredient) {
        return switch (problem) {
            case Infeasible.TooHeavy(var line, var load, var maximum) ->
                    "with line %d, %s, the vessel would weigh %s, but the balance carries %s. Make less."
                            .formatted(line.sequence(), ingredient, load, maximum);
            case Infeasible.TooLight(var line, var target, var minimum) ->
                    "line %d, %s, needs %s, but the least it may weigh is %s. Make more."
                            .formatted(line.sequence(), ingredient, target, minimum);
            case Infeasible.TooFine(var line, var halfWidth, var needed) ->
                    "line %d, %s, allows %s to a side, but the balance needs %s. Make more, or use a finer balance."
                            .formatted(line.sequence(), ingredient, halfWidth, needed);
        };
    }
}
