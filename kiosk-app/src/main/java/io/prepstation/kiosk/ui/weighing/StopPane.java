package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The hard stop after a wrong ingredient: expected against scanned.
final class StopPane extends HBox {

    private final Words words;
    private final Label expected = Labels.paragraph("", "stop-code");
    private final Label scanned = Labels.paragraph("", "stop-code");
    private final Label advice = Labels.paragraph("", "stop-advice");

    StopPane(Panel panel, Words words) {
        this.words = words;
        getStyleClass().add("stop");
        setAlignment(Pos.CENTER_LEFT);
        HBox codes =
                new HBox(
                        side(words.text("stop.expected"), expected, panel.em(18)),
                        side(words.text("stop.scanned"), scanned, panel.em(18)));
        codes.getStyleClass().add("stop-codes");
        VBox text =
                new VBox(Labels.paragraph(words.text("stop.title"), "stop-title"), codes, advice);
        text.getStyleClass().add("stop-text");
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(Icon.STOP.node("stop-icon"), text);
    }

    void show(WrongItem wrong) {
        expected.setText(wrong.expectedName() + "\n" + wrong.expectedCode());
        scanned.setText(wrong.scanned());
        advice.setText(words.text("stop.advice", wrong.expectedName()));
    }

    private static VBox side(String title, Label code, double width) {
        VBox side = new VBox(Labels.text(title, "stop-label"), code);
        side.setMinWidth(width);
        side.setMaxWidth(width);
        return side;
    }
}
