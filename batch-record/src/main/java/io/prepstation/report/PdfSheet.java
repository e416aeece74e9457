package io.prepstation.report;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/// A4 pages in landscape, written from the top down; what no longer fits goes to a new page. Lengths in points.
final class PdfSheet implements AutoCloseable {

    static final float MARGIN = 34;
    static final float TOP = 62;
    static final float BOTTOM = 42;
    static final float TEXT = 8.5f;
    static final float LEADING = 1.3f;

    private static final float LONG_SIDE = PDRectangle.A4.getHeight();
    private static final float SHORT_SIDE = PDRectangle.A4.getWidth();
    private static final PDRectangle A4_LANDSCAPE = new PDRectangle(LONG_SIDE, SHORT_SIDE);

    private final PDDocument document;
    private final PdfFonts fonts;
    private @Nullable PDPageContentStream content;
    private float y;

    PdfSheet(PDDocument document) throws IOException {
        this.document = document;
        this.fonts = new PdfFonts(document);
        turn();
    }

    static float width() {
        return A4_LANDSCAPE.getWidth() - 2 * MARGIN;
    }

    PdfFonts fonts() {
        return fonts;
    }

    /// Where the next thing stands, from the lower edge.
    float y() {
        return y;
    }

    boolean holds(float height) {
        return y - height >= BOTTOM;
    }

    void down(float height) {
        y -= height;
    }

    /// Begins a page.
    void turn() throws IOException {
        finish();
        PDPage page = new PDPage(A4_LANDSCAPE);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
        y = A4_LANDSCAPE.getHeight() - TOP;
    }

    /// A text whose baseline stands there; it does not break.
    void text(float x, float baseline, String text, float size, boolean strong) throws IOException {
        draw(stream(), x, baseline, text, size, strong);
    }

    /// Lines one below the other, from the place on; turns the page where they end.
    void paragraph(String text, float size, boolean strong) throws IOException {
        paragraph(text, size, strong, MARGIN, width());
    }

    void paragraph(String text, float size, boolean strong, float x, float width)
            throws IOException {
        for (String line : new PdfLines(fonts, size, strong).of(text, width)) {
            if (!holds(size * LEADING)) {
                turn();
            }
            y -= size * LEADING;
            text(x, y + size * (LEADING - 1), line, size, strong);
        }
    }

    /// A heading never stands alone at the foot of a page.
    void heading(String text) throws IOException {
        if (!holds(70)) {
            turn();
        }
        down(10);
        paragraph(text, 11, true);
        down(3);
    }

    void rule(float thickness) throws IOException {
        PDPageContentStream out = stream();
        out.setLineWidth(thickness);
        out.moveTo(MARGIN, y);
        out.lineTo(MARGIN + width(), y);
        out.stroke();
    }

    void shade(float height) throws IOException {
        PDPageContentStream out = stream();
        out.setNonStrokingColor(0.92f);
        out.addRect(MARGIN, y - height, width(), height);
        out.fill();
        out.setNonStrokingColor(0f);
    }

    /// The modules of a code as black squares; `true` is black.
    void modules(boolean[][] code, float x, float top, float side) throws IOException {
        PDPageContentStream out = stream();
        float module = side / code.length;
        for (int row = 0; row < code.length; row++) {
            for (int column = 0; column < code[row].length; column++) {
                if (code[row][column]) {
                    out.addRect(x + column * module, top - (row + 1) * module, module, module);
                }
            }
        }
        out.fill();
    }

    /// What stands above and below on every page, once their number is known.
    void frame(String left, List<String> marks, String right, PageNumber number)
            throws IOException {
        finish();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream out =
                    new PDPageContentStream(
                            document, document.getPage(i), AppendMode.APPEND, true, true)) {
                float top = A4_LANDSCAPE.getHeight() - 36;
                draw(out, MARGIN, top, left, 10, true);
                String mark = String.join("   ", marks);
                draw(out, end(mark, 10, true), top, mark, 10, true);
                out.setLineWidth(0.6f);
                out.moveTo(MARGIN, top - 8);
                out.lineTo(MARGIN + width(), top - 8);
                out.stroke();
                draw(out, MARGIN, 24, right, 7.5f, false);
                String page = number.of(i + 1, pages);
                draw(out, end(page, 7.5f, false), 24, page, 7.5f, false);
            }
        }
    }

    @FunctionalInterface
    interface PageNumber {
        String of(int page, int pages);
    }

    @Override
    public void close() throws IOException {
        finish();
    }

    private float end(String text, float size, boolean strong) throws IOException {
        return MARGIN + width() - fonts.width(text, size, strong);
    }

    private void draw(
            PDPageContentStream out,
            float x,
            float baseline,
            String text,
            float size,
            boolean strong)
            throws IOException {
        if (text.isEmpty()) {
            return;
        }
        out.beginText();
        out.newLineAtOffset(x, baseline);
        for (PdfFonts.Run run : fonts.runs(text, strong)) {
            out.setFont(run.font(), size);
            out.showText(run.text());
        }
        out.endText();
    }

    private PDPageContentStream stream() {
        PDPageContentStream open = content;
        if (open == null) {
            throw new IllegalStateException("the sheet is finished");
        }
        return open;
    }

    private void finish() throws IOException {
        PDPageContentStream open = content;
        content = null;
        if (open != null) {
            open.close();
        }
    }
}
