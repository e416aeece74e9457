package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A row of buttons of which one is chosen; the chosen one carries a tick and a frame, not only a colour.
///
/// @param <T> what is chosen from
public final class Choices<T> extends HBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Map<T, TapButton> buttons = new LinkedHashMap<>();
    private final Function<T, String> word;
    private final Consumer<T> choose;

    public Choices(Panel panel, List<T> values, Function<T, String> word, Consumer<T> choose) {
        this.word = word;
        this.choose = choose;
        getStyleClass().add("choices");
        setSpacing(panel.em(0.4));
        for (T value : values) {
            TapButton button = new TapButton("choice", panel.target());
            button.setMaxWidth(Double.MAX_VALUE);
            button.setWrapText(true);
            HBox.setHgrow(button, Priority.ALWAYS);
            buttons.put(value, button);
        }
        getChildren().addAll(buttons.values());
    }

    public void select(T chosen) {
        buttons.forEach((value, button) -> {
            boolean here = value.equals(chosen);
            if (here) {
                button.show(word.apply(value), Icon.ACCEPT, true, () -> choose.accept(value));
            } else {
                button.setGraphic(null);
                button.setText(word.apply(value));
                button.setOnAction(_ -> choose.accept(value));
            }
            button.pseudoClassStateChanged(CHOSEN, here);
        });
    }
}
