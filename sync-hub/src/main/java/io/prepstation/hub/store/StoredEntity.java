package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import org.jspecify.annotations.Nullable;

/// An entity as it is now.
///
/// @param naturalKey what no other entity of the type and lab has; null if it has none or is deleted
/// @param data canonical JSON of the whole entity in its wire form
/// @param version how often it was written: 1 when it was created
/// @param updatedAt epoch milliseconds
public record StoredEntity(
        EntityType type,
        String id,
        String labId,
        @Nullable String naturalKey,
        String data,
        int version,
        long updatedAt,
        boolean deleted) {}
