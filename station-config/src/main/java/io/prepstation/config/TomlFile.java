package io.prepstation.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The content of one TOML file as entries of sections.
///
/// @param entries with names of one part (a section) or more; a table below a section is one entry
/// @param problems of syntax; a file with such has no entries, because what follows a slip cannot be trusted
record TomlFile(List<Entry> entries, List<ConfigProblem> problems) {

    /// @param name dotted; control characters are shown as dots
    record Entry(String name, Object value, Origin origin) {

        boolean isTable() {
            return value instanceof Table;
        }
    }

    /// Stands for a table as a value.
    record Table() {}

    static TomlFile parse(String file, String text) {
        return PlainToml.entries(file, text)
                .map(entries -> new TomlFile(entries, List.of()))
                .orElseGet(() -> parseAny(file, text));
    }

    /// The same by the full parser, whatever the text holds.
    static TomlFile parseAny(String file, String text) {
        try {
            TomlParseResult toml = Toml.parse(text);
            return toml.hasErrors()
                    ? broken(file, toml.errors())
                    : new TomlFile(entries(file, toml), List.of());
        } catch (TomlParseError e) {
            // The parser throws it, instead of listing it, for a bad escape in a quoted key.
            return broken(file, List.of(e));
        }
    }

    private static TomlFile broken(String file, List<TomlParseError> errors) {
        return new TomlFile(List.of(), errors.stream().map(error -> problem(file, error)).toList());
    }

    private static List<Entry> entries(String file, TomlTable toml) {
        List<Entry> entries = new ArrayList<>();
        for (String name : toml.keySet()) {
            entries.add(entry(file, "", toml, name));
            if (toml.get(List.of(name)) instanceof TomlTable section) {
                section.keySet().forEach(key -> entries.add(entry(file, name + ".", section, key)));
            }
        }
        return List.copyOf(entries);
    }

    private static Entry entry(String file, String prefix, TomlTable table, String key) {
        List<String> path = List.of(key);
        TomlPosition position = table.inputPositionOf(path);
        return new Entry(
                prefix + key.replaceAll("\\p{Cntrl}", "·"),
                plain(Objects.requireNonNull(table.get(path))),
                position == null
                        ? new Origin(file, 1, 1)
                        : new Origin(file, position.line(), position.column()));
    }

    private static Object plain(Object toml) {
        return switch (toml) {
            case TomlTable _ -> new Table();
            case TomlArray array -> array.toList();
            default -> toml;
        };
    }

    /// The parser's message without the character it stumbled over, which may belong to a secret.
    private static ConfigProblem problem(String file, TomlParseError error) {
        String message = String.valueOf(error.getMessage());
        int expected = message.indexOf(", expected ");
        Origin origin = new Origin(file, error.position().line(), error.position().column());
        return expected < 0
                ? ConfigProblem.at(origin, "", "valid TOML", message)
                : ConfigProblem.at(origin, "", message.substring(expected + 11), "something else");
    }
}
