package io.prepstation.config;

import java.util.Optional;

/// One key of the configuration.
///
/// @param name dotted, section first
/// @param meaning one sentence for whoever sets it
/// @param secret never shown, neither in problems nor in listings
record Key<T>(String name, ValueType<T> type, String meaning, boolean secret) {

    static final String HIDDEN = "\"(hidden)\"";

    static <T> Key<T> of(String name, ValueType<T> type, String meaning) {
        return new Key<>(name, type, meaning, false);
    }

    /// The name within its section.
    String shortName() {
        return name.substring(name.indexOf('.') + 1);
    }

    Optional<ConfigProblem> problem(TomlFile.Entry entry) {
        return type.read(entry.value()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        ConfigProblem.at(
                                entry.origin(),
                                name,
                                type.expected(),
                                secret ? "something else" : TomlText.shown(entry.value())));
    }
}
