package io.prepstation.kiosk.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One row of a table as someone sees it who opens the file with another program.
public record RawRow(String table, long rowid, Map<String, @Nullable Object> values) {

    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");

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
                        .anyMatch(cell -> cell.getValue() != null && has(sentence, cell.getValue()))
                || session().filter(id -> has(sentence, id)).isPresent();
    }

    /// The session an audit event belongs to stands in its text; a trail that lacks its last event shows in the session.
    private Optional<String> session() {
        Matcher found = SESSION.matcher(String.valueOf(values.get("body")));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static boolean has(String sentence, Object word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word.toString()) + "(?![\\w])")
                .matcher(sentence)
                .find();
    }
}
