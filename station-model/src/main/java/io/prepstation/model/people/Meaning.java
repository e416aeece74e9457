package io.prepstation.model.people;

import java.util.Locale;

/// What a signature states.
public enum Meaning {
    PERFORMED,
    WITNESSED,
    APPROVED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no meaning
    public static Meaning ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
