package io.prepstation.model.sync;

import java.util.Locale;
import java.util.Optional;

/// How a conflict is resolved (SYN-8).
public enum Resolution {
    SERVER_WINS,
    CLIENT_WINS,
    LAST_WRITE_WINS,
    /// Field by field against the common base; refused where both sides changed the same.
    MERGE,
    /// As somebody chose, in `mergedData`.
    MANUAL;

    /// `server-wins` …
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Resolution> ofWord(String word) {
        for (Resolution resolution : values()) {
            if (resolution.word().equals(word)) {
                return Optional.of(resolution);
            }
        }
        return Optional.empty();
    }
}
