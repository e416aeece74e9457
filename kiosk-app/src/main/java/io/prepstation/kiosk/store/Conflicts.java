package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Push;
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

    static void add(
            WriteHandle handle,
            PushResults.Sent sent,
            Push.Result result,
            Push.ConflictData data,
            Instant now) {
        ArrayNode fields = Json.object().putArray("fields");
        data.affectedFields().forEach(fields::add);
        handle.sql()
                .run(
                        "INSERT INTO conflict (id, operation_id, operation, entity_type, entity_id, local_data,"
                                + " server_data, server_version, before, conflict_type, affected_fields,"
                                + " duplicate_of, detected_at, status)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open') ON CONFLICT DO NOTHING",
                        result.conflictId() == null ? sent.id() : result.conflictId(),
                        sent.id(),
                        sent.kind().word(),
                        sent.type(),
                        sent.entityId(),
                        CanonicalJson.of(data.localData()),
                        CanonicalJson.of(data.serverData()),
                        data.serverVersion(),
                        sent.before(),
                        data.conflictType(),
                        fields.toString(),
                        data.duplicateOf(),
                        now.toEpochMilli());
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
        handle.sql().run("UPDATE conflict SET status = 'resolved' WHERE id = ?", conflict.id());
    }

    static void undone(WriteHandle handle, long row, Instant at) {
        handle.sql()
                .run(
                        "UPDATE conflict_resolution SET undone_at = ? WHERE row = ?",
                        at.toEpochMilli(),
                        row);
    }

    /// The hub's side has changed since it was shown.
    static void refresh(WriteHandle handle, String id, ObjectNode serverData, int version) {
        handle.sql()
                .run(
                        "UPDATE conflict SET server_data = ?, server_version = ? WHERE id = ?",
                        CanonicalJson.of(serverData),
                        version,
                        id);
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
