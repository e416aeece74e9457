package io.prepstation.kiosk.ui.pairing;

import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The camera's picture on the left; on the right what was read, each to be typed by a tap.
public final class PairingView extends HBox {

    private final PairingViewModel model;
    private final Panel panel;
    private final Words words;
    private final CameraView camera;
    private final Label problem = Labels.paragraph("", "sign-in-problem");

    public PairingView(PairingViewModel model, Panel panel, Words words) {
        this.model = model;
        this.panel = panel;
        this.words = words;
        camera = new CameraView(words.text("camera.none"));
        getStyleClass().addAll("page", "side-by-side");
        getChildren().addAll(left(), right());
        model.problem().subscribe(this::say);
        model.joining().subscribe(this::setBusy);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    public void show(CameraPicture picture) {
        camera.show(picture);
    }

    private VBox left() {
        Label hint = Labels.paragraph("", "lead");
        hint.textProperty().bind(model.hint());
        VBox.setVgrow(camera, Priority.ALWAYS);
        VBox left =
                new VBox(
                        Labels.paragraph(words.text("pairing.title"), "title"),
                        hint,
                        problem,
                        camera);
        left.getStyleClass().add("scan-area");
        HBox.setHgrow(left, Priority.ALWAYS);
        return left;
    }

    private VBox right() {
        VBox right =
                new VBox(
                        Labels.paragraph(words.text("pairing.type"), "hint"),
                        row("pairing.hub", model.hub(), "pairing-hub", model::writeHub),
                        row("pairing.pin", model.pin(), "pairing-pin", model::writePin),
                        row("pairing.code", model.code(), "pairing-code", model::writeCode),
                        Labels.paragraph(words.text("pairing.alone"), "hint"));
        right.getStyleClass().add("side");
        right.setPrefWidth(panel.widthPx() * 0.42);
        right.setMinWidth(panel.widthPx() * 0.42);
        return right;
    }

    private TapButton row(
            String what, ReadOnlyObjectProperty<String> value, String id, Runnable tap) {
        Label shown = Labels.of("strong");
        value.subscribe(text -> shown.setText(text.isEmpty() ? "–" : text));
        VBox face = new VBox(Labels.text(words.text(what), "card-title"), shown);
        face.setAlignment(Pos.CENTER_LEFT);
        TapButton row = new TapButton("choice", panel.target(), "", tap);
        row.setId(id);
        row.setGraphic(face);
        row.setAccessibleText(words.text(what));
        row.setMaxWidth(Double.MAX_VALUE);
        shown.maxWidthProperty().bind(row.widthProperty().subtract(panel.em(2)));
        return row;
    }

    private void say(String why) {
        problem.setText(why);
        Labels.present(problem, !why.isEmpty());
    }

    private void setBusy(boolean busy) {
        lookupAll(".choice").forEach(row -> row.setDisable(busy));
    }
}
