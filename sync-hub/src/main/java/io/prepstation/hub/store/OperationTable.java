package io.prepstation.hub.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Pushed operations with their answers; a row is written once.
public final class OperationTable {

    private final Handle handle;

    OperationTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(List<StoredOperation> operations) {
        if (operations.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO operations (id, station_id, body_hash, answer, received_at)
                        VALUES (:id, :stationId, :bodyHash, :answer, :receivedAt)
                        """);
        for (StoredOperation operation : operations) {
            batch.bind("id", operation.id())
                    .bind("stationId", operation.stationId())
                    .bind("bodyHash", operation.bodyHash())
                    .bind("answer", operation.answer())
                    .bind("receivedAt", operation.receivedAt())
                    .add();
        }
        batch.execute();
    }

    /// Those of the ids that are known.
    public Map<String, StoredOperation> find(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery("SELECT * FROM operations WHERE id IN (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .map((row, context) ->
                        new StoredOperation(
                                row.getString("id"),
                                row.getString("station_id"),
                                row.getString("body_hash"),
                                row.getString("answer"),
                                row.getLong("received_at")))
                .stream()
                .collect(Collectors.toMap(StoredOperation::id, operation -> operation));
    }
}
