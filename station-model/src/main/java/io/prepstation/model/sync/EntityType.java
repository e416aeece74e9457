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
    LOTS,
    STOCK_MOVES,
    CONTAINERS,
    SESSIONS,
    BALANCE_CHECKS,
    NOTES,
    ATTACHMENTS;

    /// The word on the wire, also the name of the table.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What an entity of this type is made of.
    public EntityShape shape() {
        return EntityShape.of(this);
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
