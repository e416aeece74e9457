package io.prepstation.model.sync;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// By what a conflict was noticed.
public enum ConflictType {
    /// The operation names its base version, and the hub has a later one.
    VERSION,
    /// It names none, and the hub's entity changed after the station's last sync.
    TIMESTAMP,
    /// The base version is the hub's, but not its content: one side's copy is not what it should be.
    DATA;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConflictType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
