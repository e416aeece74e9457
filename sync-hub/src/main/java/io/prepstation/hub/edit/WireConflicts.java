package io.prepstation.hub.edit;

import io.prepstation.hub.store.StoredConflict;
import io.prepstation.hub.store.StoredConflict.Settled;
import io.prepstation.model.sync.Conflicts.Conflict;

/// Conflicts as stations read them.
final class WireConflicts {

    private WireConflicts() {}

    static Conflict of(StoredConflict stored) {
        Settled settled = stored.settled();
        return new Conflict(
                stored.id(),
                stored.operationId(),
                stored.stationId(),
                stored.operation(),
                stored.type().word(),
                stored.tempId() == null ? stored.entityId() : stored.tempId(),
                StoredJson.read(stored.localData()),
                StoredJson.read(stored.serverData()),
                stored.serverVersion(),
                stored.conflictType(),
                stored.affectedFields(),
                stored.tempId() == null ? null : stored.entityId(),
                stored.detectedAt(),
                settled == null ? "open" : "resolved",
                settled == null ? null : settled.resolution(),
                settled == null ? null : settled.by(),
                settled == null ? null : (Long) settled.at());
    }
}
