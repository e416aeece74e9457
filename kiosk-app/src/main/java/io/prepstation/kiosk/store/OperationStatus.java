package io.prepstation.kiosk.store;

import java.util.Locale;

/// Where an operation stands on its way to the hub (SYN-1).
public enum OperationStatus {
    PENDING,
    /// Sent at least once; the answer is not known.
    SENT,
    ACKNOWLEDGED,
    CONFLICT,
    REJECTED,
    /// Waits for another operation that was removed or refused.
    BLOCKED,
    /// The hub does not let this station in: nothing is sent until someone acts.
    HELD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
