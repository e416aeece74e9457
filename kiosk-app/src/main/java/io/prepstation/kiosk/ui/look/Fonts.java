package io.prepstation.kiosk.ui.look;

import com.sun.javafx.font.CompositeFontResource;
import com.sun.javafx.font.PGFont;
import com.sun.javafx.scene.text.FontHelper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// The bundled fonts: the station's pictures and sizes do not depend on what the system has installed.
///
/// Noto Sans, cut to Latin, Greek and Cyrillic; its digits are all of one width, so that a changing weight does not
/// dance. Where the language is Chinese, Droid Sans Fallback stands in for the letters that Noto Sans lacks; it has one
/// weight only.
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

    /// Read for Chinese alone: three and a half megabytes.
    private static final class Chinese {
        static final String FAMILY =
                standingIn(
                        loaded("Droid Sans Fallback", RECORDS + "DroidSansFallback.ttf"),
                        Texts.FAMILY);
    }

    private static final class Weights {
        static final String FAMILY =
                loaded("Noto Sans Condensed Medium", FOLDER + "NotoSans-CondensedMedium.ttf");
    }

    /// Loads the fonts of a language and the icons, once; must be called before the first scene is laid out.
    ///
    /// @return the family for text in that language
    public static String load(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage())
                ? Chinese.FAMILY
                : Texts.FAMILY;
    }

    /// For weights: narrow, so that eight digits of 28 mm fit. Loaded once, when it is first needed.
    public static String weights() {
        return Weights.FAMILY;
    }

    /// Adds a font to those that JavaFX searches for letters a font lacks. It has no public way to do so: by itself it
    /// searches only what the system has installed, which is nothing on a bare Raspberry Pi. The list is one for all
    /// fonts of a weight, and a letter once missed is not searched again.
    private static String standingIn(String substitute, String family) {
        for (FontWeight weight : List.of(FontWeight.NORMAL, FontWeight.BOLD)) {
            PGFont font = (PGFont) FontHelper.getNativeFont(Font.font(family, weight, 12));
            if (!(font.getFontResource() instanceof CompositeFontResource searched)
                    || searched.getSlotForFont(substitute) <= 0) {
                throw new IllegalStateException(substitute + " cannot stand in for " + family);
            }
        }
        return family;
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
