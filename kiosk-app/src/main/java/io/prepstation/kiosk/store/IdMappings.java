package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TempId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The temporary ids of a lab and the numbers the hub gave for them (SYN-5).
public final class IdMappings {

    private static final String SELECT = "SELECT * FROM id_mapping ";

    private final EntityTypes types;
    private final RandomGenerator random;

    public IdMappings(EntityTypes types, RandomGenerator random) {
        this.types = types;
        this.random = random;
    }

    /// Of somebody who gives no temporary ids.
    IdMappings(EntityTypes types) {
        this(types, RandomGenerator.getDefault());
    }

    /// One temporary id.
    ///
    /// @param realId the hub's number; null while it has not answered
    public record IdMapping(
            String tempId,
            @Nullable String realId,
            String entityType,
            Instant createdAt,
            @Nullable Instant syncedAt) {}

    /// All of them, oldest first.
    public List<IdMapping> list(ReadHandle handle) {
        return handle.sql().list(SELECT + "ORDER BY temp_id", IdMappings::mapping);
    }

    /// Those the hub has not answered yet.
    public List<IdMapping> pending(ReadHandle handle) {
        return handle.sql()
                .list(SELECT + "WHERE real_id IS NULL ORDER BY temp_id", IdMappings::mapping);
    }

    /// The id a thing has now: the hub's number for a temporary id that was answered, else the same.
    public String resolve(ReadHandle handle, String id) {
        return TempId.isTempId(id)
                ? handle.sql()
                        .first(
                                "SELECT real_id FROM id_mapping WHERE temp_id = ? AND real_id IS NOT NULL",
                                row -> row.getString(1),
                                id)
                        .orElse(id)
                : id;
    }

    /// The same fields, with references as they are now.
    ObjectNode resolved(ReadHandle handle, EntityDescriptor type, ObjectNode fields) {
        ObjectNode now = fields.deepCopy();
        type.relations().stream()
                .map(Relation::field)
                .filter(fields::hasNonNull)
                .forEach(field -> now.put(field, resolve(handle, fields.path(field).asText())));
        return now;
    }

    /// A new temporary id.
    String give(WriteHandle handle, String entityType, Instant now) {
        String id =
                TempId.draw(now, random, EntityType.ofWord(entityType).orElseThrow()).toString();
        handle.sql()
                .run(
                        "INSERT INTO id_mapping (temp_id, entity_type, created_at) VALUES (?, ?, ?)",
                        id,
                        entityType,
                        now.toEpochMilli());
        return id;
    }

    void forget(WriteHandle handle, String id) {
        handle.sql().run("DELETE FROM id_mapping WHERE temp_id = ? AND real_id IS NULL", id);
    }

    /// The hub gave a number: from here on it stands in every row and queued operation that named the temporary id.
    public void settle(
            WriteHandle handle, String entityType, String tempId, String realId, Instant now) {
        String given = resolve(handle, tempId);
        if (!given.equals(tempId) && !given.equals(realId)) {
            renumber(handle, entityType, given, realId);
        }
        handle.sql()
                .run(
                        "INSERT INTO id_mapping (temp_id, real_id, entity_type, created_at, synced_at)"
                                + " VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (temp_id) DO UPDATE"
                                + " SET real_id = excluded.real_id, synced_at = excluded.synced_at"
                                + " WHERE real_id IS NULL",
                        tempId,
                        realId,
                        entityType,
                        now.toEpochMilli());
        replace(handle, entityType, tempId, realId);
    }

    /// The hub gave another number than before, because it was put back from an older backup and somebody else has the
    /// first one by now.
    void renumber(WriteHandle handle, String entityType, String former, String number) {
        handle.sql()
                .run(
                        "UPDATE id_mapping SET real_id = ? WHERE entity_type = ? AND real_id = ?",
                        number,
                        entityType,
                        former);
        replace(handle, entityType, former, number);
    }

    /// Somebody else's thing has another number than before. That of a lot stays known, because signed sessions go on naming it;
    /// ingredients are numbered by themselves, so a number alone does not tell which of both it is.
    void replaceFormer(
            WriteHandle handle, String entityType, String former, String number, Instant now) {
        renumber(handle, entityType, former, number);
        if (entityType.equals(EntityType.LOTS.word())) {
            handle.sql()
                    .run(
                            "INSERT OR REPLACE INTO id_mapping (temp_id, real_id, entity_type, created_at, synced_at)"
                                    + " VALUES (?1, ?2, ?3, ?4, ?4)",
                            former,
                            number,
                            entityType,
                            now.toEpochMilli());
        }
        handle.sql()
                .run(
                        "UPDATE conflict SET entity_id = ? WHERE entity_type = ? AND entity_id = ?",
                        number,
                        entityType,
                        former);
        handle.sql()
                .run(
                        "UPDATE conflict SET duplicate_of = ? WHERE entity_type = ? AND duplicate_of = ?",
                        number,
                        entityType,
                        former);
    }

    /// The lost numbers that a signed session names, each with the temporary id that the thing has by now at the hub.
    public static List<Push.IdMapping> formerOf(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        """
                        SELECT DISTINCT s.data ->> 'tempId', m.temp_id FROM dispenses d
                        JOIN id_mapping m ON m.temp_id = d.lot_id AND m.entity_type = 'lots' AND m.temp_id NOT LIKE 'temp%'
                        JOIN shadow s ON s.entity_type = 'lots' AND s.entity_id = m.real_id
                        WHERE d.session_id = ? AND s.data ->> 'tempId' IS NOT NULL
                        """,
                        row ->
                                new Push.IdMapping(
                                        row.getString(1), row.getLong(2), EntityType.LOTS.word()),
                        sessionId);
    }

    /// Replaces again what an earlier program may have left behind; harmless where nothing is left.
    public int finish(WriteHandle handle) {
        List<IdMapping> left =
                list(handle).stream()
                        .filter(one -> one.realId() != null && isLeft(handle, one))
                        .toList();
        left.forEach(one ->
                replace(handle, one.entityType(), one.tempId(), String.valueOf(one.realId())));
        return left.size();
    }

    private boolean isLeft(ReadHandle handle, IdMapping one) {
        boolean row =
                types.of(one.entityType())
                        .map(EntityTable::new)
                        .filter(table -> table.find(handle, one.tempId()).isPresent())
                        .isPresent();
        return row
                || handle.sql()
                        .first(
                                "SELECT 1 FROM outbox_ref WHERE ref_id = ?",
                                found -> found.getInt(1),
                                one.tempId())
                        .isPresent();
    }

    private void replace(WriteHandle handle, String entityType, String tempId, String realId) {
        Optional<EntityTable> table = types.of(entityType).map(EntityTable::new);
        if (table.isPresent() && table.get().find(handle, tempId).isPresent()) {
            boolean known = table.get().find(handle, realId).isPresent();
            if (known) {
                types.all().forEach(child -> point(handle, child, entityType, tempId, realId));
                carryEdits(handle, table.get(), tempId, realId);
                table.get().remove(handle, tempId);
            } else {
                table.get().rename(handle, tempId, realId);
            }
        }
        types.all().forEach(child -> pointLoose(handle, child, entityType, tempId, realId));
        replaceInQueue(handle, entityType, tempId, realId);
    }

    /// Edits of the one made here that are not answered yet are edits of the one that was there.
    private static void carryEdits(
            WriteHandle handle, EntityTable table, String tempId, String realId) {
        StoredEntity real = table.find(handle, realId).orElseThrow();
        ObjectNode fields = real.fields();
        for (ObjectNode edit : edits(handle, table, tempId)) {
            fields = EntityFields.applied(fields, edit);
        }
        if (!fields.equals(real.fields())) {
            EntityMetadata known = real.metadata();
            EntityMetadata pending =
                    new EntityMetadata(
                            known.labId(),
                            known.createdAt(),
                            known.createdBy(),
                            known.updatedAt(),
                            known.version(),
                            known.hash(),
                            SyncMark.PENDING,
                            known.deleted());
            table.put(handle, new StoredEntity(real.type(), realId, fields, pending));
        }
    }

    private static List<ObjectNode> edits(ReadHandle handle, EntityTable table, String id) {
        return handle.sql()
                .list(
                        "SELECT payload, (SELECT json_group_object(field, ref_id) FROM outbox_ref r"
                                + " WHERE r.op_seq = o.op_seq) AS refs FROM outbox o WHERE kind = 'update'"
                                + " AND entity_type = ? AND entity_id = ?"
                                + " AND status IN ('pending', 'sent', 'held', 'blocked') ORDER BY op_seq",
                        row -> {
                            ObjectNode edit = Shadows.parsed(row.getString("payload"));
                            edit.setAll(Shadows.parsed(row.getString("refs")));
                            return edit;
                        },
                        table.type().word(),
                        id);
    }

    /// What foreign keys do by themselves when an id is renamed, for an id that exists already.
    private static void point(
            WriteHandle handle, EntityDescriptor child, String type, String from, String to) {
        for (Relation relation : child.relations()) {
            if (!relation.byField() && relation.target().equals(type)) {
                String column = child.field(relation.field()).orElseThrow().column();
                handle.sql()
                        .run(
                                "UPDATE %s SET %s = ? WHERE %s = ?"
                                        .formatted(child.word(), column, column),
                                to,
                                from);
            }
        }
    }

    /// References whose target no foreign key can name, because a field says its type.
    private static void pointLoose(
            WriteHandle handle, EntityDescriptor child, String type, String from, String to) {
        for (Relation relation : child.relations()) {
            if (relation.byField()) {
                String column = child.field(relation.field()).orElseThrow().column();
                String typeColumn = child.field(relation.target()).orElseThrow().column();
                handle.sql()
                        .run(
                                "UPDATE %s SET %s = ? WHERE %s = ? AND %s = ?"
                                        .formatted(child.word(), column, typeColumn, column),
                                to,
                                type,
                                from);
            }
        }
    }

    private void replaceInQueue(WriteHandle handle, String type, String from, String to) {
        handle.sql()
                .run(
                        "UPDATE outbox SET entity_id = ? WHERE entity_type = ? AND entity_id = ?",
                        to,
                        type,
                        from);
        handle.sql()
                .run(
                        "UPDATE outbox_ref SET ref_id = ? WHERE ref_type = ? AND ref_id = ?",
                        to,
                        type,
                        from);
        for (EntityDescriptor child : types.all()) {
            for (Relation relation : child.relations()) {
                String path = "$." + relation.field();
                handle.sql()
                        .run(
                                "UPDATE outbox SET before = json_set(before, ?1, ?2) WHERE before IS NOT NULL"
                                        + " AND entity_type = ?3 AND status IN ('pending', 'sent', 'held', 'blocked', 'conflict')"
                                        + " AND before ->> ?1 = ?4",
                                path,
                                to,
                                child.word(),
                                from);
            }
        }
    }

    private static IdMapping mapping(ResultSet row) throws SQLException {
        long synced = row.getLong("synced_at");
        Instant syncedAt = row.wasNull() ? null : Instant.ofEpochMilli(synced);
        return new IdMapping(
                row.getString("temp_id"),
                row.getString("real_id"),
                row.getString("entity_type"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                syncedAt);
    }
}
