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

    /// Those of printed records, too.
    private static final String RECORDS = "/io/prepstation/report/font/";

    private static final String FOLDER = "/io/prepstation/kiosk/ui/font/";

    /// Of the icon library's pack, whose own way to its letters reads the names of thousands first.
    static final String ICONS = "/META-INF/resources/material2/20200820/fonts/MaterialIcons.ttf";

    private Fonts() {}

    private static final class Texts {
        static final String FAMILY =
                loaded(
                        TEXT,
                        RECORDS + "NotoSans-Regular.ttf",
                        RECORDS + "NotoSans-Bold.ttf",
                        ICONS);
    }

    private static final class Weights {
        static final String FAMILY =
                loaded("Noto Sans Condensed Medium", FOLDER + "NotoSans-CondensedMedium.ttf");
    }

    /// Loads the fonts of a language and the icons, once; must be called before the first scene is laid out.
    ///
    /// @return the family for text in that language
    public static String load(Locale locale) {
        return Texts.FAMILY;
    }

    /// For weights: narrow, so that eight digits of 28 mm fit. Loaded once, when it is first needed.
    public static String weights() {
        return Weights.FAMILY;
    }

    private static String loaded(String family, String... files) {
        for (String file : files) {
            try (InputStream font =
                    Objects.requireNonNull(Fonts.class.getResourceAsStream(file), file)) {
                Font.loadFont(font, 12);
            } catch (IOException e) {
                throw new UncheckedIOException("the bundled font " + file + " cannot be read", e);
            }
        }
        return family;
    }
}
