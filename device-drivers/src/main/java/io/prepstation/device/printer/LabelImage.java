package io.prepstation.device.printer;

import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// The same label as a picture, in black on white.
public final class LabelImage {

    private LabelImage() {}

    /// @param font of any size
    public static BufferedImage of(LabelLayout layout, int dotsPerMm, Font font) {
        BufferedImage image =
                new BufferedImage(
                        (int) Math.round(layout.width() * dotsPerMm),
                        (int) Math.round(layout.height() * dotsPerMm),
                        BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D paper = image.createGraphics();
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, image.getWidth(), image.getHeight());
        paper.setColor(Color.BLACK);
        paper.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (Item item : layout.items()) {
            switch (item) {
                case Text line -> write(line, paper, dotsPerMm, font);
                case Code code -> draw(code, paper, dotsPerMm);
            }
        }
        paper.dispose();
        return image;
    }

    private static void write(Text line, Graphics2D paper, int dotsPerMm, Font font) {
        paper.setFont(font.deriveFont((float) (line.height() * dotsPerMm / LabelLayout.CAPITALS)));
        paper.drawString(
                line.fitting(text -> paper.getFontMetrics().stringWidth(text) / (double) dotsPerMm),
                (float) (line.left() * dotsPerMm),
                (float) ((line.top() + line.height()) * dotsPerMm));
    }

    private static void draw(Code code, Graphics2D paper, int dotsPerMm) {
        CodeBitmap bitmap = CodeBitmap.of(code.text(), (int) Math.round(code.side() * dotsPerMm));
        int left = (int) Math.round(code.left() * dotsPerMm);
        int top = (int) Math.round(code.top() * dotsPerMm);
        for (int row = 0; row < bitmap.side(); row++) {
            for (int column = 0; column < bitmap.side(); column++) {
                if (bitmap.dark(column, row)) {
                    paper.fillRect(left + column, top + row, 1, 1);
                }
            }
        }
    }
}
