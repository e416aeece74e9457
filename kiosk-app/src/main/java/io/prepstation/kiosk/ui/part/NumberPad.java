package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import java.util.function.Consumer;
import javafx.scene.layout.GridPane;

/// The station's own keys for a decimal number.
public final class NumberPad extends GridPane {

    /// What a key does; a digit and the separator are themselves.
    public static final char DELETE = '\b';

    private final Panel panel;
    private final Consumer<Character> pressed;

    /// @param separator of decimals; empty for numbers that have none
    public NumberPad(Panel panel, String separator, Consumer<Character> pressed) {
        this.panel = panel;
        this.pressed = pressed;
        getStyleClass().add("number-pad");
        for (int digit = 1; digit <= 9; digit++) {
            add(key(String.valueOf(digit), (char) ('0' + digit)), (digit - 1) % 3, (digit - 1) / 3);
        }
        add(key("0", '0'), 3, 2);
        if (!separator.isEmpty()) {
            add(key(separator, '.'), 3, 1);
        }
        TapButton delete = new TapButton("key", panel.key());
        delete.setId("key-delete");
        delete.show("", Icon.DELETE, true, () -> pressed.accept(DELETE));
        add(delete, 3, 0);
    }

    private TapButton key(String text, char meaning) {
        TapButton key = new TapButton("key", panel.key(), text, () -> pressed.accept(meaning));
        key.setId("key-" + meaning);
        key.setPrefWidth(panel.key() * 1.15);
        return key;
    }
}
