package io.prepstation.kiosk.ui.part;

import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// A QR code in whole pixels a module, black on white with its quiet zone, in every theme.
public final class QrPicture extends ImageView {

    private static final int QUIET = 2;

    /// @param modules `true` is black; rows first, without quiet zone
    /// @param side the most pixels to a side
    public QrPicture(boolean[][] modules, double side) {
        int count = modules.length + 2 * QUIET;
        int scale = Math.max(1, (int) (side / count));
        setImage(draw(modules, count, scale));
        setSmooth(false);
    }

    private static Image draw(boolean[][] modules, int count, int scale) {
        WritableImage image = new WritableImage(count * scale, count * scale);
        for (int y = 0; y < count * scale; y++) {
            for (int x = 0; x < count * scale; x++) {
                boolean black = black(modules, y / scale - QUIET, x / scale - QUIET);
                image.getPixelWriter().setColor(x, y, black ? Color.BLACK : Color.WHITE);
            }
        }
        return image;
    }

    private static boolean black(boolean[][] modules, int row, int column) {
        return row >= 0
                && row < modules.length
                && column >= 0
                && column < modules.length
                && modules[row][column];
    }
}
