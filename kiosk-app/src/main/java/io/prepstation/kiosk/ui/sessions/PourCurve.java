package io.prepstation.kiosk.ui.sessions;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.PourTrace.Point;
import java.math.BigDecimal;
import java.util.Comparator;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;

/// Weight against time as a line, with the limits as a band behind it.
final class PourCurve extends Pane {

    private static final double MARGIN = 3;

    private final PourLine line;
    private final Region band = new Region();
    private final Polyline curve = new Polyline();
    private final BigDecimal least;
    private final BigDecimal most;

    PourCurve(PourLine line) {
        this.line = line;
        least = extreme(Comparator.reverseOrder(), BigDecimal.ZERO);
        most = extreme(Comparator.naturalOrder(), grams(line.limits().upperLimit()));
        getStyleClass().add("pour-curve");
        band.getStyleClass().add("pour-band");
        curve.getStyleClass().add("pour-line");
        band.setManaged(false);
        curve.setManaged(false);
        setPrefSize(0, 0);
        getChildren().addAll(band, curve);
    }

    @Override
    protected void layoutChildren() {
        double upper = height(grams(line.limits().upperLimit()));
        double lower = height(grams(line.limits().lowerLimit()));
        band.resizeRelocate(0, upper, getWidth(), Math.max(1, lower - upper));
        long whole = Math.max(1, line.trace().points().getLast().after());
        curve.getPoints().clear();
        for (Point point : line.trace().points()) {
            curve.getPoints()
                    .addAll(
                            MARGIN + (getWidth() - 2 * MARGIN) * point.after() / whole,
                            height(grams(point, line.trace())));
        }
    }

    private double height(BigDecimal grams) {
        double share =
                most.compareTo(least) == 0
                        ? 0
                        : grams.subtract(least).doubleValue() / most.subtract(least).doubleValue();
        return MARGIN + (getHeight() - 2 * MARGIN) * (1 - share);
    }

    private BigDecimal extreme(Comparator<BigDecimal> order, BigDecimal least) {
        return line.trace().points().stream()
                .map(point -> grams(point, line.trace()))
                .reduce(least, (a, b) -> order.compare(a, b) >= 0 ? a : b);
    }

    private static BigDecimal grams(Point point, PourTrace trace) {
        return grams(new Mass(point.net(), trace.unit()));
    }

    private static BigDecimal grams(Mass mass) {
        return mass.inGrams();
    }
}
