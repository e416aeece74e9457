package io.prepstation.kiosk.ui.signin;

import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.frame.Screen;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.NumberPad;
import io.prepstation.kiosk.ui.signin.BadgeViewModel.Phase;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The camera's picture on the left, dots and keys on the right.
public final class BadgeView extends HBox {

    private final BadgeViewModel model;
    private final CameraView camera;
    private final NumberPad pad;
    private final Label dots = Labels.of("pin-dots");
    private final Label problem = Labels.paragraph("", "sign-in-problem");

    public BadgeView(BadgeViewModel model, Panel panel, Words words) {
        this.model = model;
        camera = new CameraView(words.text("camera.none"));
        pad = new NumberPad(panel, "", model::press);
        getStyleClass().add("page");
        getChildren().addAll(left(), right(panel));
        dots.textProperty().bind(model.dots());
        model.problem().subscribe(this::say);
        model.phase().subscribe(this::show);
    }

    public Screen screen() {
        return new Screen(this, model.actions());
    }

    public void show(CameraPicture picture) {
        camera.show(picture);
    }

    private VBox left() {
        Label title = Labels.paragraph("", "title");
        title.textProperty().bind(model.title());
        Label hint = Labels.paragraph("", "lead");
        hint.textProperty().bind(model.hint());
        VBox.setVgrow(camera, Priority.ALWAYS);
        VBox left = new VBox(title, hint, problem, camera);
        left.getStyleClass().add("scan-area");
        HBox.setHgrow(left, Priority.ALWAYS);
        return left;
    }

    private VBox right(Panel panel) {
        VBox right = new VBox(panel.em(0.8), dots, pad);
        right.setAlignment(Pos.CENTER);
        dots.setMinHeight(panel.em(2));
        return right;
    }

    private void say(String why) {
        problem.setText(why);
        Labels.present(problem, !why.isEmpty());
    }

    private void show(Phase phase) {
        pad.setDisable(phase == Phase.BADGE || phase == Phase.CHECKING);
    }
}
