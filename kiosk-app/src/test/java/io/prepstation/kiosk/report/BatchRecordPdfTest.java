package io.prepstation.kiosk.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.QrSymbol;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Reason;
import io.prepstation.model.people.Reasons;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.report.BatchRecord;
import io.prepstation.report.BatchRecordPdf;
import io.prepstation.report.ReportWords;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REC-3")
class BatchRecordPdfTest {

    static final List<String> LANGUAGES = ReportWords.LANGUAGES;

    /// In points, on each side.
    private static final float MARGIN = 34;

    @TempDir Path folder;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void the_same_record_gives_the_same_bytes(String language) throws Exception {
        UploadBundle bundle = SampleRecords.crowded(folder);

        assertArrayEquals(pdf(bundle, language), pdf(bundle, language));
    }

    /// As plain text again: every step with all it weighed, each deviation, each signature.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everything_of_the_record_stands_on_it(String language) throws Exception {
        UploadBundle bundle = SampleRecords.crowded(folder);

        String text = squeezed(text(pdf(bundle, language)));

        BatchRecord record = BatchRecord.of(bundle, receipt(bundle));
        for (BatchRecord.Line line : record.lines()) {
            for (String member : List.of("ingredientName", "requiredCode", "sequence")) {
                assertTrue(
                        text.contains(squeezed(line.ofStep(member))),
                        () -> line.ofStep("sequence") + " " + member);
            }
            assertTrue(text.contains(squeezed(line.ofDispense("lotNumber"))));
            assertTrue(text.contains(squeezed(line.ofDispense("containerCode"))));
            assertTrue(text.contains(squeezed(shown(line.ofDispense("netG"), language))));
        }
        record.deviations()
                .forEach(one -> assertTrue(text.contains(squeezed(one.path("text").asText()))));
        record.signatures()
                .forEach(one ->
                        assertTrue(text.contains(squeezed(one.path("recordHash").asText()))));
        assertTrue(text.contains(squeezed(record.text("operatorName"))));
        assertTrue(text.contains(record.contentHash()));
        assertTrue(text.contains(record.auditHead().hash()));
    }

    /// Kind, step, time, by whom, size and the beginning of the hash; the picture itself is not there.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    @Tag("SYN-16")
    void each_photo_is_named(String language) throws Exception {
        UploadBundle bundle = SampleRecords.crowded(folder);
        ReportWords words = new ReportWords(Locale.of(language));
        BatchRecord record = BatchRecord.of(bundle, receipt(bundle));

        String text = squeezed(text(pdf(bundle, language)));

        assertTrue(text.contains(squeezed(words.text("attachments"))));
        for (Attachment photo : bundle.attachments()) {
            String place =
                    record.step(Objects.requireNonNullElse(photo.stepId(), ""))
                            .map(step ->
                                    step.path("sequence").asText()
                                            + step.path("ingredientName").asText())
                            .orElse("–");
            String row =
                    words.time(Instant.ofEpochMilli(photo.at()), record.text("timeZone"))
                            + place
                            + words.word("attachment", photo.kind())
                            + words.text("bytes", photo.size())
                            + photo.sha256().substring(0, 16)
                            + photo.by();
            assertTrue(text.contains(squeezed(row)), row);
        }
    }

    /// A step is found by its number, which stands on one line.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void no_number_of_a_step_is_broken(String language) throws Exception {
        String text = text(pdf(SampleRecords.crowded(folder), language));

        IntStream.rangeClosed(1, 40)
                .forEach(step ->
                        assertTrue(
                                Pattern.compile("(?m)^" + step + "\\s").matcher(text).find(),
                                () -> "step " + step));
    }

    /// Every character within the margins of its page, and no two of them over each other.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void nothing_is_cut_or_stands_over_another(String language) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf(SampleRecords.crowded(folder), language))) {
            Places places = new Places();
            places.getText(document);

            assertEquals(List.of(), places.faults());
            assertTrue(document.getNumberOfPages() > 2, "40 steps need several pages");
        }
    }

    @Test
    void its_fonts_are_embedded() throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf(SampleRecords.crowded(folder), "zh"))) {
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded(), font.getName());
                }
            }
        }
    }

    @Test
    void a_receipt_that_came_later_shows_and_its_absence_too() throws Exception {
        UploadBundle bundle = SampleRecords.plain(folder);
        ReportWords words = new ReportWords(Locale.ENGLISH);
        byte[] without =
                new BatchRecordPdf(words, BatchRecordPdfTest::modules)
                        .of(BatchRecord.of(bundle, null));

        assertTrue(squeezed(text(without)).contains(squeezed(words.text("no-receipt"))));
        assertFalse(squeezed(text(without)).contains(squeezed(words.text("attachments"))));
        assertFalse(squeezed(text(pdf(bundle, "en"))).contains(squeezed(words.text("no-receipt"))));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    @Tag("WEI-6")
    void by_difference_both_readings_of_the_container_are_told(String language) throws Exception {
        UploadBundle bundle = SampleRecords.byDifference(SampleRecords.plain(folder));
        ReportWords words = new ReportWords(Locale.forLanguageTag(language));
        String told =
                words.text(
                        "by-difference",
                        words.mass(Mass.grams("90.0000")),
                        words.mass(Mass.grams("88.5000")));

        assertTrue(squeezed(text(pdf(bundle, language))).contains(squeezed(told)));
    }

    /// A site's list may leave one out; a record that has it is printed in words all the same.
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    @Tag("STO-6")
    void every_reason_that_is_built_in_has_its_words(String language) {
        ReportWords words = new ReportWords(Locale.of(language));
        Stream.of(
                        Reasons.DEFAULT.giveUp(),
                        Reasons.DEFAULT.override(),
                        Reasons.DEFAULT.unlock(),
                        Reasons.DEFAULT.manual(),
                        Reasons.DEFAULT.correction())
                .flatMap(List::stream)
                .map(Reason::code)
                .forEach(code -> assertNotEquals(code, words.word("reason", code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "zh"})
    void every_language_has_every_word(String language) throws IOException {
        assertEquals(keys(""), keys("_" + language));
    }

    /// To look at: `-Dpdf.pictures=true` draws each page to target/pictures/record.
    @Test
    void pages_can_be_drawn() throws Exception {
        List<String> languages = Boolean.getBoolean("pdf.pictures") ? LANGUAGES : List.of("en");
        int dpi = Boolean.getBoolean("pdf.pictures") ? 110 : 20;
        Path pictures = Files.createDirectories(Path.of("target", "pictures", "record"));
        for (String language : languages) {
            byte[] pdf = pdf(SampleRecords.crowded(folder.resolve(language)), language);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                PDFRenderer renderer = new PDFRenderer(document);
                for (int i = 0; i < document.getNumberOfPages(); i++) {
                    Path file = pictures.resolve("%s-%d.png".formatted(language, i + 1));
                    assertTrue(
                            ImageIO.write(
                                    renderer.renderImageWithDPI(i, dpi), "png", file.toFile()));
                }
            }
        }
    }

    /// All else in it comes from what both have: the text and the receipt.
    @Test
    void the_hub_draws_the_same_code_on_it() {
        for (String text :
                List.of(
                        "S=01a1ff00-d36a-7734-843b-f625426601df;F=PRM00936;H=0123456789abcdef",
                        "S=1;F=F1;H=fedcba9876543210")) {
            assertArrayEquals(
                    io.prepstation.hub.code.QrSymbol.of(text).modules(), modules(text), text);
        }
    }

    private static byte[] pdf(UploadBundle bundle, String language) {
        return new BatchRecordPdf(new ReportWords(Locale.of(language)), BatchRecordPdfTest::modules)
                .of(BatchRecord.of(bundle, receipt(bundle)));
    }

    private static Receipt receipt(UploadBundle bundle) {
        return new Receipt(
                bundle.session().path("id").asText(),
                bundle.contentHash(),
                17,
                1_795_166_000_000L,
                "0123456789abcdef",
                "signature");
    }

    private static boolean[][] modules(String text) {
        QrSymbol symbol = QrSymbol.of(text);
        boolean[][] modules = new boolean[symbol.size()][symbol.size()];
        IntStream.range(0, symbol.size())
                .forEach(row ->
                        IntStream.range(0, symbol.size())
                                .forEach(
                                        column -> modules[row][column] = symbol.dark(column, row)));
        return modules;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Cells().getText(document);
        }
    }

    private static String shown(String decimal, String language) {
        return language.equals("de") ? decimal.replace('.', ',') : decimal;
    }

    /// Without spaces and breaks: where a line ends is not of interest.
    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }

    private static java.util.Set<String> keys(String suffix) throws IOException {
        java.util.Properties words = new java.util.Properties();
        try (var in = ReportWords.class.getResourceAsStream("report" + suffix + ".properties")) {
            words.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
        }
        return words.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /// In the order they were written, so that the lines of one cell stay together.
    private static final class Cells extends PDFTextStripper {
        Cells() {
            setSortByPosition(false);
        }
    }

    /// Where each character stands.
    private static final class Places extends PDFTextStripper {

        private final List<String> faults = new ArrayList<>();
        private final List<Rectangle2D> onPage = new ArrayList<>();

        @Override
        protected void startPage(PDPage page) {
            onPage.clear();
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            PDRectangle page = getCurrentPage().getMediaBox();
            Rectangle2D place =
                    new Rectangle2D.Float(
                            text.getXDirAdj() + 0.2f,
                            text.getYDirAdj() - 0.6f * text.getFontSizeInPt(),
                            Math.max(0.1f, text.getWidthDirAdj() - 0.4f),
                            0.6f * text.getFontSizeInPt());
            if (place.getMinX() < MARGIN - 1
                    || place.getMaxX() > page.getWidth() - MARGIN + 1
                    || place.getMinY() < 15
                    || place.getMaxY() > page.getHeight() - 15) {
                faults.add("cut: " + text + " at " + place);
            }
            if (!text.getUnicode().isBlank()) {
                onPage.stream()
                        .filter(place::intersects)
                        .findFirst()
                        .ifPresent(other -> faults.add("over another: " + text + " at " + place));
                onPage.add(place);
            }
        }

        List<String> faults() {
            return faults;
        }
    }
}
