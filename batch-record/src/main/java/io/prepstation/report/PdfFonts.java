package io.prepstation.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/// The fonts embedded in a document: Noto Sans, and Droid Sans Fallback for what it lacks, which is read only if it is
/// needed. A character that neither has is printed as `?`, never dropped.
final class PdfFonts {

    private static final String NOTO = "/io/prepstation/report/font/NotoSans-";
    private static final String FALLBACK = "/io/prepstation/report/font/DroidSansFallback.ttf";

    /// A stretch of text in one font.
    record Run(PDFont font, String text) {

        float width(float size) throws IOException {
            return font.getStringWidth(text) / 1000 * size;
        }
    }

    private final PDDocument document;
    private final PDFont regular;
    private final PDFont bold;
    private @Nullable PDFont fallback;

    PdfFonts(PDDocument document) throws IOException {
        this.document = document;
        this.regular = load(document, NOTO + "Regular.ttf");
        this.bold = load(document, NOTO + "Bold.ttf");
    }

    List<Run> runs(String text, boolean strong) throws IOException {
        List<Run> runs = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        PDFont current = strong ? bold : regular;
        for (int codePoint : text.codePoints().map(PdfFonts::printable).toArray()) {
            String character = Character.toString(codePoint);
            PDFont font = fontOf(character, strong);
            String shown = has(font, character) ? character : "?";
            if (!font.equals(current) && !run.isEmpty()) {
                runs.add(new Run(current, run.toString()));
                run.setLength(0);
            }
            current = font;
            run.append(shown);
        }
        if (!run.isEmpty()) {
            runs.add(new Run(current, run.toString()));
        }
        return runs;
    }

    float width(String text, float size, boolean strong) throws IOException {
        float width = 0;
        for (Run run : runs(text, strong)) {
            width += run.width(size);
        }
        return width;
    }

    /// Control characters, as raw frames have them, take no place in a line of print.
    private static int printable(int codePoint) {
        return Character.isISOControl(codePoint) ? ' ' : codePoint;
    }

    private PDFont fontOf(String character, boolean strong) throws IOException {
        PDFont first = strong ? bold : regular;
        if (has(first, character)) {
            return first;
        }
        PDFont second = fallback;
        if (second == null) {
            second = load(document, FALLBACK);
            fallback = second;
        }
        return has(second, character) ? second : first;
    }

    private static boolean has(PDFont font, String character) throws IOException {
        try {
            return font.encode(character).length > 0;
        } catch (IllegalArgumentException noGlyph) {
            return false;
        }
    }

    private static PDFont load(PDDocument document, String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PdfFonts.class.getResourceAsStream(resource), resource)) {
            return PDType0Font.load(document, in, true);
        }
    }
}
