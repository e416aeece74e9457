package io.prepstation.kiosk.ui.completed;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.LabelPicture;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.Words;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A large tick, the record's whereabouts, its label.
public final class CompletedView extends VBox {

    private final CompletedViewModel model;
    private final Panel panel;
    private final Words words;
    private final Function<String, boolean[][]> qr;
    private final Label title = Labels.of("saved-title");
    private final Label summary = Labels.paragraph("", "saved-summary");
    private final Label hub = Labels.paragraph("", "strong", "hub-state");
    private final Label signature = Labels.paragraph("");
    private final Label hash = Labels.paragraph("", "hash");
    private final Card label;
    private final HBox preview = new HBox();
    private final Label printed = Labels.paragraph("", "strong");

    /// @param qr makes the modules of a QR code
    public CompletedView(
            CompletedViewModel model, Panel panel, Words words, Function<String, boolean[][]> qr) {
        this.model = model;
        this.panel = panel;
        this.words = words;
        this.qr = qr;
        label = new Card(words.text("completed.label"), preview, printed);
        getStyleClass().add("page");
        title.setGraphic(Icon.ACCEPT.node());
        VBox done = new VBox(title, summary);
        done.getStyleClass().add("saved");
        HBox body = new HBox(facts(), label);
        body.getStyleClass().add("side-by-side");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(done, body);
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private VBox facts() {
        Card where = new Card(words.text("completed.where"), hub);
        Card signed =
                new Card(
                        words.text("signing.signature"),
                        signature,
                        Labels.text(words.text("completed.hash"), "card-title"),
                        hash);
        VBox facts = new VBox(where, signed);
        facts.getStyleClass().add("side");
        facts.setAlignment(Pos.TOP_LEFT);
        HBox.setHgrow(facts, Priority.ALWAYS);
        label.setMinWidth(panel.em(24));
        label.setMaxWidth(panel.em(24));
        return facts;
    }

    private void show(@Nullable CompletedContent content) {
        if (content == null) {
            return;
        }
        title.setText(content.title());
        summary.setText(content.summary());
        hub.setText(content.hub());
        hub.setGraphic((content.atHub() ? Icon.CLOUD : Icon.WAITING).node());
        signature.setText(content.signature());
        printed.setText(content.label());
        Labels.present(printed, !content.label().isEmpty());
        hash.setText(inGroups(content.hash()));
        preview.getChildren()
                .setAll(new LabelPicture(content.picture(), qr, panel.em(22), panel.em(10.4)));
    }

    /// Eight digits at a time, to be compared by eye.
    private static String inGroups(String hash) {
        return hash.replaceAll("(.{8})(?!$)", "$1 ").replaceAll("((?:\\S{8} ){3}\\S{8}) ", "$1\n");
    }
}
