package io.prepstation.hub.dashboard;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Sessions as a table for spreadsheets (RFC 4180).
final class SessionsCsv {

    private SessionsCsv() {}

    /// The line above the first one.
    static String head() {
        return text(csv ->
                csv.printRecord(
                        "id",
                        "started",
                        "formula",
                        "name",
                        "amount",
                        "status",
                        "operator",
                        "station",
                        "deviations"));
    }

    static String of(List<SessionRow> rows) {
        return text(csv -> {
            for (SessionRow row : rows) {
                csv.printRecord(
                        row.id(),
                        row.startedAt(),
                        inert(row.formula()),
                        inert(row.name()),
                        inert(row.amount()),
                        row.status(),
                        inert(row.operator()),
                        inert(row.station()),
                        row.deviations());
            }
        });
    }

    private interface Printing {
        void to(CSVPrinter csv) throws IOException;
    }

    private static String text(Printing printing) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printing.to(csv);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory can always be written", e);
        }
        return text.toString();
    }

    /// A cell that a spreadsheet would run gets an apostrophe.
    private static String inert(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
