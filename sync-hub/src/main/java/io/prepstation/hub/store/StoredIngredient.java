package io.prepstation.hub.store;

import io.prepstation.model.material.Ingredient;
import org.jspecify.annotations.Nullable;

/// An ingredient and what is about it.
///
/// @param version how often it was written: 1 when it was created
public record StoredIngredient(Ingredient value, int version, Origin origin) {

    /// Who made it and when; what nobody wrote down, in a hub of an earlier version, is null.
    ///
    /// @param createdAt epoch milliseconds; so is `updatedAt`
    /// @param createdBy a user, the station where nobody was named, or `hub` for its command line
    /// @param tempId it was made under at a station, by which others know it again should it get another number
    public record Origin(
            @Nullable Long createdAt,
            @Nullable String createdBy,
            @Nullable Long updatedAt,
            @Nullable String tempId) {

        public static Origin made(long now, String by, @Nullable String tempId) {
            return new Origin(now, by, now, tempId);
        }
    }
}
