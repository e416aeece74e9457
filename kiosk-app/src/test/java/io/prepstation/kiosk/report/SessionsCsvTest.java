package io.prepstation.kiosk.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.report.BatchRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("REC-3")
class SessionsCsvTest {

    @TempDir Path folder;

    @Test
    void has_a_row_for_each_weighing() throws Exception {
        List<CSVRecord> rows = rows(BatchRecord.of(SampleRecords.crowded(folder), null));

        assertEquals(45, rows.size());
        CSVRecord fourth = rows.get(3);
        assertEquals("4", fourth.get("step"));
        assertEquals("1.9999", fourth.get("net_g"));
        assertEquals("0.4999", fourth.get("difference_g"));
        assertEquals("override expected ING-0002, scanned ING-0009", fourth.get("deviations"));
    }

    @Test
    void a_part_has_no_difference_of_its_own() throws Exception {
        List<CSVRecord> rows = rows(BatchRecord.of(SampleRecords.crowded(folder), null));

        List<String> differences =
                rows.stream()
                        .filter(row -> row.get("step").equals("7"))
                        .map(row -> row.get("difference_g"))
                        .toList();
        assertEquals(List.of("", "0.0001"), differences);
    }

    @Test
    @Tag("WEI-6")
    void by_difference_both_readings_of_the_container_are_told() throws Exception {
        List<CSVRecord> rows =
                rows(BatchRecord.of(SampleRecords.byDifference(SampleRecords.plain(folder)), null));

        CSVRecord first = rows.getFirst();
        assertEquals("by_difference", first.get("method"));
        assertEquals("90.0000", first.get("tare_g"));
        assertEquals("88.5000", first.get("gross_g"));
        assertEquals("", rows.get(1).get("method"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "＝1",
                "=HYPERLINK(\"x\")"
            })
    void a_cell_that_would_run_does_not(String cell) {
        assertEquals("'" + cell, SessionsCsv.harmless(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.0012", "+1", "12.3400", "", "Sodium chloride", "a=b"})
    void a_number_or_a_plain_text_stays_as_it_is(String cell) {
        assertEquals(cell, SessionsCsv.harmless(cell));
    }

    @Test
    void a_name_from_the_hub_goes_through_it() throws Exception {
        var bundle = SampleRecords.plain(folder);
        bundle.session().put("formulaName", "=cmd|'/C calc'!A0");

        assertTrue(
                rows(BatchRecord.of(bundle, null)).stream()
                        .allMatch(row -> row.get("formula_name").equals("'=cmd|'/C calc'!A0")));
    }

    private static List<CSVRecord> rows(BatchRecord record) throws IOException {
        StringWriter out = new StringWriter();
        try (SessionsCsv csv = new SessionsCsv(out)) {
            csv.add(record);
        }
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(out.toString()))
                .getRecords();
    }
}
