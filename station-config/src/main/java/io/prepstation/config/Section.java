package io.prepstation.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// One table of the configuration.
///
/// @param checks what keys must fulfil together
record Section(String name, String meaning, List<Key<?>> keys, List<Check> checks) {

    /// A rule over several keys; a breach is reported at one of them.
    ///
    /// @param expected continues "expected …"
    /// @param found continues "found …"
    record Check(Key<?> blamed, Predicate<Values> holds, String expected, String found) {

        Optional<ConfigProblem> problem(Values values) {
            return holds.test(values)
                    ? Optional.empty()
                    : Optional.of(
                            ConfigProblem.at(
                                    values.origin(blamed), blamed.name(), expected, found));
        }
    }
}
