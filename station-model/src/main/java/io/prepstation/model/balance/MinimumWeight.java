package io.prepstation.model.balance;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// The smallest net sample a balance may weigh by USP <41>: 2000 times the standard deviation of at least ten weighings
/// of one load, which is taken as at least 0.41 d (WEI-11).
///
/// @param weighings how often the load was weighed
/// @param deviation the standard deviation s (n − 1) as measured, to 20 digits
/// @param smallest the minimum weight, rounded up to a display step
public record MinimumWeight(int weighings, BigDecimal deviation, Mass smallest) {

    /// Fewer weighings say nothing.
    public static final int FEWEST = 10;

    private static final BigDecimal FLOOR_IN_STEPS = new BigDecimal("0.41");
    private static final BigDecimal FACTOR = BigDecimal.valueOf(2_000);
    private static final MathContext DIGITS = new MathContext(20, RoundingMode.HALF_EVEN);
    private static final MathContext ROOT = new MathContext(40, RoundingMode.HALF_EVEN);

    /// @param nets the net displays of the same load, one after the other
    /// @param d the finest interval of the balance
    /// @throws IllegalArgumentException if there are fewer than ten
    public static MinimumWeight of(List<Mass> nets, Mass d) {
        if (nets.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "a minimum weight needs at least "
                            + FEWEST
                            + " weighings of one load, but there are "
                            + nets.size());
        }
        BigDecimal measured = deviation(nets);
        BigDecimal step = d.inGrams();
        BigDecimal smallest = FACTOR.multiply(measured.max(step.multiply(FLOOR_IN_STEPS)));
        BigDecimal steps = smallest.divide(step, 0, RoundingMode.CEILING);
        return new MinimumWeight(
                nets.size(),
                measured.round(DIGITS),
                Mass.grams(steps.multiply(step)).toUnit(d.unit()));
    }

    /// s² = (n Σx² − (Σx)²) / (n (n − 1)), exact but for the last division and the root.
    private static BigDecimal deviation(List<Mass> nets) {
        BigDecimal count = BigDecimal.valueOf(nets.size());
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (Mass net : nets) {
            BigDecimal grams = net.inGrams();
            sum = sum.add(grams);
            squares = squares.add(grams.multiply(grams));
        }
        BigDecimal spread = count.multiply(squares).subtract(sum.multiply(sum));
        return spread.divide(count.multiply(count.subtract(BigDecimal.ONE)), ROOT).sqrt(ROOT);
    }
}
