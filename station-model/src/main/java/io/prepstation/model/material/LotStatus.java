package io.prepstation.model.material;

import java.util.Locale;

/// Whether a lot may be used; only a released one may.
public enum LotStatus {
    RELEASED,
    QUARANTINE,
    BLOCKED,
    EMPTY;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no status
    public static LotStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
