package io.prepstation.kiosk.ui.photo;

import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.part.CameraView;
import io.prepstation.kiosk.ui.part.Labels;
import io.prepstation.kiosk.ui.part.TapButton;
import io.prepstation.kiosk.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the camera sees, and the button that keeps it.
public final class PhotoPane extends HBox {

    private static final double WIDTH_OF_PICTURE = 16.0 / 9;
    private static final double WIDTH_OF_BUTTON = 9;

    private final CameraView camera = new CameraView("");

    public PhotoPane(PhotoViewModel model, Panel panel) {
        getStyleClass().add("side-by-side");
        setFillHeight(false);
        double height = panel.target();
        camera.setMinSize(height * WIDTH_OF_PICTURE, height);
        camera.setPrefSize(height * WIDTH_OF_PICTURE, height);
        getChildren().addAll(camera, button(model, panel));
        model.offered().subscribe(offered -> Labels.present(this, offered));
    }

    /// The button alone, beside other columns of choices.
    public static VBox column(PhotoViewModel model, Panel panel, Words words) {
        VBox column =
                new VBox(
                        Labels.text(words.text("photo.title"), "card-title"), button(model, panel));
        column.getStyleClass().add("side");
        column.setMinWidth(Region.USE_PREF_SIZE);
        model.offered().subscribe(offered -> Labels.present(column, offered));
        return column;
    }

    private static TapButton button(PhotoViewModel model, Panel panel) {
        TapButton button = new TapButton("choice", panel.target(), model.text().get(), model::take);
        button.setId("take-photo");
        button.setWrapText(true);
        button.setPrefWidth(panel.em(WIDTH_OF_BUTTON));
        button.setMinWidth(panel.em(WIDTH_OF_BUTTON));
        button.textProperty().bind(model.text());
        return button;
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
