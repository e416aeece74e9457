package io.prepstation.kiosk.ui.look;

import javafx.scene.text.Text;

/// A node that shows one icon: a letter of the icon font. Not a word, though it is a text to JavaFX.
public final class Glyph extends Text {

    Glyph(Icon icon) {
        getStyleClass().add("icon");
        show(icon);
    }

    void show(Icon icon) {
        if (!icon.text().equals(getText())) {
            setText(icon.text());
        }
    }
}
