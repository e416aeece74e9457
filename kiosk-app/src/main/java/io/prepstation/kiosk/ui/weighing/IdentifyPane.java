package io.prepstation.kiosk.ui.weighing;

import io.prepstation.kiosk.ui.desk.CameraHint;
import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.look.Icon;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.words.CameraWords;
import io.prepstation.kiosk.ui.words.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Which ingredient to fetch and scan, beside the camera picture.
final class IdentifyPane extends HBox {

    private final Words words;
    private final CameraView camera;
    private final Label name = Labels.paragraph("", "identify-name");
    private final Label code = Labels.of("identify-code");
    private final Label target = Labels.of("identify-target");

    IdentifyPane(Panel panel, Words words) {
        this.words = words;
        camera = new CameraView(words.text("camera.none"));
        camera.setMinWidth(panel.em(19));
        camera.setMaxWidth(panel.em(19));
        getStyleClass().add("identify");
        Label fetch = Labels.text(words.text("identify.title"), "identify-title");
        fetch.setGraphic(Icon.CODE.node());
        VBox what = new VBox(fetch, name, code, target);
        what.getStyleClass().add("identify-what");
        what.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(what, Priority.ALWAYS);
        getChildren().addAll(what, camera);
    }

    void show(StepHead head) {
        name.setText(head.name());
        code.setText(head.code());
        target.setText(head.target());
    }

    void show(CameraHint hint) {
        camera.hint(CameraWords.hint(hint, words));
    }

    void show(CameraPicture picture) {
        camera.show(picture);
    }
}
