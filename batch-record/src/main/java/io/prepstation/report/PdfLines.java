package io.prepstation.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Breaks a text into lines that fit a width: at spaces, and inside a word that is longer than a line,
/// there rather behind a hyphen than anywhere.
final class PdfLines {

    private static final String SEPARATORS = "-/_.,;:)]";
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final PdfFonts fonts;
    private final float size;
    private final boolean strong;

    PdfLines(PdfFonts fonts, float size, boolean strong) {
        this.fonts = fonts;
        this.size = size;
        this.strong = strong;
    }

    List<String> of(String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : SPACES.split(text.strip(), -1)) {
            for (String piece : pieces(word, width)) {
                String longer = line.isEmpty() ? piece : line + " " + piece;
                if (!line.isEmpty() && !fits(longer, width)) {
                    lines.add(line.toString());
                    line.setLength(0);
                    longer = piece;
                }
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private List<String> pieces(String word, float width) throws IOException {
        List<String> pieces = new ArrayList<>();
        String rest = word;
        while (!fits(rest, width) && rest.codePointCount(0, rest.length()) > 1) {
            int end = afterSeparator(rest, longestFitting(rest, width));
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        pieces.add(rest);
        return pieces;
    }

    /// Lot numbers and chemical names read better broken where a part of them ends.
    private static int afterSeparator(String word, int longest) {
        for (int end = longest; end > longest / 2; end--) {
            if (SEPARATORS.indexOf(word.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return longest;
    }

    private int longestFitting(String word, float width) throws IOException {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length()) {
            int next = word.offsetByCodePoints(end, 1);
            if (!fits(word.substring(0, next), width)) {
                break;
            }
            end = next;
        }
        return end;
    }

    private boolean fits(String text, float width) throws IOException {
        return fonts.width(text, size, strong) <= width;
    }
}
