package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.look.Fonts;
import io.prepstation.kiosk.ui.words.Words;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Chinese is drawn with the program's own fonts, whatever the system has installed.
@Tag("WEI-13")
class ChineseScreensTest {

    private static final String FONTS = "/io/prepstation/report/font/";

    @Test
    void every_letter_of_the_screens_is_in_a_bundled_font() throws Exception {
        List<java.awt.Font> fonts =
                List.of(font("NotoSans-Regular.ttf"), font("DroidSansFallback.ttf"));
        String missing =
                words().codePoints()
                        .filter(letter -> letter > ' ')
                        .filter(letter -> fonts.stream().noneMatch(one -> one.canDisplay(letter)))
                        .distinct()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        assertEquals("", missing);
    }

    @ParameterizedTest
    @EnumSource(
            value = FontWeight.class,
            names = {"NORMAL", "BOLD"})
    void a_letter_that_noto_sans_lacks_is_drawn(FontWeight weight) {
        String family = Toolkit.ask(() -> Fonts.load(Locale.CHINESE));

        assertEquals(Fonts.TEXT, family);
        List<Integer> one = ink(family, weight, "称");
        List<Integer> other = ink(family, weight, "量");
        assertTrue(one.stream().anyMatch(row -> row > 0), "nothing is drawn");
        assertNotEquals(one, other);
    }

    /// How many pixels of each row are dark.
    private static List<Integer> ink(String family, FontWeight weight, String letter) {
        Text text = new Text(letter);
        text.setFont(Font.font(family, weight, 40));
        Image image = Toolkit.ask(() -> text.snapshot(null, null));
        return IntStream.range(0, (int) image.getHeight())
                .map(y -> dark(image, y))
                .boxed()
                .toList();
    }

    private static int dark(Image image, int y) {
        return (int)
                IntStream.range(0, (int) image.getWidth())
                        .filter(x -> image.getPixelReader().getColor(x, y).getBrightness() < 0.5)
                        .count();
    }

    private static java.awt.Font font(String file) throws IOException, FontFormatException {
        try (InputStream in = open(Fonts.class, FONTS + file)) {
            return java.awt.Font.createFont(java.awt.Font.TRUETYPE_FONT, in);
        }
    }

    private static String words() throws IOException {
        try (InputStream in = open(Words.class, "words_zh.properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream open(Class<?> beside, String name) {
        return Objects.requireNonNull(beside.getResourceAsStream(name), name);
    }
}
