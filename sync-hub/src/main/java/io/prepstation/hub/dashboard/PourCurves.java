package io.prepstation.hub.dashboard;

import io.prepstation.hub.dashboard.SessionDetail.Curve;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.PourTrace.Point;
import io.prepstation.model.session.PourTraceSheet;
import io.prepstation.model.sync.WireSession;
import io.prepstation.model.sync.WireSession.WireDispense;
import io.prepstation.model.sync.WireSession.WireStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Draws how each weight of a session came to be: weight against time, with the step's limits as a band behind it.
final class PourCurves {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 48;
    private static final int MARGIN = 3;

    /// More weights than a page shows; what a station sent is not trusted to be short.
    private static final int MOST = 500;

    private PourCurves() {}

    /// @param text what came as the session's traces; one that is none gives no curves
    static List<Curve> of(WireSession session, String text) {
        try {
            Set<String> recorded =
                    session.dispenses().stream().map(WireDispense::id).collect(Collectors.toSet());
            return PourTraceSheet.of(text).stream()
                    .limit(MOST)
                    .filter(entry -> entry.trace().points().size() <= PourTrace.MOST)
                    .flatMap(entry -> curve(session, entry, recorded).stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Optional<Curve> curve(
            WireSession session, PourTraceSheet.Entry entry, Set<String> recorded) {
        return session.steps().stream()
                .filter(step -> step.id().equals(entry.stepId()))
                .findFirst()
                .map(step -> curve(step, entry.trace(), recorded.contains(entry.dispenseId())));
    }

    private static Curve curve(WireStep step, PourTrace trace, boolean recorded) {
        BigDecimal target = new BigDecimal(step.targetQtyG());
        BigDecimal low = target.subtract(new BigDecimal(step.toleranceLowerG()));
        BigDecimal high = target.add(new BigDecimal(step.toleranceUpperG()));
        List<BigDecimal> grams = trace.points().stream().map(point -> grams(trace, point)).toList();
        BigDecimal least = grams.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal most = grams.stream().reduce(high, BigDecimal::max);
        long whole = Math.max(1, trace.points().getLast().after());
        List<String> points = new ArrayList<>();
        for (int i = 0; i < grams.size(); i++) {
            points.add(
                    across(trace.points().get(i).after(), whole)
                            + ","
                            + down(grams.get(i), least, most));
        }
        int top = down(high, least, most);
        return new Curve(
                step.sequence() + " " + step.ingredientName(),
                took(whole),
                recorded,
                String.join(" ", points),
                top,
                Math.max(1, down(low, least, most) - top));
    }

    private static BigDecimal grams(PourTrace trace, Point point) {
        return new Mass(point.net(), trace.unit()).inGrams();
    }

    private static long across(long after, long whole) {
        return MARGIN + Math.clamp(after, 0, whole) * (WIDTH - 2 * MARGIN) / whole;
    }

    private static int down(BigDecimal grams, BigDecimal least, BigDecimal most) {
        BigDecimal height = BigDecimal.valueOf(HEIGHT - 2 * MARGIN);
        BigDecimal range = most.subtract(least);
        BigDecimal up =
                range.signum() == 0
                        ? BigDecimal.ZERO
                        : grams.subtract(least)
                                .multiply(height)
                                .divide(range, 0, RoundingMode.HALF_UP);
        return HEIGHT - MARGIN - up.intValue();
    }

    private static String took(long millis) {
        long seconds = millis / 1000;
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
