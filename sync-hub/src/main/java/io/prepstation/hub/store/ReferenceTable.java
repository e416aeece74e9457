package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Which entity refers to which.
public final class ReferenceTable {

    private final Handle handle;

    ReferenceTable(Handle handle) {
        this.handle = handle;
    }

    /// An entity that points at others, or is pointed at.
    public record Target(EntityType type, String id) {}

    /// That an entity points at another one by a field.
    public record Reference(EntityType type, String id, String field, Target target) {}

    public void insert(List<Reference> references) {
        if (references.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO entity_references (entity, id, field, parent_entity, parent_id)
                        VALUES (:entity, :id, :field, :parentEntity, :parentId)
                        """);
        for (Reference reference : references) {
            batch.bind("entity", reference.type().word())
                    .bind("id", reference.id())
                    .bind("field", reference.field())
                    .bind("parentEntity", reference.target().type().word())
                    .bind("parentId", reference.target().id())
                    .add();
        }
        batch.execute();
    }

    /// Forgets what entities point at.
    public void delete(Collection<Target> sources) {
        if (sources.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        "DELETE FROM entity_references WHERE entity = :entity AND id = :id");
        for (Target source : sources) {
            batch.bind("entity", source.type().word()).bind("id", source.id()).add();
        }
        batch.execute();
    }

    /// Whether an entity is pointed at by another one than some.
    ///
    /// @param but tells those that do not count
    public boolean isReferredTo(EntityType type, String id, Predicate<Target> but) {
        try (Stream<Target> referring =
                handle
                        .createQuery(
                                """
                                SELECT entity, id FROM entity_references WHERE parent_entity = :entity AND parent_id = :id
                                """)
                        .bind("entity", type.word())
                        .bind("id", id)
                        .map((row, context) ->
                                new Target(
                                        EntityType.ofWord(row.getString(1)).orElseThrow(),
                                        row.getString(2)))
                        .stream()) {
            return referring.anyMatch(but.negate());
        }
    }
}
