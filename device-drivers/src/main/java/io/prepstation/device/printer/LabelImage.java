package io.prepstation.device.printer;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;

/// The same label as a picture, in black on white.
public final class LabelImage {

    private LabelImage() {}

    /// @param font of any size
    /// @throws UnreadableCode if a code on the picture cannot be read back
    public static BufferedImage of(LabelLayout layout, int dotsPerMm, Font font)
            throws UnreadableCode {
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
        for (Item item : layout.items()) {
            if (item instanceof Code code) {
                UnreadableCode.unlessReads(read(code, image, dotsPerMm), code.text());
            }
        }
        return image;
    }

    /// From the finished picture, because a line may run over the code.
    private static Optional<String> read(Code code, BufferedImage image, int dotsPerMm) {
        int left = (int) Math.round(code.left() * dotsPerMm);
        int top = (int) Math.round(code.top() * dotsPerMm);
        int side = (int) Math.round(code.side() * dotsPerMm);
        BufferedImage cut = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D copy = cut.createGraphics();
        copy.drawImage(image, -left, -top, null);
        copy.dispose();
        return new QrReader().readStill(LumaFrame.of(cut));
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
