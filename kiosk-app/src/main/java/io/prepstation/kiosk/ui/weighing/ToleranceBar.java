package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.weighing.Guidance.Direction;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;

/// The live tolerance bar (WEI-13): a thin coarse track, a thick fine one, the band between the limits, a pointer.
///
/// Under, in and over are told by where the pointer stands, by its shape and by its colour; the word stands beside the
/// number.
final class ToleranceBar extends Region {

    private final double em;
    private final Region coarse = piece("track-coarse");
    private final Region fine = piece("track-fine");
    private final Region band = piece("track-band");
    private final Region filled = piece("track-filled");
    private final Region target = piece("track-target");
    private final Region needle = piece("needle");
    private final Polygon head = new Polygon();
    private final Label zeroText = Labels.of("tick");
    private final Label lowerText = Labels.of("tick");
    private final Label targetText = Labels.of("tick", "tick-target");
    private final Label upperText = Labels.of("tick");
    private Gauge gauge = new Gauge(0.4, 0.6, 0.8, -1, Direction.NONE, "", "", "", "");

    ToleranceBar(Panel panel) {
        em = panel.em();
        getStyleClass().add("tolerance-bar");
        head.getStyleClass().add("needle-head");
        getChildren()
                .addAll(
                        coarse,
                        fine,
                        band,
                        filled,
                        target,
                        needle,
                        head,
                        zeroText,
                        lowerText,
                        targetText,
                        upperText);
    }

    void show(Gauge next) {
        gauge = next;
        zeroText.setText(next.fineStart());
        lowerText.setText(next.lower());
        targetText.setText(next.target());
        upperText.setText(next.upper());
        Labels.only(this, next.direction());
        requestLayout();
    }

    private static Region piece(String style) {
        Region piece = new Region();
        piece.getStyleClass().add(style);
        return piece;
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.rint(3.5 * em) + 4;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double top = Math.rint(1.2 * em);
        double thick = Math.rint(1.45 * em);
        double thin = Math.rint(0.7 * em);
        double bandFrom = x(gauge.bandFrom());
        double bandTo = x(gauge.bandTo());
        place(coarse, 0, top + (thick - thin) / 2, x(gauge.fineFrom()), thin);
        place(fine, x(gauge.fineFrom()), top, getWidth() - x(gauge.fineFrom()), thick);
        place(band, bandFrom, top - 2, bandTo - bandFrom, thick + 4);
        place(target, (bandFrom + bandTo) / 2 - 1, top + 2, 2, thick - 4);
        layoutPointer(top, thick, thin);
        text(zeroText, 0, 0);
        text(lowerText, bandFrom, 0.5);
        text(targetText, (bandFrom + bandTo) / 2, 0.5);
        text(upperText, bandTo, 0.5);
    }

    private void layoutPointer(double top, double thick, double thin) {
        boolean shown = gauge.pointer() >= 0;
        for (var part : new javafx.scene.Node[] {filled, needle, head}) {
            part.setVisible(shown);
        }
        if (!shown) {
            return;
        }
        double x = x(gauge.pointer());
        double height = Math.min(thin, thick) * 0.6;
        place(filled, 0, top + (thick - height) / 2, x, height);
        place(needle, x - 2, top - 4, 4, thick + 8);
        double half = 0.6 * em;
        double tip = top + thick + 4;
        head.getPoints().setAll(x, tip, x - half, tip + 0.85 * em, x + half, tip + 0.85 * em);
    }

    private double x(double share) {
        return Math.rint(share * getWidth());
    }

    private static void place(Region piece, double x, double y, double width, double height) {
        piece.resizeRelocate(
                Math.rint(x), Math.rint(y), Math.max(0, Math.rint(width)), Math.rint(height));
    }

    /// @param anchor 0 puts the text's left end at x, 0.5 its middle
    private void text(Label label, double x, double anchor) {
        label.autosize();
        double left =
                Math.clamp(
                        x - label.getWidth() * anchor,
                        0,
                        Math.max(0, getWidth() - label.getWidth()));
        label.relocate(Math.rint(left), 0);
    }
}
