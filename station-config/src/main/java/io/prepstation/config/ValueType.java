package io.prepstation.config;

import java.util.Optional;

/// What the value of a key must be: how it is read, described and written back.
interface ValueType<T> {

    /// @param toml as the TOML parser delivers it: String, Long, Boolean, a list of such, …
    /// @return empty if it is of another type or out of range
    Optional<T> read(Object toml);

    /// Continues "expected …".
    String expected();

    /// The same in the documents, where a long list has a place of its own.
    default String documented() {
        return expected();
    }

    /// As TOML, in one form for equal values.
    String write(T value);
}
