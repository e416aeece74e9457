package io.prepstation.kiosk.ui.home;

import io.prepstation.kiosk.ui.desk.CameraHint;
import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import io.prepstation.kiosk.ui.part.Card;
import io.prepstation.kiosk.ui.part.FirstRows;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.SessionLine;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.CameraWords;
import io.prepstation.kiosk.ui.words.Words;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Camera on the left, what there is to know on the right.
public final class HomeView extends HBox {

    private final HomeViewModel model;
    private final Words words;
    private final CameraView camera;
    private final Card resume = new Card("");
    private final FirstRows recent;
    private final Card sessions;

    public HomeView(HomeViewModel model, Panel panel, Words words) {
        this.model = model;
        this.words = words;
        camera = new CameraView(words.text("camera.none"));
        recent = new FirstRows(panel.em(0.5));
        sessions = new Card(words.text("home.recent"), recent);
        VBox.setVgrow(recent, Priority.ALWAYS);
        getStyleClass().add("page");
        getChildren().addAll(scan(), side(panel));
        model.resume().subscribe(this::show);
        model.recent().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    public void show(CameraPicture picture) {
        camera.show(picture);
    }

    public void show(CameraHint hint) {
        camera.hint(CameraWords.hint(hint, words));
    }

    private VBox scan() {
        VBox.setVgrow(camera, Priority.ALWAYS);
        VBox scan =
                new VBox(
                        Labels.text(words.text("home.scan"), "title"),
                        Labels.paragraph(words.text("home.scan.hint"), "hint"),
                        camera);
        scan.getStyleClass().add("scan-area");
        HBox.setHgrow(scan, Priority.ALWAYS);
        return scan;
    }

    private VBox side(Panel panel) {
        resume.getStyleClass().add("resume");
        VBox.setVgrow(sessions, Priority.ALWAYS);
        var sync = Labels.paragraph("", "hint");
        sync.textProperty().bind(model.sync());
        TapButton devices = new TapButton("plain", panel.target());
        devices.setId("devices");
        devices.setMaxWidth(Double.MAX_VALUE);
        devices.show(words.text("home.devices"), Icon.DEVICES, true, model::devicesTapped);
        TapButton queue = new TapButton("plain", panel.target());
        queue.setId("sync");
        queue.setMaxWidth(Double.MAX_VALUE);
        queue.show(words.text("home.queue"), Icon.SYNC, true, model::syncTapped);
        HBox.setHgrow(devices, Priority.ALWAYS);
        HBox.setHgrow(queue, Priority.ALWAYS);
        HBox doors = new HBox(panel.em(0.6), devices, queue);
        VBox side = new VBox(resume, sessions, new Card(words.text("home.hub"), sync), doors);
        side.getStyleClass().add("side");
        side.setMinWidth(panel.em(23));
        side.setMaxWidth(panel.em(23));
        return side;
    }

    /// A session to take up again comes before those that are over.
    private void show(Optional<Resume> waiting) {
        Labels.present(resume, waiting.isPresent());
        Labels.present(sessions, waiting.isEmpty());
        waiting.ifPresent(session ->
                resume.getChildren()
                        .setAll(
                                Labels.text(words.text("home.resume.title"), "card-title"),
                                Labels.text(session.formula(), "strong"),
                                Labels.text(session.progress()),
                                Labels.text(session.startedBy(), "hint")));
    }

    private void show(List<SessionRow> rows) {
        if (rows.isEmpty()) {
            recent.show(List.of(Labels.paragraph(words.text("home.recent.none"), "hint")));
        } else {
            recent.show(rows.stream().map(row -> SessionLine.brief(row, words)).toList());
        }
    }
}
