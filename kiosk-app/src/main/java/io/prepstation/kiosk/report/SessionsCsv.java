package io.prepstation.kiosk.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.formula.LineRule;
import io.prepstation.report.BatchRecord;
import io.prepstation.report.BatchRecord.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Finished sessions as a table, a row for each weighing, in the form of RFC 4180 (REC-3).
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe before it; numbers of ours, which may begin with a
/// minus, do not.
public final class SessionsCsv implements AutoCloseable {

    private static final String[] HEAD = {
        "session_id",
        "revision",
        "formula_code",
        "formula_name",
        "formula_version",
        "attempt",
        "status",
        "operator",
        "operator_name",
        "started_at",
        "ended_at",
        "amount",
        "unit",
        "station",
        "simulated",
        "step",
        "ingredient_code",
        "ingredient_name",
        "target_g",
        "lower_limit_g",
        "upper_limit_g",
        "step_status",
        "net_g",
        "difference_g",
        "gross_g",
        "tare_g",
        "lot",
        "container",
        "scanned_code",
        "balance_serial",
        "stability",
        "manual_reason",
        "method",
        "weighed_at",
        "weighed_by",
        "deviations",
        "record_hash",
        "content_hash"
    };
    private static final String NUMBER = "[+-]?[0-9]+(\\.[0-9]+)?";

    private final CSVPrinter printer;

    public SessionsCsv(Appendable out) throws IOException {
        printer = CSVFormat.RFC4180.builder().setHeader(HEAD).get().print(out);
    }

    public void add(BatchRecord record) throws IOException {
        for (Line line : record.lines()) {
            printer.printRecord(row(record, line).stream().map(SessionsCsv::harmless).toList());
        }
    }

    @Override
    public void close() throws IOException {
        printer.flush();
    }

    /// Begins with what spreadsheets take for a formula, a tab or a line break: then not a formula any more.
    static String harmless(String cell) {
        boolean formula = !cell.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0;
        return formula && !cell.matches(NUMBER) ? "'" + cell : cell;
    }

    private static List<String> row(BatchRecord record, Line line) {
        var tolerance = line.tolerance();
        var net = line.net();
        return List.of(
                record.text("id"),
                record.text("revision"),
                record.text("formulaCode"),
                record.text("formulaName"),
                record.text("formulaVersionNo"),
                record.text("attemptNo"),
                record.text("status"),
                record.text("operator"),
                record.text("operatorName"),
                time(record.head().path("startedAt")),
                time(record.head().path("endedAt")),
                record.text("amount"),
                record.text("unit"),
                record.text("stationId"),
                record.text("simulated"),
                line.ofStep("sequence"),
                line.ofStep("requiredCode"),
                line.ofStep("ingredientName"),
                line.ofStep("targetQtyG"),
                tolerance.lowerLimit().inGrams().toPlainString(),
                tolerance.upperLimit().inGrams().toPlainString(),
                line.ofStep("status"),
                line.ofDispense("netG"),
                net == null ? "" : net.minus(tolerance.target()).inGrams().toPlainString(),
                line.ofDispense("grossG"),
                line.ofDispense("tareG"),
                line.ofDispense("lotNumber", "lotId"),
                line.dispense() != null && line.dispense().has("containerId")
                        ? line.ofDispense("containerCode", "scannedCode")
                        : "",
                line.ofDispense("scannedCode"),
                line.ofDispense("balanceSerial"),
                line.ofDispense("stability"),
                line.ofDispense("manualReason"),
                line.byDifference() ? LineRule.BY_DIFFERENCE.word() : "",
                line.dispense() == null ? "" : time(line.dispense().path("at")),
                line.ofDispense("by"),
                deviations(record, line),
                record.text("recordHash"),
                record.contentHash());
    }

    private static String deviations(BatchRecord record, Line line) {
        String id = line.ofStep("id");
        return String.join(
                "; ",
                record.deviations().stream()
                        .filter(one -> one.path("stepId").asText("").equals(id))
                        .map(one -> one.path("kind").asText() + " " + one.path("text").asText(""))
                        .map(String::strip)
                        .toList());
    }

    private static String time(JsonNode millis) {
        return millis.isMissingNode() || millis.isNull()
                ? ""
                : Instant.ofEpochMilli(millis.asLong()).toString();
    }
}
