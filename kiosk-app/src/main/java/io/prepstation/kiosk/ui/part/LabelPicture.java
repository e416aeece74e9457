package io.prepstation.kiosk.ui.part;

import io.prepstation.kiosk.ui.look.Fonts;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// A label as it will be printed, item by item from its layout, black on white in every theme.
public final class LabelPicture extends Canvas {

    /// Modules around a code that stay white, on paper too.
    private static final int QUIET = 4;

    private final Function<String, boolean[][]> qr;
    private final double scale;

    /// @param qr makes the modules of a QR code; rows first, `true` is black
    /// @param width of the picture in pixels
    /// @param height the most it may take
    public LabelPicture(
            LabelLayout layout, Function<String, boolean[][]> qr, double width, double height) {
        this.qr = qr;
        this.scale = Math.min(width / layout.width(), height / layout.height());
        setWidth(Math.floor(layout.width() * scale));
        setHeight(Math.floor(layout.height() * scale));
        GraphicsContext paper = getGraphicsContext2D();
        paper.setFill(Color.WHITE);
        paper.fillRect(0, 0, getWidth(), getHeight());
        paper.setFill(Color.BLACK);
        paper.setTextBaseline(VPos.BASELINE);
        for (Item item : layout.items()) {
            switch (item) {
                case Text line -> write(line, paper);
                case Code code -> draw(code, paper);
            }
        }
        paper.setStroke(Color.gray(0.6));
        paper.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
    }

    private void write(Text line, GraphicsContext paper) {
        Font font =
                Font.font(
                        Fonts.TEXT, FontWeight.BOLD, line.height() * scale / LabelLayout.CAPITALS);
        paper.setFont(font);
        paper.fillText(
                line.fitting(text -> widthOf(text, font) / scale),
                line.left() * scale,
                (line.top() + line.height()) * scale);
    }

    private static double widthOf(String text, Font font) {
        javafx.scene.text.Text measured = new javafx.scene.text.Text(text);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }

    /// As large as on paper; each module ends on a whole pixel, so that the code stays sharp.
    private void draw(Code code, GraphicsContext paper) {
        boolean[][] modules = qr.apply(code.text());
        double side = code.side() * scale / (modules.length + 2 * QUIET);
        double left = code.left() * scale + QUIET * side;
        double top = code.top() * scale + QUIET * side;
        for (int row = 0; row < modules.length; row++) {
            double y = Math.round(top + row * side);
            double height = Math.round(top + (row + 1) * side) - y;
            for (int column = 0; column < modules[row].length; column++) {
                if (modules[row][column]) {
                    double x = Math.round(left + column * side);
                    paper.fillRect(x, y, Math.round(left + (column + 1) * side) - x, height);
                }
            }
        }
    }
}
