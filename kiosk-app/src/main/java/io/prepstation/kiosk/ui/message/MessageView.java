package io.prepstation.kiosk.ui.message;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Glyph;
import io.prepstation.kiosk.ui.part.Labels;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A large sign, what happened, what to do.
public final class MessageView extends VBox {

    private final MessageViewModel model;
    private final VBox card = new VBox();
    private final Label title = Labels.paragraph("", "message-title");
    private final Label text = Labels.paragraph("", "message-text");
    private final Label advice = Labels.paragraph("", "message-advice");

    public MessageView(MessageViewModel model) {
        this.model = model;
        getStyleClass().addAll("page", "message-page");
        setAlignment(Pos.CENTER);
        card.getStyleClass().add("message");
        card.setAlignment(Pos.CENTER);
        getChildren().add(card);
        model.message().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(Message message) {
        Glyph icon = message.icon().node("message-icon");
        title.setText(message.title());
        text.setText(message.text());
        Labels.present(text, !message.text().isEmpty());
        advice.setText(message.advice());
        Labels.present(advice, !message.advice().isEmpty());
        Labels.only(card, message.tone());
        card.getChildren().setAll(icon, title, text, advice);
    }
}
