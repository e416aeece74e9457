package io.prepstation.kiosk.preparation;

import io.prepstation.model.check.CheckProblem;
import io.prepstation.model.formula.Infeasible;

/// Says why a line cannot be weighed, in the operator's words.
public final class Problems {

    private Problems() {}

    /// Why a balance is not ready, and what to do.
    public static String sentence(CheckProblem problem) {
        return switch (problem) {
            case CheckProblem.NeverChecked(var kind) ->
                    "it was never checked (%s) as the site's plan has it. Check it at the station: Devices, Balance checks."
                            .formatted(kind.word());
            case CheckProblem.Overdue(var kind, var last) ->
                    "its check (%s) is due; the last one was at %s. Check it at the station: Devices, Balance checks."
                            .formatted(kind.word(), last);
            case CheckProblem.Failed(var kind, var at) ->
                    "it failed its check (%s) at %s. Clean, level and adjust it, then check it again; if it fails again, use another balance."
                            .formatted(kind.word(), at);
            case CheckProblem.CalibrationOver(var until) ->
                    "its calibration ran out on %s. Have it calibrated, or use another balance; whoever looks after the station then sets check.calibrated_until."
                            .formatted(until);
        };
    }

    public static String sentence(Infeasible problem, String ingredient) {
        return switch (problem) {
            case Infeasible.TooHeavy(var line, var load, var maximum) ->
                    "with line %d, %s, the vessel would weigh %s, but the balance carries %s. Make less."
                            .formatted(line.sequence(), ingredient, load, maximum);
            case Infeasible.TooMuch(var line, var amount, var holds) ->
                    "%s do not go into the vessel, which holds %s; it is full before line %d, %s. Make less, or take a larger vessel and set bench.vessel_volume."
                            .formatted(amount, holds, line.sequence(), ingredient);
            case Infeasible.TooLight(var line, var target, var minimum) ->
                    "line %d, %s, needs %s, but the least it may weigh is %s. Make more."
                            .formatted(line.sequence(), ingredient, target, minimum);
            case Infeasible.TooFine(var line, var halfWidth, var needed) ->
                    "line %d, %s, allows %s to a side, but the balance needs %s. Make more, or use a finer balance."
                            .formatted(line.sequence(), ingredient, halfWidth, needed);
        };
    }
}
