package io.prepstation.model.formula;

import java.util.Locale;

/// The life of a formula version; only an approved one may be weighed.
public enum VersionStatus {
    DRAFT,
    APPROVED,
    RETIRED;

    /// The word on the wire and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no status
    public static VersionStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
