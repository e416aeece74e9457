package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoredEntity;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.sync.EntityType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An entity at the hub, whatever table it lies in.
///
/// @param data the whole entity in its wire form; nobody changes it
/// @param text the same as canonical JSON
/// @param version how often it was written: 1 when it was created
public record Entity(
        EntityType type,
        String id,
        String labId,
        ObjectNode data,
        String text,
        int version,
        boolean deleted) {

    static Entity of(
            EntityType type,
            String id,
            String labId,
            ObjectNode data,
            int version,
            boolean deleted) {
        return new Entity(type, id, labId, data, CanonicalJson.of(data), version, deleted);
    }

    static Entity of(StoredEntity row) {
        return new Entity(
                row.type(),
                row.id(),
                row.labId(),
                StoredJson.read(row.data()),
                row.data(),
                row.version(),
                row.deleted());
    }

    /// What no other entity of its type has in its lab: one text of all parts; null for a type without one, and for a deleted
    /// entity.
    @Nullable String naturalKey() {
        return deleted ? null : naturalKey(type, data);
    }

    static @Nullable String naturalKey(EntityType type, JsonNode content) {
        List<String> parts = type.shape().naturalKey();
        return parts.isEmpty()
                ? null
                : parts.stream()
                        .map(name -> content.path(name).asText())
                        .collect(Collectors.joining("\n"));
    }

    /// Its fields, without what is about it.
    ObjectNode content() {
        return type.shape().content(data);
    }
}
