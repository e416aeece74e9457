package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.look.Fonts;
import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import javafx.geometry.VPos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// The large number, set by its digits' height: a label would add a third of empty line.
///
/// It ends at a fixed place before the column with unit and state, so that digits change without moving.
final class WeightNumber extends Region {

    private final Text digits = new Text();
    private final Text unit = new Text();
    private final Line strike = new Line();
    private final Label state = Labels.of("weight-state");
    private final Glyph stateIcon = Icon.ACCEPT.node();
    private final double size;
    private final double digitHeight;
    private final double gap;
    private final double column;

    WeightNumber(Panel panel) {
        size = panel.weightSize();
        digitHeight = Math.ceil(size * Panel.DIGIT_HEIGHT);
        gap = panel.em(0.4);
        column = panel.em(3.4);
        digits.setFont(Font.font(Fonts.weights(), size));
        unit.setFont(Font.font(Fonts.weights(), Math.rint(size * 0.36)));
        digits.setTextOrigin(VPos.BASELINE);
        unit.setTextOrigin(VPos.BASELINE);
        digits.getStyleClass().add("weight-digits");
        unit.getStyleClass().add("weight-unit");
        strike.getStyleClass().add("weight-strike");
        strike.setStrokeWidth(panel.em(0.35));
        state.setGraphic(stateIcon);
        state.setContentDisplay(ContentDisplay.TOP);
        getStyleClass().add("weight");
        getChildren().addAll(digits, unit, strike, state);
    }

    void show(Weight weight) {
        digits.setText(weight.digits());
        unit.setText(weight.unit());
        state.setText(weight.state());
        Labels.only(this, weight.look());
        strike.setVisible(weight.look() == Weight.Look.STALE);
        switch (weight.look()) {
            case STEADY -> Icon.ACCEPT.in(stateIcon);
            case MOVING -> Icon.MOVING.in(stateIcon);
            case STALE, NONE -> Icon.WARNING.in(stateIcon);
        }
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return digitHeight + Math.ceil(size * 0.15);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double space = getWidth() - column - gap;
        fit(space);
        double baseline = Math.rint((getHeight() + digitHeight - size * 0.1) / 2);
        double digitsWidth = digits.getLayoutBounds().getWidth();
        digits.setX(Math.rint(space - digitsWidth));
        digits.setY(baseline);
        unit.setX(getWidth() - column);
        unit.setY(baseline);
        state.autosize();
        state.relocate(getWidth() - column - 1, Math.rint(baseline - digitHeight - 2));
        strike(
                baseline - digitHeight * 0.46,
                digits.getX() - gap,
                digits.getX() + digitsWidth + gap);
    }

    /// A number longer than any balance of this panel displays is drawn smaller rather than cut.
    private void fit(double space) {
        double wanted = digits.getLayoutBounds().getWidth() / digits.getFont().getSize() * size;
        double fitting = wanted > space ? Math.floor(size * space / wanted) : size;
        if (digits.getFont().getSize() != fitting && fitting > 0) {
            digits.setFont(Font.font(Fonts.weights(), fitting));
        }
    }

    private void strike(double y, double from, double to) {
        strike.setStartX(from);
        strike.setEndX(to);
        strike.setStartY(y);
        strike.setEndY(y);
    }
}
