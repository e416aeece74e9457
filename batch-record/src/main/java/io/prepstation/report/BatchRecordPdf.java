package io.prepstation.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.report.BatchRecord.Line;
import io.prepstation.report.PdfTable.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/// The batch record of a session as a PDF (REC-3). The same record gives the same bytes, whenever and wherever it is
/// made: nothing in it depends on the clock, and its fonts are embedded.
public final class BatchRecordPdf {

    private static final float CODE = 74;

    /// Enough of a hash to know one of twenty files by.
    private static final int HASH_BEGINS = 16;

    private final ReportWords words;
    private final Function<String, boolean[][]> qr;

    /// @param qr makes the modules of a QR code, `true` is black
    public BatchRecordPdf(ReportWords words, Function<String, boolean[][]> qr) {
        this.words = words;
        this.qr = qr;
    }

    public byte[] of(BatchRecord record) {
        try (PDDocument document = new PDDocument();
                PdfSheet sheet = new PdfSheet(document)) {
            describe(document, record);
            facts(sheet, record);
            lines(sheet, record);
            deviations(sheet, record);
            attestations(sheet, record);
            attachments(sheet, record);
            signatures(sheet, record);
            proof(sheet, record);
            frame(sheet, record);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a PDF in memory can always be written", e);
        }
    }

    /// Identity and times come from the record, where the library would take the clock.
    private void describe(PDDocument document, BatchRecord record) {
        PDDocumentInformation about = document.getDocumentInformation();
        GregorianCalendar ended =
                new GregorianCalendar(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
        ended.setTimeInMillis(record.head().path("endedAt").asLong());
        about.setTitle(words.text("title") + " " + record.text("id"));
        about.setProducer("Prepstation");
        about.setCreationDate(ended);
        about.setModificationDate(ended);
        document.setDocumentId(
                new BigInteger(record.contentHash().substring(0, 15), 16).longValue());
    }

    private void facts(PdfSheet sheet, BatchRecord record) throws IOException {
        float top = sheet.y();
        float left = PdfSheet.width() - CODE - 14;
        sheet.modules(
                qr.apply(proofCode(record)), PdfSheet.MARGIN + PdfSheet.width() - CODE, top, CODE);
        sheet.paragraph(
                record.text("formulaCode") + "  " + record.text("formulaName"),
                15,
                true,
                PdfSheet.MARGIN,
                left);
        sheet.down(4);
        for (String[] row : factRows(record)) {
            sheet.paragraph(row[0] + ": " + row[1], 9, false, PdfSheet.MARGIN, left);
        }
        sheet.down(Math.max(0, sheet.y() - (top - CODE)));
    }

    private List<String[]> factRows(BatchRecord record) {
        List<String[]> rows = new ArrayList<>();
        rows.add(
                row(
                        "status",
                        words.word("status", record.text("status"))
                                + " · "
                                + words.text(
                                        "attempt",
                                        record.text("attemptNo"),
                                        record.text("revision"))));
        rows.add(row("session", record.text("id")));
        rows.add(
                row(
                        "version",
                        record.text("formulaVersionNo")
                                + " · "
                                + words.text("amount")
                                + ": "
                                + record.text("amount")
                                + " "
                                + record.text("unit")));
        rows.add(
                row(
                        "operator",
                        record.text("operatorName") + " (" + record.text("operator") + ")"));
        rows.add(
                row(
                        "started",
                        time(record, "startedAt")
                                + " · "
                                + words.text("ended")
                                + ": "
                                + time(record, "endedAt")));
        rows.add(
                row(
                        "balance",
                        record.text("balanceModel")
                                + " · "
                                + record.text("balanceSerial")
                                + record.balanceCheck().map(this::checked).orElse("")));
        rows.add(
                row(
                        "station",
                        record.text("stationId")
                                + " · "
                                + words.text("lab")
                                + ": "
                                + record.text("labId")));
        return rows;
    }

    /// By which check the balance was trusted.
    private String checked(BatchRecord.Checked check) {
        return " · "
                + words.text("balance-checked")
                + " "
                + words.time(check.at(), check.zone())
                + " ("
                + check.id()
                + ")";
    }

    private String[] row(String key, String value) {
        return new String[] {words.text(key), value};
    }

    private void lines(PdfSheet sheet, BatchRecord record) throws IOException {
        sheet.heading(words.text("lines"));
        PdfTable table =
                new PdfTable(
                        sheet,
                        List.of(
                                Column.number("#", 3.6f),
                                Column.text(words.text("ingredient"), 15.8f),
                                Column.number(words.text("target"), 8.2f),
                                Column.number(words.text("limits"), 13),
                                Column.number(words.text("actual"), 8.4f),
                                Column.number(words.text("difference"), 9),
                                Column.text(words.text("lot"), 9.2f),
                                Column.text(words.text("container"), 8.2f),
                                Column.text(words.text("balance"), 7),
                                Column.text(words.text("by"), 7),
                                Column.text(words.text("time"), 9.8f)));
        table.head();
        for (Line line : record.lines()) {
            table.row(cells(record, line), line.outside());
        }
    }

    private List<String> cells(BatchRecord record, Line line) {
        Mass target = line.tolerance().target();
        Mass net = line.net();
        String status = line.ofStep("status");
        return List.of(
                line.ofStep("sequence"),
                line.ofStep("ingredientName")
                        + " ("
                        + line.ofStep("requiredCode")
                        + ")"
                        + byDifference(line),
                words.mass(target),
                words.limits(line.tolerance().lowerLimit(), line.tolerance().upperLimit()),
                line.weighed().map(words::mass).orElseGet(() -> words.word("step", status)),
                difference(line, net, target),
                line.ofDispense("lotNumber", "lotId"),
                line.ofDispense("containerCode", "scannedCode"),
                balance(line),
                line.ofDispense("byName", "by"),
                line.dispense() == null
                        ? ""
                        : words.time(
                                Instant.ofEpochMilli(line.dispense().path("at").asLong()),
                                record.text("timeZone")));
    }

    /// Both readings of a container of which the difference counts.
    private String byDifference(Line line) {
        return line.byDifference()
                ? " · "
                        + words.text(
                                "by-difference",
                                words.mass(Mass.grams(line.ofDispense("tareG"))),
                                words.mass(Mass.grams(line.ofDispense("grossG"))))
                : "";
    }

    /// A unit in brackets is not the balance's word: the reader is told.
    private String balance(Line line) {
        String serial = line.ofDispense("balanceSerial");
        return line.ofDispense("unit").startsWith("(")
                ? serial + " (" + words.text("unit-from-settings") + ")"
                : serial;
    }

    private String difference(Line line, @org.jspecify.annotations.Nullable Mass net, Mass target) {
        String manual = line.ofDispense("manualReason");
        String difference =
                net == null
                        ? line.dispense() == null ? "" : words.text("partial")
                        : words.signed(net.minus(target));
        return manual.isEmpty() ? difference : difference + " " + words.text("manual");
    }

    private void deviations(PdfSheet sheet, BatchRecord record) throws IOException {
        sheet.heading(words.text("deviations"));
        if (record.deviations().isEmpty()) {
            sheet.paragraph(words.text("none"), 9, false);
            return;
        }
        PdfTable table =
                new PdfTable(
                        sheet,
                        List.of(
                                Column.text(words.text("time"), 13),
                                Column.text(words.text("step"), 20),
                                Column.text(words.text("kind"), 12),
                                Column.text(words.text("reason"), 12),
                                Column.text(words.text("text"), 34),
                                Column.text(words.text("by"), 9)));
        table.head();
        for (JsonNode deviation : record.deviations()) {
            table.row(cells(record, deviation), false);
        }
    }

    /// Hazards that were read and weights that were witnessed; nothing where the formula asks nothing.
    private void attestations(PdfSheet sheet, BatchRecord record) throws IOException {
        if (record.attestations().isEmpty()) {
            return;
        }
        sheet.heading(words.text("attestations"));
        PdfTable table =
                new PdfTable(
                        sheet,
                        List.of(
                                Column.text(words.text("time"), 13),
                                Column.text(words.text("step"), 20),
                                Column.text(words.text("kind"), 18),
                                Column.text(words.text("text"), 40),
                                Column.text(words.text("by"), 9)));
        table.head();
        for (JsonNode attestation : record.attestations()) {
            JsonNode signature = attestation.path("signature");
            table.row(
                    List.of(
                            words.time(
                                    Instant.ofEpochMilli(attestation.path("at").asLong()),
                                    record.text("timeZone")),
                            place(record, attestation),
                            words.word("attestation", attestation.path("kind").asText()),
                            signature.isObject()
                                    ? signed(signature)
                                    : attestation.path("text").asText(""),
                            attestation.path("by").asText("")),
                    false);
        }
    }

    /// Photos and the like, by what proves that a file is the one that was attached. The pictures themselves are not here: the
    /// record is made of its text alone, so that a lost file changes none of its bytes.
    private void attachments(PdfSheet sheet, BatchRecord record) throws IOException {
        if (record.attachments().isEmpty()) {
            return;
        }
        sheet.heading(words.text("attachments"));
        PdfTable table =
                new PdfTable(
                        sheet,
                        List.of(
                                Column.text(words.text("time"), 16),
                                Column.text(words.text("step"), 34),
                                Column.text(words.text("kind"), 12),
                                Column.number(words.text("size"), 12),
                                Column.text("SHA-256", 17),
                                Column.text(words.text("by"), 9)));
        table.head();
        for (Attachment attachment : record.attachments()) {
            table.row(
                    List.of(
                            words.time(
                                    Instant.ofEpochMilli(attachment.at()), record.text("timeZone")),
                            place(record.step(Objects.requireNonNullElse(attachment.stepId(), ""))),
                            words.word("attachment", attachment.kind()),
                            words.text("bytes", attachment.size()),
                            attachment.sha256().substring(0, HASH_BEGINS),
                            attachment.by()),
                    false);
        }
    }

    private static String place(BatchRecord record, JsonNode note) {
        return place(record.step(note));
    }

    private static String place(Optional<JsonNode> step) {
        return step.map(one ->
                        one.path("sequence").asText() + " " + one.path("ingredientName").asText())
                .orElse("–");
    }

    private List<String> cells(BatchRecord record, JsonNode deviation) {
        String reason = deviation.path("reasonCode").asText("");
        return List.of(
                words.time(
                        Instant.ofEpochMilli(deviation.path("at").asLong()),
                        record.text("timeZone")),
                place(record, deviation),
                words.word("deviation", deviation.path("kind").asText()),
                words.word("reason", reason),
                told(deviation),
                deviation.path("by").asText(""));
    }

    /// What was written, and who approved it where somebody had to.
    private String told(JsonNode deviation) {
        String text = deviation.path("text").asText("");
        JsonNode signature = deviation.path("signature");
        return signature.isObject() ? (text + " — " + signed(signature)).strip() : text;
    }

    private String signed(JsonNode signature) {
        return words.text(
                "signature",
                signature.path("name").asText(),
                words.word("meaning", signature.path("meaning").asText()),
                words.word("authentication", signature.path("authentication").asText()),
                signature.path("localTime").asText(),
                words.utc(Instant.ofEpochMilli(signature.path("at").asLong())));
    }

    private void signatures(PdfSheet sheet, BatchRecord record) throws IOException {
        sheet.heading(words.text("signatures"));
        if (record.signatures().isEmpty()) {
            sheet.paragraph(words.text("none"), 9, false);
        }
        for (JsonNode signature : record.signatures()) {
            sheet.paragraph(signed(signature), 9, true);
            sheet.paragraph(
                    words.text("signed-record", signature.path("recordHash").asText()), 8, false);
        }
    }

    private void proof(PdfSheet sheet, BatchRecord record) throws IOException {
        sheet.heading(words.text("proof"));
        sheet.paragraph(words.text("record-hash", record.text("recordHash")), 8, false);
        sheet.paragraph(words.text("content-hash", record.contentHash()), 8, false);
        sheet.paragraph(words.text("config-hash", record.text("configHash")), 8, false);
        sheet.paragraph(
                words.text(
                        "audit-head",
                        String.valueOf(record.auditHead().sequence()),
                        record.auditHead().hash(),
                        record.auditHead().keyId()),
                8,
                false);
        Receipt receipt = record.receipt();
        sheet.paragraph(
                receipt == null
                        ? words.text("no-receipt")
                        : words.text(
                                "receipt",
                                words.time(
                                        Instant.ofEpochMilli(receipt.receivedAt()),
                                        record.text("timeZone")),
                                String.valueOf(receipt.feedSeq()),
                                receipt.hubKeyId()),
                8,
                false);
    }

    private void frame(PdfSheet sheet, BatchRecord record) throws IOException {
        List<String> marks = new ArrayList<>();
        if (record.simulated()) {
            marks.add(words.text("simulated"));
        }
        if (!record.deviations().isEmpty()) {
            marks.add(words.text("with-deviations"));
        }
        sheet.frame(
                words.text("title") + "  " + record.text("formulaCode"),
                marks,
                record.text("id") + "  ·  " + record.text("recordHash"),
                (page, pages) -> words.text("page", page, pages));
    }

    private String time(BatchRecord record, String member) {
        JsonNode at = record.head().path(member);
        return at.isMissingNode()
                ? ""
                : words.time(Instant.ofEpochMilli(at.asLong()), record.text("timeZone"));
    }

    /// As on the label: it opens the session, and carries the beginning of what was signed.
    private static String proofCode(BatchRecord record) {
        return "S=%s;F=%s;H=%s"
                .formatted(
                        record.text("id"),
                        record.text("formulaCode"),
                        record.text("recordHash").substring(0, 16));
    }
}
