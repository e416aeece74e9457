package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two edits that met. All data is canonical JSON.
///
/// @param entityId the entity at the hub that the edit met; for a duplicate the one that was there
/// @param tempId of the create that found its natural key taken; null if it is no duplicate
/// @param sentData what the operation brought
/// @param localData the entity as the station wants it
/// @param serverData the entity as it was at the hub
/// @param baseData the entity both sides started from, if the hub still has it
/// @param editedAt of the station's edit, epoch milliseconds
/// @param settled how it ended; null while it is open
public record StoredConflict(
        String id,
        String labId,
        String stationId,
        String operationId,
        String operation,
        EntityType type,
        String entityId,
        @Nullable String tempId,
        String sentData,
        String localData,
        String serverData,
        int serverVersion,
        @Nullable String baseData,
        String conflictType,
        List<String> affectedFields,
        long editedAt,
        long detectedAt,
        @Nullable Settled settled) {

    /// @param resolution the strategy's word
    /// @param by a user or station
    /// @param at epoch milliseconds
    /// @param version of the entity after it
    public record Settled(String resolution, String by, long at, int version) {}
}
