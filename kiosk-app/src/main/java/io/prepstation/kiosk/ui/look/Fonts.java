package io.prepstation.kiosk.ui.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.text.Font;

/// The bundled fonts: the station's pictures and sizes do not depend on what the system has installed.
///
/// Noto Sans, cut to Latin, Greek and Cyrillic; its digits are all of one width, so that a changing weight does not
/// dance.
public final class Fonts {

    /// For text; bold where it matters.
    public static final String TEXT = "Noto Sans";

    /// For weights: narrow, so that eight digits of 28 mm fit.
    public static final String WEIGHT = "Noto Sans Condensed Medium";

    /// Loaded fonts stay for the life of JavaFX; the virtual machine makes a class once.
    private static final class Loaded {

        static final String FAMILY = loaded();

        private static String loaded() {
            load("NotoSans-Regular.ttf");
            load("NotoSans-Bold.ttf");
            load("NotoSans-CondensedMedium.ttf");
            return TEXT;
        }
    }

    private Fonts() {}

    /// Loads the fonts of a language, once; must be called before the first scene is laid out.
    ///
    /// @return the family for text in that language
    public static String load(Locale locale) {
        return Loaded.FAMILY;
    }

    private static void load(String file) {
        try (InputStream font =
                Objects.requireNonNull(
                        Fonts.class.getResourceAsStream("/io/prepstation/kiosk/ui/font/" + file),
                        file)) {
            Font.loadFont(font, 12);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled font " + file + " cannot be read", e);
        }
    }
}
