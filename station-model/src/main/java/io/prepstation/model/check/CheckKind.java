package io.prepstation.model.check;

import java.util.Locale;

/// What is done to a balance to see whether it weighs right.
public enum CheckKind {
    /// Each test weight once, against its tolerance.
    WEIGHTS,
    /// One test weight ten times: the scatter gives the minimum weight.
    REPEATABILITY;

    /// The word in records and on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no kind
    public static CheckKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
