package io.prepstation.kiosk.ui.part;

import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A picture as large as there is room, nothing of it cut.
public final class PictureView extends Region {

    private final ImageView view = new ImageView();

    public PictureView() {
        getStyleClass().add("camera");
        view.setPreserveRatio(true);
        view.setSmooth(true);
        setPrefSize(0, 0);
        getChildren().add(view);
    }

    /// @param picture null for none
    public void show(@Nullable Image picture) {
        view.setImage(picture);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        view.setFitWidth(getWidth());
        view.setFitHeight(getHeight());
        view.relocate(
                (getWidth() - view.getLayoutBounds().getWidth()) / 2,
                (getHeight() - view.getLayoutBounds().getHeight()) / 2);
    }
}
