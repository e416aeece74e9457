package io.prepstation.model.sync;

import java.util.Locale;
import java.util.Optional;

/// The kinds of things station and hub exchange, in the order a first load brings them: parents before children.
public enum EntityType {
    LABS,
    USERS,
    INGREDIENTS,
    FORMULAS,
    FORMULA_VERSIONS,
    SESSIONS;

    /// The word on the wire, also the name of the table.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<EntityType> ofWord(String word) {
        for (EntityType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
