package io.prepstation.kiosk.ui.part;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// As many rows as there is room for, from the first; the others are not seen at all, rather than halfway.
public final class FirstRows extends Region {

    private final double gap;

    public FirstRows(double gap) {
        this.gap = gap;
    }

    public void show(List<? extends Node> rows) {
        getChildren().setAll(rows);
        requestLayout();
    }

    @Override
    protected double computeMinHeight(double width) {
        return getChildren().isEmpty() ? 0 : getChildren().getFirst().prefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = 0;
        for (Node row : getChildren()) {
            height += row.prefHeight(width) + gap;
        }
        return Math.max(0, height - gap);
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double y = insets.getTop();
        for (Node row : getChildren()) {
            double height = Math.ceil(row.prefHeight(getWidth()));
            boolean fits = y + height <= getHeight() + 0.5;
            row.setVisible(fits);
            row.resizeRelocate(insets.getLeft(), fits ? y : 0, getWidth(), fits ? height : 0);
            y += height + gap;
        }
    }
}
