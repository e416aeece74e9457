package io.prepstation.kiosk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.device.printer.UnreadableCode;
import io.prepstation.device.printer.ZplLabel;
import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One layout, three forms: each has every element of it, at its place, and nothing else.
@Tag("REC-4")
class LabelFormsTest {

    private static final LabelLayout LABEL =
            new SessionLabel(57, 32)
                    .container("BTL-1", List.of("Sodium chloride", "L2291", "2027-03-31"));

    private static final int DOTS = 8;
    private static final int DARK = 128;
    private static final Pattern FIELD =
            Pattern.compile("\\^FO(\\d+),(\\d+)\\^(?:A0N,\\d+\\^FH_\\^FD(.*?)|GFA,.*?)\\^FS");

    private static BufferedImage png() throws Exception {
        return ImageIO.read(new ByteArrayInputStream(LabelPdf.png(LABEL)));
    }

    private static BufferedImage pdf() throws Exception {
        try (PDDocument document = Loader.loadPDF(new LabelPdf().pdf(LABEL))) {
            return new PDFRenderer(document).renderImageWithDPI(0, 24 * 25.4f);
        }
    }

    private static void showsEveryElement(BufferedImage drawn) {
        double scale = drawn.getWidth() / LABEL.width();
        for (Item item : LABEL.items()) {
            switch (item) {
                case Text line ->
                        assertTrue(
                                inked(
                                        drawn,
                                        line.left() * scale,
                                        line.top() * scale,
                                        line.most() * scale,
                                        line.height() * scale),
                                line::text);
                case Code code ->
                        assertEquals(
                                Optional.of(code.text()),
                                new QrReader()
                                        .readStill(
                                                LumaFrame.of(
                                                        cut(
                                                                drawn,
                                                                code.left() * scale,
                                                                code.top() * scale,
                                                                code.side() * scale,
                                                                code.side() * scale))));
            }
        }
    }

    private static BufferedImage cut(
            BufferedImage drawn, double left, double top, double width, double height) {
        BufferedImage cut =
                new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        cut.createGraphics().drawImage(drawn, (int) -left, (int) -top, null);
        return cut;
    }

    private static boolean inked(
            BufferedImage drawn, double left, double top, double width, double height) {
        BufferedImage cut = cut(drawn, left, top, width, height);
        for (int y = 0; y < cut.getHeight(); y++) {
            for (int x = 0; x < cut.getWidth(); x++) {
                if ((cut.getRGB(x, y) & 0xff) < DARK) {
                    return true;
                }
            }
        }
        return false;
    }

    @Nested
    class A_png {

        @Test
        void has_every_element_at_its_place() throws Exception {
            BufferedImage picture = png();
            assertEquals(57 * 24, picture.getWidth());
            assertEquals(32 * 24, picture.getHeight());
            showsEveryElement(picture);
        }
    }

    @Nested
    class A_pdf {

        @Test
        void has_every_element_at_its_place() throws Exception {
            showsEveryElement(pdf());
        }

        @Test
        void is_the_picture_of_the_png() throws Exception {
            BufferedImage printed = pdf();
            BufferedImage alone = png();
            assertEquals(alone.getWidth(), printed.getWidth(), 1);
            int other = 0;
            for (int y = 2; y < alone.getHeight() - 2; y++) {
                for (int x = 2; x < alone.getWidth() - 2; x++) {
                    boolean one = (alone.getRGB(x, y) & 0xff) < DARK;
                    other += one == (printed.getRGB(x, y) & 0xff) < DARK ? 0 : 1;
                }
            }
            int pixels = alone.getWidth() * alone.getHeight();
            assertTrue(other < pixels / 100, other + " pixels of " + pixels + " differ");
        }
    }

    @Nested
    class A_text_in_zpl {

        @Test
        void has_every_element_at_its_place_and_no_other_field() throws Exception {
            String zpl = new String(ZplLabel.of(LABEL, DOTS).bytes(), StandardCharsets.UTF_8);
            List<String> fields = new ArrayList<>();
            Matcher field = FIELD.matcher(zpl);
            while (field.find()) {
                String text = Optional.ofNullable(field.group(3)).orElse("code");
                fields.add(field.group(1) + "," + field.group(2) + " " + text);
            }
            assertEquals(
                    LABEL.items().stream()
                            .map(item ->
                                    switch (item) {
                                        case Text line ->
                                                place(line.left(), line.top()) + line.text();
                                        case Code code -> place(code.left(), code.top()) + "code";
                                    })
                            .toList(),
                    fields);
            assertEquals(
                    List.of(Optional.of("C=BTL-1")),
                    ZplLabel.codesIn(zpl).stream().map(code -> code.decoded()).toList());
        }

        private static String place(double left, double top) {
            return Math.round(left * DOTS) + "," + Math.round(top * DOTS) + " ";
        }
    }

    @Nested
    class A_code_that_something_is_printed_over {

        private static final LabelLayout SPOILED =
                new LabelLayout(
                        57,
                        32,
                        List.of(
                                new Code(1, 1, 26, "F=PRM00936"),
                                new Text(2, 3, 9, 40, "XXXXXXXX"),
                                new Text(2, 14, 9, 40, "XXXXXXXX")));

        @Test
        void is_found_in_the_finished_picture_and_not_handed_on() {
            assertThrows(UnreadableCode.class, () -> LabelPdf.png(SPOILED));
            assertThrows(UnreadableCode.class, () -> new LabelPdf().pdf(SPOILED));
        }
    }
}
