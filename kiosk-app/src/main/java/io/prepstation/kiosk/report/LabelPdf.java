package io.prepstation.kiosk.report;

import io.prepstation.device.printer.CupsPrinter;
import io.prepstation.device.printer.LabelImage;
import io.prepstation.device.printer.UnreadableCode;
import io.prepstation.model.label.LabelLayout;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/// A label as a PDF of one page of its own size, for printers of the print service: its picture at 610 dpi.
public final class LabelPdf implements CupsPrinter.LabelDocument {

    private static final String FONT = "/io/prepstation/report/font/NotoSans-Bold.ttf";
    private static final int DOTS_PER_MM = 24;
    private static final float POINTS_PER_MM = 72 / 25.4f;

    @Override
    public byte[] pdf(LabelLayout layout) throws IOException, UnreadableCode {
        float width = (float) layout.width() * POINTS_PER_MM;
        float height = (float) layout.height() * POINTS_PER_MM;
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            var picture = LosslessFactory.createFromImage(document, picture(layout));
            try (var content = new PDPageContentStream(document, page)) {
                content.drawImage(picture, 0, 0, width, height);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /// The same picture alone.
    public static byte[] png(LabelLayout layout) throws IOException, UnreadableCode {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture(layout), "png", bytes);
        return bytes.toByteArray();
    }

    /// The label as it will be printed.
    public static BufferedImage picture(LabelLayout layout) throws IOException, UnreadableCode {
        try (InputStream file =
                Objects.requireNonNull(LabelPdf.class.getResourceAsStream(FONT), FONT)) {
            return LabelImage.of(layout, DOTS_PER_MM, Font.createFont(Font.TRUETYPE_FONT, file));
        } catch (FontFormatException damaged) {
            throw new IOException("the program's own font cannot be used", damaged);
        }
    }
}
