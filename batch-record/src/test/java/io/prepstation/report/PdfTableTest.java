package io.prepstation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.report.PdfTable.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each column is written in letters of its own, so that one that left its cell shows.
@Tag("REC-3")
class PdfTableTest {

    private static final List<Column> COLUMNS =
            List.of(
                    Column.number("1", 3),
                    Column.text("abc", 12),
                    Column.number("xyz", 5),
                    Column.text("ABC", 4));
    private static final List<String> LETTERS =
            List.of("0123456789", "abcdefghij-()氯化钠（分析纯）", "stuvwxyzß", "ABCDEFGHÄÖÜ");
    private static final int ROWS = 150;

    private final Random random = new Random(20261121);

    @Test
    void no_character_leaves_its_cell() throws IOException {
        Cells cells = new Cells();
        try (PDDocument document = Loader.loadPDF(written())) {
            cells.getText(document);
        }

        assertEquals(List.of(), cells.strayed);
        assertTrue(cells.seen > 10_000, "only " + cells.seen + " characters were there to see");
    }

    private byte[] written() throws IOException {
        try (PDDocument document = new PDDocument();
                PdfSheet sheet = new PdfSheet(document)) {
            PdfTable table = new PdfTable(sheet, COLUMNS);
            table.head();
            for (int row = 0; row < ROWS; row++) {
                table.row(LETTERS.stream().map(this::text).toList(), row % 3 == 0);
            }
            sheet.frame("", List.of(), "", (_, _) -> "");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /// Words of one letter and words longer than any cell.
    private String text(String letters) {
        return random.ints(random.nextInt(6), 1, 40)
                .mapToObj(length -> word(letters, length))
                .collect(Collectors.joining(" "));
    }

    private String word(String letters, int length) {
        return random.ints(length, 0, letters.length())
                .mapToObj(at -> letters.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    private static final class Cells extends PDFTextStripper {

        private final List<String> strayed = new ArrayList<>();
        private int seen;

        @Override
        protected void processTextPosition(TextPosition text) {
            String character = text.getUnicode();
            if (character.isBlank()) {
                return;
            }
            seen++;
            double left = PdfSheet.MARGIN;
            double whole = COLUMNS.stream().mapToDouble(Column::share).sum();
            for (int i = 0; i < COLUMNS.size(); i++) {
                double right = left + PdfSheet.width() * COLUMNS.get(i).share() / whole;
                boolean own = LETTERS.get(i).contains(character);
                boolean inside =
                        text.getXDirAdj() >= left - 0.1
                                && text.getXDirAdj() + text.getWidthDirAdj() <= right + 0.1;
                if (own && !inside) {
                    strayed.add(character + " of column " + i + " at " + text.getXDirAdj());
                }
                left = right;
            }
        }
    }
}
