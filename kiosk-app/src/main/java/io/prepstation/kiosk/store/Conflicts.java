package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.ThreeWayMerge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Edits of this station that met somebody else's, with both sides, until a person has chosen (SYN-7).
public final class Conflicts {

    private Conflicts() {}

    /// One of them.
    ///
    /// @param id the hub's, by which it is resolved
    /// @param before what the edited fields said before the edit; null if that is not known
    /// @param duplicateOf the thing that has the same key already, for something new
    public record StoredConflict(
            String id,
            String operationId,
            String operation,
            String entityType,
            String entityId,
            ObjectNode localData,
            ObjectNode serverData,
            int serverVersion,
            @Nullable ObjectNode before,
            String conflictType,
            List<String> affectedFields,
            @Nullable String duplicateOf,
            Instant detectedAt,
            boolean open) {

        public StoredConflict {
            affectedFields = List.copyOf(affectedFields);
        }
    }

    /// How one was resolved.
    ///
    /// @param result what the thing says since; null if it is deleted
    /// @param lost this station's side as it was
    public record Resolved(
            long row,
            String conflictId,
            String strategy,
            @Nullable ObjectNode result,
            ObjectNode lost,
            String by,
            Instant at,
            @Nullable Instant undoneAt) {}

    /// One that was decided and is met again, because the hub lost the decision with its database, is open again, under the id
    /// that the hub gives it now.
    static void add(
            WriteHandle handle,
            PushResults.Sent sent,
            Push.Result result,
            Push.ConflictData data,
            Instant now) {
        String id = result.conflictId() == null ? sent.id() : result.conflictId();
        Optional<String> former =
                handle.sql()
                        .first(
                                "UPDATE conflict SET operation_id = 'once ' || operation_id"
                                        + " WHERE operation_id = ? RETURNING id",
                                row -> row.getString(1),
                                sent.id());
        handle.sql()
                .run(
                        "INSERT INTO conflict (id, operation_id, operation, entity_type, entity_id, local_data,"
                                + " server_data, server_version, before, conflict_type, affected_fields,"
                                + " duplicate_of, detected_at, status)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open') ON CONFLICT (id) DO UPDATE SET"
                                + " operation_id = excluded.operation_id, operation = excluded.operation,"
                                + " entity_id = excluded.entity_id, local_data = excluded.local_data,"
                                + " server_data = excluded.server_data, server_version = excluded.server_version,"
                                + " before = excluded.before, conflict_type = excluded.conflict_type,"
                                + " affected_fields = excluded.affected_fields,"
                                + " duplicate_of = excluded.duplicate_of, detected_at = excluded.detected_at,"
                                + " status = 'open'",
                        id,
                        sent.id(),
                        sent.kind().word(),
                        sent.type(),
                        sent.entityId(),
                        CanonicalJson.of(data.localData()),
                        CanonicalJson.of(data.serverData()),
                        data.serverVersion(),
                        sent.before(),
                        data.conflictType(),
                        fields(data.affectedFields()),
                        data.duplicateOf(),
                        now.toEpochMilli());
        former.filter(known -> !known.equals(id)).ifPresent(known -> follow(handle, known, id));
    }

    /// The history of one stays with it under its new id.
    private static void follow(WriteHandle handle, String former, String id) {
        handle.sql()
                .run(
                        "UPDATE conflict_resolution SET conflict_id = ? WHERE conflict_id = ?",
                        id,
                        former);
        handle.sql().run("DELETE FROM conflict WHERE id = ?", former);
    }

    /// The open ones, newest first.
    public static List<StoredConflict> open(ReadHandle handle) {
        return handle.sql()
                .list(
                        "SELECT * FROM conflict WHERE status = 'open' ORDER BY detected_at DESC, id",
                        Conflicts::conflict);
    }

    public static int count(ReadHandle handle) {
        return handle.sql()
                .first("SELECT count(*) FROM conflict WHERE status = 'open'", row -> row.getInt(1))
                .orElse(0);
    }

    public static Optional<StoredConflict> find(ReadHandle handle, String id) {
        return handle.sql().first("SELECT * FROM conflict WHERE id = ?", Conflicts::conflict, id);
    }

    /// What was chosen, newest first.
    public static List<Resolved> history(ReadHandle handle, int most) {
        return handle.sql()
                .list(
                        "SELECT * FROM conflict_resolution ORDER BY row DESC LIMIT ?",
                        Conflicts::resolved,
                        most);
    }

    static void resolve(
            WriteHandle handle,
            StoredConflict conflict,
            String strategy,
            @Nullable ObjectNode result,
            ObjectNode lost,
            String by,
            Instant at) {
        handle.sql()
                .run(
                        "INSERT INTO conflict_resolution (conflict_id, strategy, result, lost, by, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        conflict.id(),
                        strategy,
                        result == null ? null : CanonicalJson.of(result),
                        CanonicalJson.of(lost),
                        by,
                        at.toEpochMilli());
        close(handle, conflict);
    }

    /// With all that are open about the same thing: what is decided of it is decided of all that stopped there.
    private static void close(WriteHandle handle, StoredConflict conflict) {
        handle.sql()
                .run(
                        "UPDATE conflict SET status = 'resolved' WHERE id = ?1 OR (status = 'open'"
                                + " AND (entity_type, entity_id) ="
                                + " (SELECT entity_type, entity_id FROM conflict WHERE id = ?1))",
                        conflict.id());
    }

    static void undone(WriteHandle handle, long row, Instant at) {
        handle.sql()
                .run(
                        "UPDATE conflict_resolution SET undone_at = ? WHERE row = ?",
                        at.toEpochMilli(),
                        row);
    }

    /// What the hub says by now of the things that open conflicts are about. A decision is based on the version that was
    /// shown; if that stayed the one the conflict was found at, none would be taken any more once the hub has another.
    ///
    /// @param types whose fields are compared
    static void keepUp(WriteHandle handle, EntityTypes types) {
        keepUp(handle, types, "s.version > c.server_version");
    }

    /// After a whole load: what it says holds, whatever its number, because a hub that was put back from a backup counts on
    /// from there.
    static void keepUpWithLoad(WriteHandle handle, EntityTypes types) {
        keepUp(handle, types, "true");
    }

    private static void keepUp(WriteHandle handle, EntityTypes types, String when) {
        List<Known> known =
                handle.sql()
                        .list(
                                "SELECT c.*, s.version AS hub_version, s.data AS hub_data FROM conflict c"
                                        + " JOIN shadow s ON s.entity_type = c.entity_type"
                                        + " AND s.entity_id = coalesce(c.duplicate_of, c.entity_id)"
                                        + " WHERE c.status = 'open' AND "
                                        + when,
                                Conflicts::known);
        known.forEach(one -> refresh(handle, types, one));
    }

    /// @param hubs null if the hub deleted it; then the conflict goes on showing what was there last
    private record Known(StoredConflict conflict, int version, @Nullable ObjectNode hubs) {}

    private static Known known(ResultSet row) throws SQLException {
        String hubs = row.getString("hub_data");
        return new Known(
                conflict(row),
                row.getInt("hub_version"),
                hubs == null ? null : Shadows.parsed(hubs));
    }

    private static void refresh(WriteHandle handle, EntityTypes types, Known known) {
        StoredConflict conflict = known.conflict();
        ObjectNode hubs = known.hubs() == null ? conflict.serverData() : known.hubs();
        handle.sql()
                .run(
                        "UPDATE conflict SET server_data = ?, server_version = ?, affected_fields = ?"
                                + " WHERE id = ?",
                        CanonicalJson.of(hubs),
                        known.version(),
                        fields(
                                types.of(conflict.entityType())
                                        .map(type -> contested(type, conflict, hubs))
                                        .orElse(conflict.affectedFields())),
                        conflict.id());
    }

    private static List<String> contested(
            EntityDescriptor type, StoredConflict conflict, ObjectNode hubs) {
        ObjectNode mine = Resolutions.content(type, conflict.localData());
        return ThreeWayMerge.of(
                        Resolutions.base(conflict, mine),
                        mine,
                        Resolutions.content(type, hubs),
                        type.conflicts().together())
                .conflicting()
                .stream()
                .sorted()
                .toList();
    }

    private static String fields(List<String> names) {
        ArrayNode fields = Json.object().putArray("fields");
        names.forEach(fields::add);
        return fields.toString();
    }

    /// Those about the same thing are as if they had never been, but for one that was decided once and has a history.
    static void forget(WriteHandle handle, StoredConflict conflict) {
        handle.sql()
                .run(
                        "DELETE FROM conflict WHERE status = 'open' AND entity_type = ? AND entity_id = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM conflict_resolution r"
                                + " WHERE r.conflict_id = conflict.id)",
                        conflict.entityType(),
                        conflict.entityId());
        close(handle, conflict);
    }

    private static StoredConflict conflict(ResultSet row) throws SQLException {
        String before = row.getString("before");
        return new StoredConflict(
                row.getString("id"),
                row.getString("operation_id"),
                row.getString("operation"),
                row.getString("entity_type"),
                row.getString("entity_id"),
                Shadows.parsed(row.getString("local_data")),
                Shadows.parsed(row.getString("server_data")),
                row.getInt("server_version"),
                before == null ? null : Shadows.parsed(before),
                row.getString("conflict_type"),
                texts(row.getString("affected_fields")),
                row.getString("duplicate_of"),
                Instant.ofEpochMilli(row.getLong("detected_at")),
                row.getString("status").equals("open"));
    }

    private static Resolved resolved(ResultSet row) throws SQLException {
        String result = row.getString("result");
        long undone = row.getLong("undone_at");
        Instant undoneAt = row.wasNull() ? null : Instant.ofEpochMilli(undone);
        return new Resolved(
                row.getLong("row"),
                row.getString("conflict_id"),
                row.getString("strategy"),
                result == null ? null : Shadows.parsed(result),
                Shadows.parsed(row.getString("lost")),
                row.getString("by"),
                Instant.ofEpochMilli(row.getLong("at")),
                undoneAt);
    }

    private static List<String> texts(String json) throws SQLException {
        try {
            return Json.parseObject("{\"texts\":" + json + "}")
                    .path("texts")
                    .valueStream()
                    .map(JsonNode::asText)
                    .toList();
        } catch (MalformedJson e) {
            throw new SQLException("the fields of a conflict are unreadable: " + json, e);
        }
    }
}
