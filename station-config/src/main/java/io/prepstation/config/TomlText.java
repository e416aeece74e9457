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
        return switch (toml) {
            case String text when text.length() > LONGEST_SHOWN ->
                    quoted(text.substring(0, LONGEST_SHOWN)) + "…";
            case String text -> quoted(text);
            case List<?> list when list.isEmpty() -> "an empty list";
            case List<?> list -> "a list of " + list.size();
            case TomlFile.Table _ -> "a table";
            default -> toml.toString();
        };
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
