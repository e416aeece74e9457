package io.prepstation.kiosk.store;

import java.util.Locale;

/// How a row stands to the hub's copy of it.
public enum SyncMark {
    /// As the hub has it.
    SYNCED,
    /// Changed here; an operation waits.
    PENDING,
    /// Changed here and at the hub; a person decides.
    CONFLICT,
    /// The hub refused the change for good; the input is kept.
    REJECTED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SyncMark ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
