package io.prepstation.model.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Reads formulas from CSV (a row per line of a formula) or JSON
/// (`{"formulas":[{"code",…,"lines":[{"sequence",…}]}]}`) into the same rows.
final class FormulaFile {

    private FormulaFile() {}

    /// @param file its name; `.json` is read as JSON, anything else as CSV
    static List<FormulaDraft> read(String file, String text, List<FileProblem> problems) {
        boolean json = file.endsWith(".json");
        List<FileRow> rows = json ? jsonRows(file, text, problems) : csvRows(file, text, problems);
        if (!problems.isEmpty()) {
            return List.of();
        }
        UnaryOperator<String> shownAs = json ? FormulaColumn::jsonNameOf : UnaryOperator.identity();
        return new FormulaRows(problems)
                .drafts(rows.stream().map(row -> new Cells(file, row, shownAs, problems)).toList());
    }

    private static List<FileRow> csvRows(String file, String text, List<FileProblem> problems) {
        Set<String> known =
                Arrays.stream(FormulaColumn.values())
                        .map(FormulaColumn::csv)
                        .collect(Collectors.toSet());
        Set<String> required =
                Arrays.stream(FormulaColumn.values())
                        .filter(FormulaColumn::required)
                        .map(FormulaColumn::csv)
                        .collect(Collectors.toSet());
        return CsvFile.rows(file, text, required, known, problems);
    }

    private static List<FileRow> jsonRows(String file, String text, List<FileProblem> problems) {
        List<FileRow> rows = new ArrayList<>();
        try {
            ObjectNode root = Json.parseObject(text);
            int index = 0;
            for (JsonNode formula : root.path("formulas")) {
                addRows(file, "formulas[" + index++ + "]", formula, rows, problems);
            }
            if (index == 0) {
                problems.add(new FileProblem(file, "formulas", "", "there is no formula in it"));
            }
        } catch (MalformedJson e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "unreadable");
            problems.add(new FileProblem(file, "the file", "", message));
        }
        return rows;
    }

    private static void addRows(
            String file,
            String place,
            JsonNode formula,
            List<FileRow> rows,
            List<FileProblem> problems) {
        int index = 0;
        for (JsonNode line : formula.path("lines")) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (FormulaColumn column : FormulaColumn.values()) {
                JsonNode owner = column.ofFormula() ? formula : line;
                texts.put(column.csv(), owner.path(column.json()).asText(""));
            }
            rows.add(new FileRow(place + ".lines[" + index++ + "]", texts));
        }
        if (index == 0) {
            problems.add(new FileProblem(file, place, "lines", "a formula needs lines"));
        }
    }
}
