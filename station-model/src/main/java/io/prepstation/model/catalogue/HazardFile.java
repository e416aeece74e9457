package io.prepstation.model.catalogue;

import io.prepstation.model.material.Hazards;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Reads the hazards of ingredients from CSV: pictograms separated by blanks, statements by `|`.
final class HazardFile {

    static final String INGREDIENT_CODE = "ingredient_code";

    private static final String SIGNAL_WORD = "signal_word";
    private static final String PICTOGRAMS = "pictograms";
    private static final String STATEMENTS = "statements";
    private static final Set<String> COLUMNS =
            Set.of(INGREDIENT_CODE, SIGNAL_WORD, PICTOGRAMS, STATEMENTS);
    private static final Set<String> SIGNAL_WORDS = Set.of("", "Danger", "Warning");
    private static final Pattern PICTOGRAM = Pattern.compile("GHS0[1-9]");
    private static final Pattern STATEMENT =
            Pattern.compile("(EUH|H|P)[0-9]{3}[A-Za-z]*(\\+(H|P)[0-9]{3}[A-Za-z]*)* .+");

    /// The hazards of one ingredient and where they stand.
    record Labelled(Cells cells, Hazards hazards) {}

    private HazardFile() {}

    /// By ingredient code, in the order of the file.
    static Map<String, Labelled> read(String file, String text, List<FileProblem> problems) {
        Map<String, Labelled> hazards = new LinkedHashMap<>();
        for (FileRow row : CsvFile.rows(file, text, COLUMNS, COLUMNS, problems)) {
            Cells cells = new Cells(file, row, UnaryOperator.identity(), problems);
            Hazards label = hazards(cells);
            cells.code(INGREDIENT_CODE)
                    .ifPresent(code -> {
                        if (hazards.putIfAbsent(code, new Labelled(cells, label)) != null) {
                            cells.problem(INGREDIENT_CODE, code + " occurs twice");
                        }
                    });
        }
        return hazards;
    }

    private static Hazards hazards(Cells cells) {
        String signalWord = cells.text(SIGNAL_WORD);
        if (!SIGNAL_WORDS.contains(signalWord)) {
            cells.problem(SIGNAL_WORD, "expected Danger, Warning or nothing");
        }
        List<String> pictograms = parts(cells, PICTOGRAMS, "\\s+", PICTOGRAM, "GHS01 to GHS09");
        List<String> statements =
                parts(cells, STATEMENTS, "\\|", STATEMENT, "H319 Causes serious eye irritation");
        return new Hazards(signalWord, pictograms, statements);
    }

    private static List<String> parts(
            Cells cells, String column, String separator, Pattern form, String example) {
        if (!cells.has(column)) {
            return List.of();
        }
        List<String> parts =
                Arrays.stream(cells.text(column).split(separator, -1)).map(String::strip).toList();
        parts.stream()
                .filter(part -> !form.matcher(part).matches())
                .forEach(part ->
                        cells.problem(column, "expected " + example + ", found \"" + part + "\""));
        return parts;
    }
}
