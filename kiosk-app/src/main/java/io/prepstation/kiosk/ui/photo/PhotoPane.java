package io.prepstation.kiosk.ui.photo;

import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the camera sees, and the button that keeps it.
public final class PhotoPane extends HBox {

    private static final double WIDTH_OF_PICTURE = 16.0 / 9;
    private static final double WIDTH_OF_BUTTON = 9;

    private final CameraView camera = new CameraView("");

    private PhotoPane(PhotoViewModel model, Panel panel) {
        getStyleClass().add("side-by-side");
        setFillHeight(false);
        double height = panel.target();
        camera.setMinSize(height * WIDTH_OF_PICTURE, height);
        camera.setPrefSize(height * WIDTH_OF_PICTURE, height);
        TapButton button = new TapButton("choice", height, model.text().get(), model::take);
        button.setId("take-photo");
        button.setWrapText(true);
        button.setPrefWidth(panel.em(WIDTH_OF_BUTTON));
        button.setMinWidth(panel.em(WIDTH_OF_BUTTON));
        button.textProperty().bind(model.text());
        getChildren().addAll(camera, button);
        model.offered().subscribe(offered -> Labels.present(this, offered));
    }

    public static PhotoPane withPicture(PhotoViewModel model, Panel panel) {
        return new PhotoPane(model, panel);
    }

    /// Where the room is for words.
    public static PhotoPane withoutPicture(PhotoViewModel model, Panel panel) {
        PhotoPane pane = new PhotoPane(model, panel);
        pane.getChildren().remove(pane.camera);
        return pane;
    }

    /// Texts with this to the right of them.
    public HBox beside(Node... texts) {
        VBox left = new VBox(texts);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox row = new HBox(left, this);
        row.getStyleClass().add("side-by-side");
        return row;
    }

    public void show(CameraPicture picture) {
        camera.show(picture);
    }
}
