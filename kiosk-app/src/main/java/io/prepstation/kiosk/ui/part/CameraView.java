package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.desk.CameraPicture;
import io.prepstation.kiosk.ui.look.Icon;
import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The live picture with the frame a code is held into; without a picture, a line says so.
public final class CameraView extends Region {

    /// Wider pictures are thinned out: the screen shows no more, and software drawing costs by the pixel.
    private static final int WIDEST = 512;

    private final ImageView view = new ImageView();
    private final Rectangle clip = new Rectangle();
    private final javafx.scene.control.Label none;
    private final javafx.scene.control.Label hint = Labels.paragraph("", "camera-hint");
    private final Polyline[] corners = {
        new Polyline(), new Polyline(), new Polyline(), new Polyline()
    };
    private @Nullable PixelBuffer<IntBuffer> pixels;

    public CameraView(String textWithoutPicture) {
        getStyleClass().add("camera");
        none = Labels.paragraph(textWithoutPicture, "camera-none");
        view.setSmooth(true);
        clip.setArcWidth(12);
        clip.setArcHeight(12);
        setClip(clip);
        getChildren().addAll(view, none);
        for (Polyline corner : corners) {
            corner.getStyleClass().add("scan-corner");
            getChildren().add(corner);
        }
        hint.setVisible(false);
        getChildren().add(hint);
    }

    /// A line over the lower edge of the picture; empty for none.
    public void hint(String text) {
        if (hint.getGraphic() == null) {
            hint.setGraphic(Icon.WARNING.node());
        }
        hint.setText(text);
        hint.setVisible(!text.isEmpty());
        requestLayout();
    }

    public void show(CameraPicture picture) {
        int step = Math.max(1, (picture.width() + WIDEST - 1) / WIDEST);
        int width = picture.width() / step;
        int height = picture.height() / step;
        PixelBuffer<IntBuffer> buffer = bufferOf(width, height);
        buffer.updateBuffer(target -> {
            copy(picture, step, width, height, target.getBuffer().array());
            return null;
        });
        none.setVisible(false);
    }

    private static void copy(CameraPicture picture, int step, int width, int height, int[] target) {
        byte[] luma = picture.luma();
        for (int y = 0; y < height; y++) {
            int row = y * step * picture.stride();
            for (int x = 0; x < width; x++) {
                int grey = luma[row + x * step] & 0xFF;
                target[y * width + x] = 0xFF000000 | grey * 0x010101;
            }
        }
    }

    private PixelBuffer<IntBuffer> bufferOf(int width, int height) {
        PixelBuffer<IntBuffer> known = pixels;
        if (known != null && known.getWidth() == width && known.getHeight() == height) {
            return known;
        }
        PixelBuffer<IntBuffer> fresh =
                new PixelBuffer<>(
                        width,
                        height,
                        IntBuffer.allocate(width * height),
                        PixelFormat.getIntArgbPreInstance());
        pixels = fresh;
        view.setImage(new WritableImage(fresh));
        requestLayout();
        return fresh;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        clip.setWidth(width);
        clip.setHeight(height);
        none.resizeRelocate(0, 0, width, height);
        if (view.getImage() != null) {
            fill(width, height);
        }
        double high = hint.prefHeight(width);
        hint.resizeRelocate(0, height - high, width, high);
        double side = Math.min(width, height) * 0.62;
        frame((width - side) / 2, (height - side) / 2, side, side / 5);
    }

    /// Fills the whole area; what is too much of the picture is cut off by the clip.
    private void fill(double width, double height) {
        double scale =
                Math.max(width / view.getImage().getWidth(), height / view.getImage().getHeight());
        double shownWidth = view.getImage().getWidth() * scale;
        double shownHeight = view.getImage().getHeight() * scale;
        view.setFitWidth(shownWidth);
        view.setFitHeight(shownHeight);
        view.relocate((width - shownWidth) / 2, (height - shownHeight) / 2);
    }

    private void frame(double x, double y, double side, double arm) {
        for (int i = 0; i < corners.length; i++) {
            double cornerX = i % 2 == 0 ? x : x + side;
            double cornerY = i / 2 == 0 ? y : y + side;
            double right = i % 2 == 0 ? arm : -arm;
            double down = i / 2 == 0 ? arm : -arm;
            corners[i]
                    .getPoints()
                    .setAll(cornerX + right, cornerY, cornerX, cornerY, cornerX, cornerY + down);
        }
    }
}
