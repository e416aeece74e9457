package io.prepstation.hub.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import org.jspecify.annotations.Nullable;

/// Something that became different at the hub.
///
/// @param version of the entity after the change
/// @param data the entity in its wire form, canonical JSON
/// @param originStation the station that brought it; null if it was made at the hub
/// @param originOperation the operation that brought it; null if it was none
public record Change(
        String labId,
        EntityType entity,
        String id,
        int version,
        OperationKind operation,
        String data,
        @Nullable String originStation,
        @Nullable String originOperation) {

    /// A change made at the hub itself: the first version is a create, each later one an update.
    public static Change atHub(
            String labId, EntityType entity, String id, int version, ObjectNode data) {
        OperationKind operation = version == 1 ? OperationKind.CREATE : OperationKind.UPDATE;
        return new Change(
                labId, entity, id, version, operation, CanonicalJson.of(data), null, null);
    }
}
