package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Scales a formula version to an amount in exact decimal arithmetic: each figure is rounded once, at the end.
///
/// The target is rounded half-even to a multiple of the readability d, the lower limit up and the upper limit down,
/// so that rounding never widens a tolerance.
public final class Scaling {

    private final BigDecimal wanted;
    private final BigDecimal base;
    private final Mass readability;

    /// @throws IllegalArgumentException if the amounts cannot be compared (litres with grams)
    public Scaling(Amount wanted, Amount base, Mass readability) {
        if (!wanted.comparableWith(base)) {
            throw new IllegalArgumentException(
                    "cannot make " + wanted + " of a formula given for " + base);
        }
        this.wanted = wanted.inBaseUnit();
        this.base = base.inBaseUnit();
        this.readability = readability;
    }

    public List<ScaledLine> lines(FormulaVersion version) {
        return version.lines().stream().map(this::line).toList();
    }

    public ScaledLine line(FormulaLine line) {
        BigDecimal target = line.targetG();
        return new ScaledLine(
                line,
                rounded(target, RoundingMode.HALF_EVEN),
                rounded(target.subtract(line.lower().gramsFor(target)), RoundingMode.CEILING),
                rounded(target.add(line.upper().gramsFor(target)), RoundingMode.FLOOR));
    }

    /// The scaled mass as a multiple of d, written with the balance's digits.
    private Mass rounded(BigDecimal grams, RoundingMode mode) {
        BigDecimal d = readability.inGrams();
        BigDecimal steps = grams.multiply(wanted).divide(base.multiply(d), 0, mode);
        return Mass.grams(steps.multiply(d)).toUnit(readability.unit());
    }
}
