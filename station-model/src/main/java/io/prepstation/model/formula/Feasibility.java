package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Decides before the start whether a balance can weigh every line of a scaled formula (WEI-9).
///
/// @param maximum the balance's largest load
/// @param readability d
/// @param minimumWeight the smallest net mass to be weighed on it, safety factor included
/// @param vessel the empty vessel's mass
public record Feasibility(Mass maximum, Mass readability, Mass minimumWeight, Mass vessel) {

    private static final BigDecimal STEPS_TO_EACH_SIDE = BigDecimal.TWO;

    /// Every problem, in the order of the lines; empty if the formula can be weighed.
    public List<Infeasible> problems(List<ScaledLine> lines) {
        List<Infeasible> problems = new ArrayList<>();
        Mass load = vessel;
        boolean fits = true;
        for (ScaledLine line : lines) {
            load = load.plus(line.upperLimit());
            if (fits && load.compareTo(maximum) > 0) {
                problems.add(new Infeasible.TooHeavy(line.line(), load, maximum));
                fits = false;
            }
            checkFineness(line, problems);
        }
        return List.copyOf(problems);
    }

    private void checkFineness(ScaledLine line, List<Infeasible> problems) {
        Mass smallest = minimumWeight.compareTo(readability) > 0 ? minimumWeight : readability;
        if (line.target().compareTo(smallest) < 0) {
            problems.add(new Infeasible.TooLight(line.line(), line.target(), smallest));
        } else if (line.lowerLimit().compareTo(readability) < 0) {
            problems.add(new Infeasible.TooLight(line.line(), line.lowerLimit(), readability));
        }
        Mass halfWidth =
                smaller(
                        line.target().minus(line.lowerLimit()),
                        line.upperLimit().minus(line.target()));
        Mass needed = readability.times(STEPS_TO_EACH_SIDE);
        if (halfWidth.compareTo(needed) < 0) {
            problems.add(new Infeasible.TooFine(line.line(), halfWidth, needed));
        }
    }

    private static Mass smaller(Mass left, Mass right) {
        return left.compareTo(right) <= 0 ? left : right;
    }
}
