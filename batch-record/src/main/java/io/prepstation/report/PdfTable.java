package io.prepstation.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Rows in columns; a cell breaks into as many lines as it needs, and the head stands again on every page.
final class PdfTable {

    private static final float PADDING = 3;

    /// What a number keeps from the text after it, beside the padding.
    private static final float AFTER_NUMBER = 3;

    /// @param share of the sheet's width
    /// @param right whether its cells stand at its right end, as numbers do
    record Column(String title, float share, boolean right) {

        static Column text(String title, float share) {
            return new Column(title, share, false);
        }

        static Column number(String title, float share) {
            return new Column(title, share, true);
        }
    }

    private final PdfSheet sheet;
    private final List<Column> columns;
    private final float total;

    PdfTable(PdfSheet sheet, List<Column> columns) {
        this.sheet = sheet;
        this.columns = List.copyOf(columns);
        this.total = (float) columns.stream().mapToDouble(Column::share).sum();
    }

    void head() throws IOException {
        List<List<String>> cells = cells(columns.stream().map(Column::title).toList(), true);
        float height = height(cells);
        if (!sheet.holds(height + 40)) {
            sheet.turn();
        }
        sheet.shade(height);
        draw(cells, height, true);
        sheet.rule(0.6f);
    }

    /// @param strong set in bold, for what needs attention
    void row(List<String> texts, boolean strong) throws IOException {
        List<List<String>> cells = cells(texts, strong);
        float height = height(cells);
        if (!sheet.holds(height)) {
            sheet.turn();
            head();
        }
        draw(cells, height, strong);
        sheet.rule(0.25f);
    }

    private void draw(List<List<String>> cells, float height, boolean strong) throws IOException {
        float x = PdfSheet.MARGIN;
        for (int i = 0; i < columns.size(); i++) {
            float width = width(columns.get(i));
            float baseline = sheet.y() - PADDING - PdfSheet.TEXT;
            for (String line : cells.get(i)) {
                sheet.text(
                        left(columns.get(i), line, x, width, strong),
                        baseline,
                        line,
                        PdfSheet.TEXT,
                        strong);
                baseline -= PdfSheet.TEXT * PdfSheet.LEADING;
            }
            x += width;
        }
        sheet.down(height);
    }

    private float left(Column column, String line, float x, float width, boolean strong)
            throws IOException {
        return column.right()
                ? x
                        + width
                        - PADDING
                        - AFTER_NUMBER
                        - sheet.fonts().width(line, PdfSheet.TEXT, strong)
                : x + PADDING;
    }

    private List<List<String>> cells(List<String> texts, boolean strong) throws IOException {
        PdfLines lines = new PdfLines(sheet.fonts(), PdfSheet.TEXT, strong);
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.add(lines.of(texts.get(i), room(columns.get(i))));
        }
        return cells;
    }

    private float room(Column column) {
        return width(column) - 2 * PADDING - (column.right() ? AFTER_NUMBER : 0);
    }

    private static float height(List<List<String>> cells) {
        int most = cells.stream().mapToInt(List::size).max().orElse(1);
        return most * PdfSheet.TEXT * PdfSheet.LEADING + 2 * PADDING;
    }

    private float width(Column column) {
        return PdfSheet.width() * column.share() / total;
    }
}
