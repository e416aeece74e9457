package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A row of buttons of which one is chosen; the chosen one carries a tick and a frame, not only a colour.
public final class Choices extends HBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Panel panel;

    public Choices(Panel panel) {
        this.panel = panel;
        getStyleClass().add("choices");
        setSpacing(panel.em(0.4));
    }

    public void show(List<Choice> choices) {
        getChildren().setAll(choices.stream().map(this::button).toList());
    }

    private TapButton button(Choice choice) {
        TapButton button = new TapButton("choice", panel.target(), choice.text(), choice.tap());
        if (choice.chosen()) {
            button.show(choice.text(), Icon.ACCEPT, true, choice.tap());
        }
        button.pseudoClassStateChanged(CHOSEN, choice.chosen());
        button.setMaxWidth(Double.MAX_VALUE);
        button.setWrapText(true);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }
}
