package io.prepstation.model.session;

import java.util.Locale;
import java.util.Set;

/// The life of a session and its only legal moves (SES-2).
public enum SessionStatus {
    IN_PROGRESS,
    FAILED,
    LOCKED_FAILED,
    COMPLETED,
    SERVER_REJECTED;

    /// The word on the wire and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a word that is no status
    public static SessionStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public boolean mayBecome(SessionStatus next) {
        return next().contains(next);
    }

    private Set<SessionStatus> next() {
        return switch (this) {
            case IN_PROGRESS -> Set.of(COMPLETED, FAILED, LOCKED_FAILED);
            case COMPLETED -> Set.of(SERVER_REJECTED);
            case SERVER_REJECTED -> Set.of(COMPLETED);
            case FAILED, LOCKED_FAILED -> Set.of();
        };
    }
}
