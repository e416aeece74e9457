package io.prepstation.hub.store;

import io.prepstation.model.sync.Push.IdMapping;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The numbers the hub gave for temporary ids; kept for good, so that late children find their parents.
public final class IdMappingTable {

    /// Both databases take more values in a statement, but not any number.
    private static final int AT_ONCE = 10_000;

    private final Handle handle;

    IdMappingTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(String labId, List<IdMapping> mappings, Instant at) {
        if (mappings.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO id_mappings (lab_id, temp_id, entity, real_id, created_at)
                        VALUES (:labId, :tempId, :entity, :realId, :at)
                        """);
        for (IdMapping mapping : mappings) {
            batch.bind("labId", labId)
                    .bind("tempId", mapping.tempId())
                    .bind("entity", mapping.entityType())
                    .bind("realId", mapping.realId())
                    .bind("at", at.toEpochMilli())
                    .add();
        }
        batch.execute();
    }

    /// Whether a temporary id has a number, or a lost number another one.
    public boolean isKnown(String labId, String id) {
        return find(labId, List.of(id)).containsKey(id);
    }

    /// Those of the temporary ids that have a number, in one lab.
    public Map<String, Long> find(String labId, Collection<String> tempIds) {
        Map<String, Long> found = new HashMap<>();
        List<String> ids = List.copyOf(tempIds);
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            found.putAll(read(labId, ids.subList(from, Math.min(from + AT_ONCE, ids.size()))));
        }
        return found;
    }

    private Map<String, Long> read(String labId, List<String> tempIds) {
        return handle
                .createQuery(
                        """
                        SELECT temp_id, real_id FROM id_mappings WHERE lab_id = :labId AND temp_id IN (<ids>)
                        """)
                .bind("labId", labId)
                .bindList("ids", tempIds)
                .map((row, context) -> Map.entry(row.getString("temp_id"), row.getLong("real_id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
