package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.QrReader;
import io.prepstation.kiosk.label.SessionLabel;
import io.prepstation.kiosk.ui.look.Fonts;
import io.prepstation.kiosk.ui.part.LabelPicture;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Item;
import io.prepstation.model.label.LabelLayout.Text;
import io.prepstation.model.session.SessionRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The preview stands where the layout says, line by line, and its code reads (REC-4).
@Tag("REC-4")
class LabelPictureTest {

    private static final double WIDTH = 570;
    private static final int DARK = 128;

    private final SessionLabel printed = new SessionLabel(57, 32);
    private final BenchFixture bench = BenchFixture.harmless();

    private static Image drawn(LabelLayout layout) throws InterruptedException {
        return Toolkit.ask(() -> {
            Fonts.load(Locale.ENGLISH);
            LabelPicture picture = new LabelPicture(layout, LabelScene::modules, WIDTH, 1000);
            WritableImage image =
                    new WritableImage((int) picture.getWidth(), (int) picture.getHeight());
            new Scene(new Group(picture));
            return picture.snapshot(null, image);
        });
    }

    private static int luma(Image image, int x, int y) {
        return image.getPixelReader().getArgb(x, y) & 0xff;
    }

    private static boolean inked(Image image, double left, double top, double right, double end) {
        double scale = image.getWidth() / 57;
        for (int y = (int) (top * scale); y < (int) (end * scale); y++) {
            for (int x = (int) (left * scale); x < (int) (right * scale); x++) {
                if (luma(image, x, y) < DARK) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void every_line_stands_at_its_place_and_no_wider_than_it_may() throws InterruptedException {
        LabelLayout layout = printed.of(bench.signed(), 1);
        Image image = drawn(layout);

        for (Item item : layout.items()) {
            if (item instanceof Text line) {
                assertTrue(
                        inked(
                                image,
                                line.left(),
                                line.top(),
                                line.left() + line.most(),
                                line.top() + line.height()),
                        line::text);
            }
        }
        assertEquals(false, inked(image, 56.1, 1, 56.8, 31), "beyond the rim");
    }

    @Test
    void its_code_is_that_of_the_label() throws InterruptedException {
        LabelLayout layout = printed.of(bench.signed(), 1);
        Image image = drawn(layout);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = (byte) luma(image, x, y);
            }
        }

        assertEquals(
                Optional.of(((Code) layout.items().getFirst()).text()),
                new QrReader().readStill(new LumaFrame(width, height, width, pixels)));
    }

    @Test
    void a_small_label_leaves_out_what_is_elsewhere_but_no_mark() {
        List<String> lines = texts(new SessionLabel(40, 20).of(bench.signed(), 2));

        assertEquals(
                List.of("PRM00936", "WITH DEVIATION", "SIMULATED", "COPY 2"), lines.subList(0, 4));
        assertEquals(5, lines.size());
    }

    @Test
    void a_long_name_takes_two_lines() {
        List<String> lines = texts(printed.of(bench.signed(), 1));

        assertEquals(List.of("Phosphate", "buffered saline 10x"), lines.subList(3, 5));
        assertTrue(lines.contains("9f3c0a41d7be5288"), lines::toString);
    }

    @Test
    @Tag("WEI-6")
    void the_steps_by_difference_are_named_last() {
        SessionRecord signed = bench.signed();
        SessionRecord asking =
                BenchFixture.asking(
                        signed, step -> step.sequence() % 2 == 0, LineRule.BY_DIFFERENCE);

        SessionLabel large = new SessionLabel(80, 40);
        assertEquals("By difference: step 2, 4", texts(large.of(asking, 1)).getLast());
        assertEquals("9f3c0a41d7be5288", texts(large.of(signed, 1)).getLast());
    }

    private static List<String> texts(LabelLayout layout) {
        return layout.items().stream()
                .filter(Text.class::isInstance)
                .map(item -> ((Text) item).text())
                .toList();
    }

    @Test
    void before_the_signature_it_says_so_and_carries_no_hash() {
        List<String> lines = texts(printed.preview(bench.record(5)));

        assertTrue(lines.contains("NOT SIGNED"), lines::toString);
        assertEquals(
                "S=" + BenchFixture.SESSION + ";F=PRM00936",
                ((Code) printed.preview(bench.record(5)).items().getFirst()).text());
    }
}
