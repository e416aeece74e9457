package io.prepstation.kiosk.ui.signing;

import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.LabelPicture;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.RecordTable;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Authentication;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The record as a table, then who signs and what the label will look like.
public final class SigningView extends VBox {

    private final SigningViewModel model;
    private final Panel panel;
    private final Words words;
    private final Function<String, boolean[][]> qr;
    private final Label title = Labels.of("title");
    private final RecordTable table;
    private final VBox deviations = new VBox();
    private final Label signer = Labels.paragraph("", "strong");
    private final HBox label = new HBox();

    /// @param recognised what the signature will say of how the person was recognised
    /// @param qr makes the modules of a QR code
    public SigningView(
            SigningViewModel model,
            Panel panel,
            Words words,
            Authentication recognised,
            Function<String, boolean[][]> qr) {
        this.model = model;
        this.panel = panel;
        this.words = words;
        this.qr = qr;
        table = new RecordTable(panel, words);
        VBox.setVgrow(table, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(title, table, bottom(recognised));
        model.content().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private HBox bottom(Authentication recognised) {
        deviations.getStyleClass().add("deviations");
        Card left = new Card(words.text("signing.deviations"), deviations);
        Card middle =
                new Card(
                        words.text("signing.signature"),
                        signer,
                        Labels.paragraph(asRecognised(recognised), "hint"));
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setPrefWidth(panel.em(13));
        middle.setPrefWidth(panel.em(15.5));
        middle.setMinWidth(panel.em(15.5));
        label.setAlignment(Pos.CENTER_RIGHT);
        label.setMinWidth(panel.em(20));
        label.setMaxWidth(panel.em(20));
        HBox bottom = new HBox(left, middle, label);
        bottom.getStyleClass().add("side-by-side");
        bottom.setMinHeight(Region.USE_PREF_SIZE);
        return bottom;
    }

    private String asRecognised(Authentication recognised) {
        return switch (recognised) {
            case BADGE_AND_PIN -> words.text("signing.by-badge");
            case CHOSEN -> words.text("signing.not-authenticated");
        };
    }

    private void show(@Nullable SigningContent content) {
        if (content == null) {
            return;
        }
        title.setText(content.title());
        table.show(content.lines());
        signer.setText(content.signer());
        if (content.deviations().isEmpty()) {
            deviations.getChildren().setAll(Labels.text(words.text("signing.no-deviations")));
        } else {
            deviations
                    .getChildren()
                    .setAll(content.deviations().stream().limit(2).map(this::deviation).toList());
            int more = content.deviations().size() - 2;
            if (more > 0) {
                deviations
                        .getChildren()
                        .add(Labels.text(words.text("signing.more-deviations", more), "hint"));
            }
        }
        label.getChildren()
                .setAll(new LabelPicture(content.picture(), qr, panel.em(20), panel.em(8)));
    }

    private Label deviation(String text) {
        Label line = Labels.paragraph(text, "deviation");
        line.setGraphic(Icon.WARNING.node());
        return line;
    }
}
