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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The temporary ids of a lab and the numbers the hub gave for them (SYN-5).
public final class IdMappings {

    private static final String SELECT = "SELECT * FROM id_mapping ";

    /// Numbers of one type, as [#rows] has them.
    private static final String GIVEN =
            "(SELECT value ->> 0 AS former, value ->> 1 AS number FROM json_each(?1)) AS given";

    /// What sessions name by its number.
    private static final Set<String> WEIGHED_FROM =
            Set.of(EntityType.LOTS.word(), EntityType.CONTAINERS.word());

    private static final String CHANGES_OF_IT =
            """
            UPDATE outbox SET frozen = json_set(frozen, '$.entityId', ?3)
            WHERE status IN ('pending', 'sent', 'held', 'blocked') AND frozen IS NOT NULL
                AND entity_type = ?1 AND entity_id = ?2 AND frozen ->> '$.entityId' = ?2
            """;

    private static final String REFERENCES_TO_IT =
            """
            UPDATE outbox SET frozen = json_set(frozen, '$.data.' || r.field, ?3) FROM outbox_ref r
            WHERE r.op_seq = outbox.op_seq AND r.ref_type = ?1 AND r.ref_id = ?2
                AND status IN ('pending', 'sent', 'held', 'blocked') AND frozen IS NOT NULL
                AND frozen ->> ('$.data.' || r.field) = ?2
            """;

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
    /// @param tempId or the number that a thing had before the hub was restored; only that of a thing of one type tells which
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

    /// That the hub gave a thing a number.
    ///
    /// @param former the temporary id, or the number that it had before
    record Given(String entityType, String former, String number) {}

    /// The hub gave a number: from here on it stands in every row and queued operation that named the temporary id.
    public void settle(
            WriteHandle handle, String entityType, String tempId, String realId, Instant now) {
        String given = resolve(handle, tempId);
        if (!given.equals(tempId) && !given.equals(realId)) {
            renumber(handle, entityType, given, realId);
        }
        settleNew(handle, List.of(new Given(entityType, tempId, realId)), now);
    }

    /// The same for several different things that had no other number before.
    void settleNew(WriteHandle handle, List<Given> all, Instant now) {
        for (Map.Entry<String, List<Given>> one : byType(all).entrySet()) {
            handle.sql()
                    .run(
                            "INSERT INTO id_mapping (temp_id, real_id, entity_type, created_at, synced_at)"
                                    + " SELECT value ->> 0, value ->> 1, ?2, ?3, ?3 FROM json_each(?1) WHERE true"
                                    + " ON CONFLICT (temp_id, entity_type) DO UPDATE"
                                    + " SET real_id = excluded.real_id, synced_at = excluded.synced_at"
                                    + " WHERE real_id IS NULL",
                            rows(one.getValue()),
                            one.getKey(),
                            now.toEpochMilli());
            replace(handle, one.getKey(), one.getValue());
        }
    }

    /// Whether one of them had another number before.
    boolean hadAnother(ReadHandle handle, List<Given> all) {
        JsonRows rows = new JsonRows();
        all.forEach(one -> rows.add(one.former(), one.number(), one.entityType()));
        return handle.sql()
                .first(
                        "SELECT 1 FROM json_each(?) AS given CROSS JOIN id_mapping m"
                                + " ON m.temp_id = given.value ->> 0 AND m.entity_type = given.value ->> 2"
                                + " WHERE m.real_id <> given.value ->> 1 LIMIT 1",
                        row -> row.getInt(1),
                        rows.toString())
                .isPresent();
    }

    private static Map<String, List<Given>> byType(List<Given> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                Given::entityType, LinkedHashMap::new, Collectors.toList()));
    }

    private static String rows(List<Given> all) {
        JsonRows rows = new JsonRows();
        all.forEach(one -> rows.add(one.former(), one.number()));
        return rows.toString();
    }

    /// The hub gave another number than before, because it was put back from an older backup and somebody else has the
    /// first one by now. It has forgotten what it had of what was sent about that: but for the number the words stay as they are,
    /// because they say which version they were made on.
    void renumber(WriteHandle handle, String entityType, String former, String number) {
        handle.sql().run(CHANGES_OF_IT, entityType, former, number);
        handle.sql().run(REFERENCES_TO_IT, entityType, former, number);
        handle.sql()
                .run(
                        "UPDATE id_mapping SET real_id = ? WHERE entity_type = ? AND real_id = ?",
                        number,
                        entityType,
                        former);
        replace(handle, entityType, List.of(new Given(entityType, former, number)));
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

    /// Somebody else's thing has another number than before. That of a lot or container stays known, because signed sessions go on naming it;
    /// ingredients are numbered by themselves, so a number alone does not tell which of both it is.
    void replaceFormer(
            WriteHandle handle, String entityType, String former, String number, Instant now) {
        renumber(handle, entityType, former, number);
        if (WEIGHED_FROM.contains(entityType)) {
            handle.sql()
                    .run(
                            "INSERT OR REPLACE INTO id_mapping (temp_id, real_id, entity_type, created_at, synced_at)"
                                    + " VALUES (?1, ?2, ?3, ?4, ?4)",
                            former,
                            number,
                            entityType,
                            now.toEpochMilli());
        }
    }

    /// The lost numbers that a signed session names, each with the temporary id that the thing has by now at the hub.
    public static List<Push.IdMapping> formerOf(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        """
                        SELECT DISTINCT s.data ->> 'tempId', m.temp_id, m.entity_type FROM dispenses d
                        JOIN id_mapping m ON (m.entity_type = 'lots' AND m.temp_id = d.lot_id
                                OR m.entity_type = 'containers' AND m.temp_id = d.container_id)
                            AND m.temp_id NOT LIKE 'temp%'
                        JOIN shadow s ON s.entity_type = m.entity_type AND s.entity_id = m.real_id
                        WHERE d.session_id = ? AND s.data ->> 'tempId' IS NOT NULL
                        """,
                        row ->
                                new Push.IdMapping(
                                        row.getString(1), row.getLong(2), row.getString(3)),
                        sessionId);
    }

    /// Replaces again what an earlier program may have left behind; harmless where nothing is left. A number of before a restore
    /// may be another thing's by now.
    public int finish(WriteHandle handle) {
        List<Given> left =
                list(handle).stream()
                        .filter(one -> one.realId() != null && TempId.isTempId(one.tempId()))
                        .filter(one -> isLeft(handle, one))
                        .map(one ->
                                new Given(
                                        one.entityType(),
                                        one.tempId(),
                                        String.valueOf(one.realId())))
                        .toList();
        left.forEach(one -> replace(handle, one.entityType(), List.of(one)));
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

    /// Of one type, each another thing.
    private void replace(WriteHandle handle, String type, List<Given> all) {
        String rows = rows(all);
        Optional<EntityTable> known = types.of(type).map(EntityTable::new);
        List<Given> joined = known.map(table -> twice(handle, table, rows)).orElse(List.of());
        known.ifPresent(table -> {
            joined.forEach(one -> join(handle, table, one));
            table.rename(handle, rows);
        });
        types.all().forEach(child -> pointLoose(handle, child, type, rows));
        replaceInQueue(handle, type, rows);
        joined.forEach(one -> standInLine(handle, type, one.number()));
    }

    /// What was said of two things is said of one from here on, in the order in which it was said: behind what is stopped it waits.
    private static void standInLine(WriteHandle handle, String type, String id) {
        handle.sql()
                .list(
                        "SELECT op_seq FROM outbox WHERE entity_type = ? AND entity_id = ?"
                                + " AND status IN ('pending', 'held') ORDER BY op_seq",
                        row -> row.getLong(1),
                        type,
                        id)
                .forEach(opSeq -> EntityOutbox.waitIfOthersDo(handle, opSeq));
    }

    /// Those that stand here under both.
    private static List<Given> twice(ReadHandle handle, EntityTable table, String rows) {
        return handle.sql()
                .list(
                        "SELECT given.former, given.number FROM %s CROSS JOIN %2$s one ON one.id = given.number CROSS JOIN %2$s other ON other.id = given.former"
                                .formatted(GIVEN, table.type().word()),
                        row -> new Given(table.type().word(), row.getString(1), row.getString(2)),
                        rows);
    }

    private void join(WriteHandle handle, EntityTable table, Given one) {
        types.all().forEach(child -> point(handle, child, one));
        carryEdits(handle, table, one.former(), one.number());
        table.remove(handle, one.former());
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
    private static void point(WriteHandle handle, EntityDescriptor child, Given one) {
        for (Relation relation : child.relations()) {
            if (!relation.byField() && relation.target().equals(one.entityType())) {
                String column = child.field(relation.field()).orElseThrow().column();
                handle.sql()
                        .run(
                                "UPDATE %s SET %s = ? WHERE %s = ?"
                                        .formatted(child.word(), column, column),
                                one.number(),
                                one.former());
            }
        }
    }

    /// References whose target no foreign key can name, because a field says its type.
    private static void pointLoose(
            WriteHandle handle, EntityDescriptor child, String type, String rows) {
        for (Relation relation : child.relations()) {
            if (relation.byField()) {
                String column = child.field(relation.field()).orElseThrow().column();
                String typeColumn = child.field(relation.target()).orElseThrow().column();
                handle.sql()
                        .run(
                                "UPDATE %s SET %s = given.number FROM %s WHERE %s = ?2 AND %s = given.former"
                                        .formatted(child.word(), column, GIVEN, typeColumn, column),
                                rows,
                                type);
            }
        }
    }

    private void replaceInQueue(WriteHandle handle, String type, String rows) {
        handle.sql()
                .run(
                        "UPDATE outbox SET entity_id = given.number FROM "
                                + GIVEN
                                + " WHERE entity_type = ?2 AND entity_id = given.former",
                        rows,
                        type);
        handle.sql()
                .run(
                        "UPDATE outbox_ref SET ref_id = given.number FROM "
                                + GIVEN
                                + " WHERE ref_type = ?2 AND ref_id = given.former",
                        rows,
                        type);
        for (EntityDescriptor child : types.all()) {
            child.relations().stream()
                    .filter(relation -> relation.byField() || relation.target().equals(type))
                    .forEach(relation -> replaceBefore(handle, child, relation, type, rows));
        }
    }

    /// @param type that the numbers are of; where a field says the type, only what named this one follows
    private static void replaceBefore(
            WriteHandle handle,
            EntityDescriptor child,
            Relation relation,
            String type,
            String rows) {
        handle.sql()
                .run(
                        "UPDATE outbox SET before = json_set(before, ?2,"
                                + " (SELECT given.number FROM "
                                + GIVEN
                                + " WHERE given.former = before ->> ?2)) WHERE before IS NOT NULL"
                                + " AND entity_type = ?3 AND status IN ('pending', 'sent', 'held', 'blocked', 'conflict')"
                                + " AND before ->> ?2 IN (SELECT value ->> 0 FROM json_each(?1))"
                                + " AND ?4 = "
                                + typeBefore(child, relation),
                        rows,
                        "$." + relation.field(),
                        child.word(),
                        type);
    }

    /// The type that an operation's reference had before, as an SQL expression. An operation that did not change it does not
    /// say it; the row does.
    private static String typeBefore(EntityDescriptor child, Relation relation) {
        return relation.byField()
                ? "coalesce(before ->> '$.%1$s', (SELECT c.%2$s FROM %3$s c WHERE c.id = outbox.entity_id))"
                        .formatted(
                                relation.target(),
                                child.field(relation.target()).orElseThrow().column(),
                                child.word())
                : "'%s'".formatted(relation.target());
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
