package io.prepstation.kiosk.ui.rejecting;

import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.photo.PhotoPane;
import io.prepstation.kiosk.ui.photo.PhotoViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Reason;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The reasons as large buttons.
public final class RejectingView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int A_ROW = 4;

    private final RejectingViewModel model;
    private final GridPane reasons = new GridPane();
    private final PhotoPane photo;

    public RejectingView(
            RejectingViewModel model, PhotoViewModel photos, Panel panel, Words words) {
        this.model = model;
        this.photo = new PhotoPane(photos, panel);
        getStyleClass().add("page");
        Label consequence = Labels.paragraph("", "hint");
        consequence.textProperty().bind(model.consequence());
        reasons.getStyleClass().add("reasons");
        for (int i = 0; i < A_ROW; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / A_ROW);
            reasons.getColumnConstraints().add(column);
        }
        int place = 0;
        for (Reason reason : model.reasons()) {
            TapButton button =
                    new TapButton(
                            "choice",
                            panel.target(),
                            words.reason(reason),
                            () -> model.choose(reason));
            button.setId("reason-" + reason.code());
            button.setWrapText(true);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setUserData(reason);
            reasons.add(button, place % A_ROW, place / A_ROW);
            place++;
        }
        VBox.setVgrow(reasons, Priority.ALWAYS);
        Label written = Labels.paragraph("", "lead");
        model.written()
                .subscribe(text -> {
                    written.setText(text);
                    Labels.present(written, !text.isEmpty());
                });
        getChildren()
                .addAll(
                        photo.beside(
                                Labels.text(words.text("rejecting.title"), "title"), consequence),
                        written,
                        reasons);
        model.chosen().subscribe(this::show);
    }

    public void show(CameraPicture picture) {
        photo.show(picture);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    private void show(Optional<Reason> chosen) {
        reasons.getChildren()
                .forEach(button ->
                        button.pseudoClassStateChanged(
                                CHOSEN, chosen.filter(button.getUserData()::equals).isPresent()));
    }
}
