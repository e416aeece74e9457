package io.prepstation.hub.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.sync.EntityType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that became different at the hub.
///
/// @param version of the entity after the change
/// @param data the entity in its wire form
/// @param originStation the station that brought it; null if it was made at the hub
public record Change(
        String labId,
        EntityType entity,
        String id,
        int version,
        Operation operation,
        ObjectNode data,
        @Nullable String originStation) {

    /// What happened to the entity.
    public enum Operation {
        CREATE,
        UPDATE,
        DELETE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A change made at the hub itself: the first version is a create, each later one an update.
    public static Change atHub(
            String labId, EntityType entity, String id, int version, ObjectNode data) {
        Operation operation = version == 1 ? Operation.CREATE : Operation.UPDATE;
        return new Change(labId, entity, id, version, operation, data, null);
    }
}
