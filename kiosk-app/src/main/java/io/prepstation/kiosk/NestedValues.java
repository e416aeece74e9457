package io.prepstation.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.ui.desk.OpenConflict.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Takes values apart that have several entries, so that their sides can be compared entry by entry: by key, never by
/// place, so that a new entry in front does not make all behind it look changed.
final class NestedValues {

    private static final List<String> KEYS = List.of("code", "id", "name");

    private NestedValues() {}

    /// The entries in order of their keys; none for plain values.
    static List<Part> parts(JsonNode before, JsonNode here, JsonNode hub) {
        Map<String, String> first = entries(before);
        Map<String, String> mine = entries(here);
        Map<String, String> theirs = entries(hub);
        TreeSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(mine.keySet());
        names.addAll(theirs.keySet());
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(
                    new Part(
                            name,
                            first.getOrDefault(name, ""),
                            mine.getOrDefault(name, ""),
                            theirs.getOrDefault(name, "")));
        }
        return parts;
    }

    private static Map<String, String> entries(JsonNode value) {
        Map<String, String> entries = new LinkedHashMap<>();
        if (value.isObject()) {
            value.properties().forEach(one -> entries.put(one.getKey(), text(one.getValue())));
        } else if (value.isArray()) {
            value.forEach(one -> entries.put(key(one), rest(one)));
        }
        return entries;
    }

    private static String key(JsonNode entry) {
        return KEYS.stream()
                .map(entry::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(text(entry));
    }

    /// What an entry says beside its key.
    private static String rest(JsonNode entry) {
        if (!entry.isObject()) {
            return text(entry);
        }
        String key = key(entry);
        List<String> said = new ArrayList<>();
        entry.forEach(value -> {
            String text = text(value);
            if (!text.isEmpty() && !text.equals(key)) {
                said.add(text);
            }
        });
        return said.isEmpty() ? key : String.join(", ", said);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText("") : value.toString();
    }
}
