package io.prepstation.model.catalogue;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads CSV with a header line: UTF-8, commas, quotes as in RFC 4180.
final class CsvFile {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvFile() {}

    static List<FileRow> rows(
            String file,
            String text,
            Set<String> required,
            Set<String> known,
            List<FileProblem> problems) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<FileRow> rows = new ArrayList<>();
        try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(content))) {
            List<String> header = List.of();
            long line = 1;
            for (CSVRecord found : parser) {
                if (header.isEmpty()) {
                    header = List.of(found.values()).stream().map(String::strip).toList();
                    checkHeader(file, header, required, known, problems);
                } else if (!isBlank(found)) {
                    addRow(file, "line " + line, header, found, rows, problems);
                }
                line = parser.getCurrentLineNumber() + 1;
            }
            if (header.isEmpty()) {
                problems.add(new FileProblem(file, "line 1", "", "the file is empty"));
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(new FileProblem(file, "the file", "", "is no CSV: " + e.getMessage()));
        }
        return rows;
    }

    private static void checkHeader(
            String file,
            List<String> header,
            Set<String> required,
            Set<String> known,
            List<FileProblem> problems) {
        required.stream()
                .filter(column -> !header.contains(column))
                .sorted()
                .forEach(column ->
                        problems.add(
                                new FileProblem(file, "line 1", column, "this column is missing")));
        header.stream()
                .filter(column -> !known.contains(column))
                .forEach(column ->
                        problems.add(
                                new FileProblem(
                                        file,
                                        "line 1",
                                        column,
                                        "unknown column; known are "
                                                + String.join(
                                                        ", ", known.stream().sorted().toList()))));
    }

    private static void addRow(
            String file,
            String place,
            List<String> header,
            CSVRecord found,
            List<FileRow> rows,
            List<FileProblem> problems) {
        if (found.size() != header.size()) {
            problems.add(
                    new FileProblem(
                            file,
                            place,
                            "",
                            "has " + found.size() + " values, the header has " + header.size()));
            return;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (int index = 0; index < header.size(); index++) {
            texts.put(header.get(index), found.get(index));
        }
        rows.add(new FileRow(place, texts));
    }

    private static boolean isBlank(CSVRecord found) {
        return found.size() == 1 && found.get(0).isBlank();
    }
}
