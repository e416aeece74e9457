package io.prepstation.model.check;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;

/// How far one balance showed one test weight off, check after check, the oldest first.
///
/// @param tolerance of the newest point
public record ControlChart(String weightId, Mass nominal, Mass tolerance, List<Point> points) {

    /// One check.
    public record Point(Instant at, Mass deviation, boolean inside) {}

    private static final int ONE_SIDE = 9;
    private static final int ONE_WAY = 6;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal THREE = BigDecimal.valueOf(3);

    public ControlChart {
        points = List.copyOf(points);
    }

    /// @param checks of one balance, the oldest first; those without this weight, or with another mass of it, are left
    ///     out
    public static ControlChart of(TestWeight weight, List<BalanceCheck> checks) {
        List<Point> points =
                checks.stream()
                        .filter(check -> check.kind() == CheckKind.WEIGHTS)
                        .flatMap(check ->
                                check.readings().stream()
                                        .filter(one -> one.weightId().equals(weight.id()))
                                        .filter(one -> one.nominal().sameAs(weight.mass()))
                                        .map(one ->
                                                new Point(
                                                        check.at(), one.deviation(), one.inside())))
                        .toList();
        return new ControlChart(weight.id(), weight.mass(), weight.tolerance(), points);
    }

    /// What deserves a look; the weightiest first.
    public Drift drift() {
        if (points.isEmpty()) {
            return Drift.NONE;
        }
        if (goesOneWay()) {
            return Drift.TREND;
        }
        if (liesOneSided()) {
            return Drift.ONE_SIDED;
        }
        BigDecimal used = points.getLast().deviation().abs().inGrams().multiply(THREE);
        return used.compareTo(tolerance.inGrams().multiply(TWO)) > 0
                ? Drift.NEAR_LIMIT
                : Drift.NONE;
    }

    private boolean goesOneWay() {
        if (points.size() < ONE_WAY) {
            return false;
        }
        List<Point> last = points.subList(points.size() - ONE_WAY, points.size());
        int way = 0;
        for (int i = 1; i < last.size(); i++) {
            int step = last.get(i).deviation().compareTo(last.get(i - 1).deviation());
            if (step == 0 || (way != 0 && step != way)) {
                return false;
            }
            way = step;
        }
        return true;
    }

    private boolean liesOneSided() {
        if (points.size() < ONE_SIDE) {
            return false;
        }
        BigDecimal mean = mean();
        List<Integer> sides =
                points.subList(points.size() - ONE_SIDE, points.size()).stream()
                        .map(point -> point.deviation().inGrams().compareTo(mean))
                        .distinct()
                        .toList();
        return sides.size() == 1 && sides.getFirst() != 0;
    }

    private BigDecimal mean() {
        return points.stream()
                .map(point -> point.deviation().inGrams())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(points.size()), MathContext.DECIMAL64);
    }
}
