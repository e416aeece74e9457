package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Which entity refers to which.
public final class ReferenceTable {

    private final Handle handle;

    ReferenceTable(Handle handle) {
        this.handle = handle;
    }

    /// What an entity points at.
    public record Target(EntityType type, String id) {}

    /// @param byField all references of the entity; those it had before are forgotten
    public void replace(EntityType type, String id, Map<String, Target> byField, boolean isNew) {
        if (!isNew) {
            handle.createUpdate("DELETE FROM entity_references WHERE entity = :entity AND id = :id")
                    .bind("entity", type.word())
                    .bind("id", id)
                    .execute();
        }
        byField.forEach((field, target) ->
                handle.createUpdate(
                                """
                                INSERT INTO entity_references (entity, id, field, parent_entity, parent_id)
                                VALUES (:entity, :id, :field, :parentEntity, :parentId)
                                """)
                        .bind("entity", type.word())
                        .bind("id", id)
                        .bind("field", field)
                        .bind("parentEntity", target.type().word())
                        .bind("parentId", target.id())
                        .execute());
    }

    public boolean isReferredTo(EntityType type, String id) {
        return handle.createQuery(
                        """
                        SELECT 1 FROM entity_references WHERE parent_entity = :entity AND parent_id = :id LIMIT 1
                        """)
                .bind("entity", type.word())
                .bind("id", id)
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }
}
