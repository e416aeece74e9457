package io.prepstation.kiosk.ui.part;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// One row of a table: every row made with the same shares stands in the same columns.
public final class Columns extends Region {

    private static final int LONG_NAME = 32;

    private final double[] shares;

    /// @param shares of the width, one for each cell
    public Columns(double[] shares, Node... cells) {
        if (shares.length != cells.length) {
            throw new IllegalArgumentException(
                    shares.length + " columns, but " + cells.length + " cells");
        }
        this.shares = shares.clone();
        getStyleClass().add("columns");
        getChildren().addAll(cells);
        setMinHeight(USE_PREF_SIZE);
    }

    public static Label cell(String text, String... styles) {
        return Labels.text(text, styles);
    }

    /// A name that may need two lines: a long one is set smaller, so that they fit a row.
    public static Label name(String text, String... styles) {
        Label label = Labels.text(text, styles);
        label.setWrapText(true);
        if (width(text) > LONG_NAME) {
            label.getStyleClass().add("long-name");
        }
        return label;
    }

    /// In letters; a Chinese one is as wide as two others.
    private static int width(String text) {
        return text.codePoints().map(one -> Character.isIdeographic(one) ? 2 : 1).sum();
    }

    /// A number stands on the right of its column, so that decimal points stand above each other.
    public static Label number(String text, String... styles) {
        Label label = Labels.text(text, styles);
        label.getStyleClass().add("number");
        label.setAlignment(Pos.CENTER_RIGHT);
        return label;
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double space = getWidth() - left - snappedRightInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        double total = 0;
        for (double share : shares) {
            total += share;
        }
        double x = left;
        for (int i = 0; i < shares.length; i++) {
            double width = space * shares[i] / total;
            Node cell = getChildren().get(i);
            HPos align = cell.getStyleClass().contains("number") ? HPos.RIGHT : HPos.LEFT;
            layoutInArea(cell, x, snappedTopInset(), width, height, 0, align, VPos.CENTER);
            x += width;
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        double height = 0;
        for (Node cell : getChildren()) {
            height = Math.max(height, cell.prefHeight(-1));
        }
        return height + snappedTopInset() + snappedBottomInset();
    }
}
