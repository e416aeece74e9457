package io.prepstation.model.sync;

import java.util.Locale;
import java.util.Optional;

/// What an operation does to its entity.
public enum OperationKind {
    CREATE,
    UPDATE,
    DELETE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OperationKind> ofWord(String word) {
        for (OperationKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
