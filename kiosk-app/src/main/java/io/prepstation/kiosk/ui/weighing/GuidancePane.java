package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Add or take out, inside or over: a sign, a word, a mass, and a colour.
final class GuidancePane extends VBox {

    private final Glyph icon = Icon.ADD.node("guidance-icon");
    private final Label word = Labels.of("guidance-word");
    private final Label mass = Labels.of("guidance-mass");

    GuidancePane(Panel panel) {
        getStyleClass().add("guidance");
        setAlignment(Pos.CENTER);
        setMinWidth(panel.em(12));
        setMaxWidth(panel.em(12));
        setPrefWidth(panel.em(12));
        getChildren().addAll(icon, word, mass);
    }

    void show(Guidance guidance) {
        word.setText(guidance.word());
        mass.setText(guidance.mass());
        Labels.only(this, guidance.direction());
        getChildren()
                .forEach(part -> part.setVisible(guidance.direction() != Guidance.Direction.NONE));
        switch (guidance.direction()) {
            case NONE -> {}
            case ADD -> (guidance.out() ? Icon.REMOVE : Icon.ADD).in(icon);
            case INSIDE -> Icon.ACCEPT.in(icon);
            case OVER -> Icon.WARNING.in(icon);
        }
    }
}
