package io.prepstation.kiosk.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One row of a table as someone sees it who opens the file with another program.
public record RawRow(String table, long rowid, Map<String, @Nullable Object> values) {

    public RawRow {
        values = new LinkedHashMap<>(values);
    }

    public List<String> columns() {
        return new ArrayList<>(values.keySet());
    }

    /// Whether a sentence names this row, or what it belongs to.
    public boolean isNamedBy(String sentence) {
        return sentence.contains("row " + rowid + " of " + table)
                || values.entrySet().stream()
                        .filter(cell -> cell.getKey().matches("(.*_)?id|sequence|serial_number"))
                        .anyMatch(
                                cell -> cell.getValue() != null && has(sentence, cell.getValue()));
    }

    private static boolean has(String sentence, Object word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word.toString()) + "(?![\\w])")
                .matcher(sentence)
                .find();
    }
}
