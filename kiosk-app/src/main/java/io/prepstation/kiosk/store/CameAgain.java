package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Pull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Things that a restored hub lost and has again under another number, because whoever made them never had the answer with
/// the first one. What this station says of the lost number speaks of the new one from here on.
///
/// They are known by the temporary id they were made under, which the hub tells with each thing; where two stations made the
/// same, by their natural key. What is said of them names the content it was said of, so the hub finds it out if the new one
/// says something else.
final class CameAgain {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private static final String NEW_HERE =
            "SELECT s.* FROM shadow s WHERE s.entity_type = ? AND s.data IS NOT NULL AND NOT EXISTS (SELECT 1"
                    + " FROM lost_by_others l WHERE l.entity_type = s.entity_type AND l.entity_id = s.entity_id)";

    private static final String LOST =
            """
            SELECT entity_id FROM lost_by_others l WHERE entity_type = ?1 AND (temp_id = ?2 OR natural_key = ?3)
                AND NOT EXISTS (SELECT 1 FROM shadow s WHERE s.entity_type = l.entity_type AND s.entity_id = l.entity_id)
            ORDER BY temp_id IS NOT ?2 LIMIT 1
            """;

    private final WriteHandle handle;
    private final EntityTypes types;
    private final Instant now;

    CameAgain(WriteHandle handle, EntityTypes types, Instant now) {
        this.handle = handle;
        this.types = types;
        this.now = now;
    }

    /// One text of a type's natural key, as an SQL expression over its `data`; NULL for a type without one.
    static String naturalKey(EntityDescriptor type) {
        return type.keys().natural().isEmpty()
                ? "NULL"
                : type.keys().natural().stream()
                        .map("(data ->> '%s')"::formatted)
                        .collect(Collectors.joining(" || char(10) || "));
    }

    /// A thing the hub has.
    private record Thing(EntityDescriptor type, String id, ObjectNode data) {

        @Nullable String tempId() {
            return data.path("tempId").asText(null);
        }

        @Nullable String naturalKey() {
            List<String> natural = type.keys().natural();
            return natural.isEmpty()
                    ? null
                    : natural.stream()
                            .map(field -> data.path(field).asText())
                            .collect(Collectors.joining("\n"));
        }
    }

    /// Those that a whole load brought.
    ///
    /// @param forget what the load names is not lost
    void loaded(Runnable forget) {
        List<Thing> things = types.all().stream().flatMap(type -> newOf(type).stream()).toList();
        forget.run();
        things.forEach(this::find);
    }

    private List<Thing> newOf(EntityDescriptor type) {
        return handle.sql()
                .list(
                        NEW_HERE,
                        row ->
                                new Thing(
                                        type,
                                        row.getString("entity_id"),
                                        Shadows.parsed(row.getString("data"))),
                        type.word());
    }

    /// Those among the changes of a page.
    void told(List<Pull.Change> changes) {
        changes.stream()
                .filter(change -> change.operation().equals(OperationKind.CREATE.word()))
                .forEach(change ->
                        types.of(change.entityType())
                                .ifPresent(
                                        type -> find(new Thing(type, change.id(), change.data()))));
    }

    private void find(Thing thing) {
        handle.sql()
                .first(
                        LOST,
                        row -> row.getString(1),
                        thing.type().word(),
                        thing.tempId(),
                        thing.naturalKey())
                .filter(former -> !former.equals(thing.id()))
                .ifPresent(former -> follow(thing, former));
    }

    private void follow(Thing thing, String former) {
        String type = thing.type().word();
        EntityTable table = new EntityTable(thing.type());
        Optional<StoredEntity> shown =
                table.find(handle, former)
                        .filter(row -> row.metadata().mark() != SyncMark.SYNCED)
                        .filter(_ -> FeedPages.isFree(handle, table, thing.id()));
        new IdMappings(types).replaceFormer(handle, type, former, thing.id(), now);
        shown.ifPresent(row -> table.put(handle, as(thing, row)));
        handle.sql()
                .run(
                        "DELETE FROM lost_by_others WHERE entity_type = ? AND entity_id = ?",
                        type,
                        former);
        LOG.warn("{} {} is {} since the hub was restored", type, former, thing.id());
    }

    /// The row as it is being edited here, made on the copy that was shown here.
    private StoredEntity as(Thing thing, StoredEntity row) {
        EntityMetadata known = row.metadata();
        Shadows.Shadow hubs =
                Shadows.find(handle, row.type(), thing.id())
                        .filter(_ -> known.hash() != null)
                        .filter(shadow -> Objects.equals(shadow.hash(), known.hash()))
                        .orElse(null);
        return new StoredEntity(
                row.type(),
                thing.id(),
                row.fields(),
                new EntityMetadata(
                        known.labId(),
                        known.createdAt(),
                        known.createdBy(),
                        known.updatedAt(),
                        hubs == null ? known.version() : Long.valueOf(hubs.version()),
                        known.hash(),
                        known.mark(),
                        known.deleted()));
    }
}
