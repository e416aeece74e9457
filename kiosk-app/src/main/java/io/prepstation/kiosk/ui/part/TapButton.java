package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Icon;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/// A button for a gloved finger: large, and never focused, so that no scanner's Enter presses it.
public final class TapButton extends Button {

    private @Nullable Glyph icon;

    /// @param style `main`, `plain`, `quiet` or a part's own
    /// @param side the least width and height in pixels
    public TapButton(String style, double side) {
        getStyleClass().addAll("tap", style);
        setFocusTraversable(false);
        setMinSize(side, side);
        setMaxHeight(Double.MAX_VALUE);
    }

    public TapButton(String style, double side, String text, Runnable tap) {
        this(style, side);
        setText(text);
        setOnAction(_ -> tap.run());
    }

    public void show(String text, Icon shown, boolean enabled, Runnable tap) {
        setText(text);
        if (icon == null) {
            icon = shown.node();
            setGraphic(icon);
        } else {
            shown.in(icon);
        }
        setDisable(!enabled);
        setOnAction(_ -> tap.run());
    }
}
