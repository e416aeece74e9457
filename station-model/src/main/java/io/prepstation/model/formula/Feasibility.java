package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides before the start whether a balance can weigh every line of a scaled formula, and a vessel can hold them (WEI-9).
///
/// @param maximum the balance's largest load
/// @param readability d
/// @param minimumWeight the smallest net mass to be weighed on it, safety factor included
/// @param everyLine whether the minimum weight counts for every line; if not, only for those that ask for accuracy
/// @param vessel the empty vessel's mass
/// @param volume what the vessel holds; null if nobody knows
public record Feasibility(
        Mass maximum,
        Mass readability,
        Mass minimumWeight,
        boolean everyLine,
        Mass vessel,
        @Nullable Amount volume) {

    private static final BigDecimal STEPS_TO_EACH_SIDE = BigDecimal.TWO;

    /// Where the minimum weight counts everywhere and a vessel holds whatever the balance carries.
    public Feasibility(Mass maximum, Mass readability, Mass minimumWeight, Mass vessel) {
        this(maximum, readability, minimumWeight, true, vessel, null);
    }

    /// Every problem, in the order of the lines; empty if the formula can be weighed. By difference it is the container that
    /// stands on the balance, of which nobody knows the mass before; what goes in is on the balance with the next line.
    ///
    /// @param amount that the lines make
    public List<Infeasible> problems(Amount amount, List<ScaledLine> lines) {
        List<Infeasible> problems = new ArrayList<>();
        Mass load = vessel;
        boolean fits = true;
        for (ScaledLine line : lines) {
            boolean own = line.line().asks(LineRule.OWN_VESSEL);
            Mass at = (own ? vessel : load).plus(line.upperLimit());
            load = own ? load : at;
            boolean stands = !line.line().asks(LineRule.BY_DIFFERENCE);
            if (stands && (own || fits) && at.compareTo(maximum) > 0) {
                problems.add(new Infeasible.TooHeavy(line.line(), at, maximum));
                fits = own && fits;
            }
            checkFineness(line, problems);
        }
        checkVolume(amount, lines, problems);
        return List.copyOf(problems);
    }

    /// The smallest net mass of a line.
    Mass smallest(FormulaLine line) {
        boolean counts = everyLine || line.asks(LineRule.ACCURATE);
        return counts && minimumWeight.compareTo(readability) > 0 ? minimumWeight : readability;
    }

    /// Whether the vessel that everything goes into is too small for the amount; of a mass nobody knows the volume.
    boolean overflows(Amount amount) {
        return volume != null && amount.exceeds(volume);
    }

    /// It is the last line of the common vessel that lets it flow over.
    private void checkVolume(Amount amount, List<ScaledLine> lines, List<Infeasible> problems) {
        Amount holds = volume;
        if (holds != null && overflows(amount)) {
            lines.reversed().stream()
                    .map(ScaledLine::line)
                    .filter(line -> !line.asks(LineRule.OWN_VESSEL))
                    .findFirst()
                    .ifPresent(line -> problems.add(new Infeasible.TooMuch(line, amount, holds)));
        }
    }

    private void checkFineness(ScaledLine line, List<Infeasible> problems) {
        Mass smallest = smallest(line.line());
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
