package io.prepstation.config;

import java.util.List;

/// Writes values as TOML does, and anything that was found so that it can be shown on one line.
final class TomlText {

    private static final int LONGEST_SHOWN = 60;

    private TomlText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> quoted.append(escaped(character)));
        return quoted.append('"').toString();
    }

    /// A value as it was found, cut to one short line.
    static String shown(Object toml) {
        if (toml instanceof String text) {
            return text.length() > LONGEST_SHOWN
                    ? quoted(text.substring(0, LONGEST_SHOWN)) + "…"
                    : quoted(text);
        }
        if (toml instanceof List<?> list) {
            return list.isEmpty() ? "an empty list" : "a list of " + list.size();
        }
        return toml instanceof TomlFile.Table ? "a table" : toml.toString();
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                    Character.isISOControl(character)
                            ? String.format("\\u%04X", character)
                            : Character.toString(character);
        };
    }
}
