package io.prepstation.hub.store;

import io.prepstation.hub.store.StoredConflict.Settled;
import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Conflicts, open and resolved.
public final class ConflictTable {

    private final Handle handle;
    private final Dialect dialect;

    ConflictTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    public void insert(StoredConflict conflict) {
        Settled settled = conflict.settled();
        handle.createUpdate(
                        """
                        INSERT INTO conflicts (id, lab_id, station_id, operation_id, operation, entity, entity_id,
                            temp_id, sent_data, local_data, server_data, server_version, base_data, conflict_type,
                            affected_fields, edited_at, detected_at, status, resolution, resolved_by, resolved_at,
                            result_version)
                        VALUES (:id, :labId, :stationId, :operationId, :operation, :entity, :entityId, :tempId,
                            :sentData, :localData, :serverData, :serverVersion, :baseData, :conflictType,
                            :affectedFields, :editedAt, :detectedAt, :status, :resolution, :resolvedBy, :resolvedAt,
                            :resultVersion)
                        """)
                .bind("id", conflict.id())
                .bind("labId", conflict.labId())
                .bind("stationId", conflict.stationId())
                .bind("operationId", conflict.operationId())
                .bind("operation", conflict.operation())
                .bind("entity", conflict.type().word())
                .bind("entityId", conflict.entityId())
                .bind("tempId", conflict.tempId())
                .bind("sentData", conflict.sentData())
                .bind("localData", conflict.localData())
                .bind("serverData", conflict.serverData())
                .bind("serverVersion", conflict.serverVersion())
                .bind("baseData", conflict.baseData())
                .bind("conflictType", conflict.conflictType())
                .bind("affectedFields", String.join(",", conflict.affectedFields()))
                .bind("editedAt", conflict.editedAt())
                .bind("detectedAt", conflict.detectedAt())
                .bind("status", settled == null ? "open" : "resolved")
                .bind("resolution", settled == null ? null : settled.resolution())
                .bind("resolvedBy", settled == null ? null : settled.by())
                .bind("resolvedAt", settled == null ? null : (Long) settled.at())
                .bind("resultVersion", settled == null ? null : (Integer) settled.version())
                .execute();
    }

    /// Nobody else changes it before the transaction ends.
    public Optional<StoredConflict> find(String id) {
        return handle.createQuery("SELECT * FROM conflicts WHERE id = :id" + dialect.forUpdate())
                .bind("id", id)
                .map((row, context) -> conflict(row))
                .findOne();
    }

    public void settle(String id, Settled settled) {
        handle.createUpdate(
                        """
                        UPDATE conflicts SET status = 'resolved', resolution = :resolution, resolved_by = :by,
                            resolved_at = :at, result_version = :version
                        WHERE id = :id
                        """)
                .bind("resolution", settled.resolution())
                .bind("by", settled.by())
                .bind("at", settled.at())
                .bind("version", settled.version())
                .bind("id", id)
                .execute();
    }

    /// Opens it, again or still, against what the hub has now.
    public void show(String id, String serverData, int serverVersion, List<String> affectedFields) {
        handle.createUpdate(
                        """
                        UPDATE conflicts SET status = 'open', resolution = NULL, resolved_by = NULL,
                            resolved_at = NULL, result_version = NULL, server_data = :serverData,
                            server_version = :serverVersion, affected_fields = :affectedFields
                        WHERE id = :id
                        """)
                .bind("serverData", serverData)
                .bind("serverVersion", serverVersion)
                .bind("affectedFields", String.join(",", affectedFields))
                .bind("id", id)
                .execute();
    }

    /// Newest first.
    ///
    /// @param status `open`, `resolved`, or empty for both
    /// @param type empty for all
    /// @param before ids of conflicts rise with time: only older ones; empty for the newest
    public List<StoredConflict> ofLab(
            String labId, String status, String type, String before, int limit) {
        return handle.createQuery(
                        """
                        SELECT * FROM conflicts WHERE lab_id = :labId AND (:status = '' OR status = :status)
                            AND (:type = '' OR entity = :type) AND (:before = '' OR id < :before)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("labId", labId)
                .bind("status", status)
                .bind("type", type)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> conflict(row))
                .list();
    }

    /// How many of each station's are open; a station that has none is not in it.
    public Map<String, Long> openByStation(Collection<String> labIds) {
        Map<String, Long> open = new HashMap<>();
        if (!labIds.isEmpty()) {
            handle.createQuery(
                            """
                            SELECT station_id, COUNT(*) AS many FROM conflicts
                            WHERE lab_id IN (<labs>) AND status = 'open' GROUP BY station_id
                            """)
                    .bindList("labs", List.copyOf(labIds))
                    .map((row, context) ->
                            Map.entry(row.getString("station_id"), row.getLong("many")))
                    .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
        }
        return open;
    }

    /// Of all labs.
    public long countOpen() {
        return handle.createQuery("SELECT COUNT(*) FROM conflicts WHERE status = 'open'")
                .mapTo(Long.class)
                .one();
    }

    /// How many of a lab there are by status and, if resolved, by strategy: `open`, `resolved:merge` …
    public Map<String, Integer> counts(String labId) {
        Map<String, Integer> counts = new TreeMap<>();
        handle.createQuery(
                        """
                        SELECT status, resolution, COUNT(*) AS many FROM conflicts WHERE lab_id = :labId
                        GROUP BY status, resolution
                        """)
                .bind("labId", labId)
                .map((row, context) ->
                        Map.entry(
                                row.getString("resolution") == null
                                        ? row.getString("status")
                                        : row.getString("status")
                                                + ":"
                                                + row.getString("resolution"),
                                row.getInt("many")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static StoredConflict conflict(ResultSet row) throws SQLException {
        String fields = row.getString("affected_fields");
        return new StoredConflict(
                row.getString("id"),
                row.getString("lab_id"),
                row.getString("station_id"),
                row.getString("operation_id"),
                row.getString("operation"),
                EntityType.ofWord(row.getString("entity")).orElseThrow(),
                row.getString("entity_id"),
                row.getString("temp_id"),
                row.getString("sent_data"),
                row.getString("local_data"),
                row.getString("server_data"),
                row.getInt("server_version"),
                row.getString("base_data"),
                row.getString("conflict_type"),
                fields.isEmpty() ? List.of() : List.of(fields.split(",", -1)),
                row.getLong("edited_at"),
                row.getLong("detected_at"),
                row.getString("resolution") == null
                        ? null
                        : new Settled(
                                row.getString("resolution"),
                                row.getString("resolved_by"),
                                row.getLong("resolved_at"),
                                row.getInt("result_version")));
    }
}
