package io.prepstation.kiosk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the store knows of a row beside its fields.
///
/// @param version the hub's version that the row is based on; null if the hub does not know it yet
/// @param hash the hub's hash of that version, where it told one
/// @param deleted whether only the tombstone is left
public record EntityMetadata(
        String labId,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        @Nullable Long version,
        @Nullable String hash,
        SyncMark mark,
        boolean deleted) {}
