package io.prepstation.model.session;

import java.util.Locale;

/// Where one weighing of a session stands.
public enum StepStatus {
    PENDING,
    DONE,
    FAILED,
    SKIPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no status
    public static StepStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
