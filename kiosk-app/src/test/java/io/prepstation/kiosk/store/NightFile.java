package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks into a station's file from outside, and damages it where a protection is taken away.
public final class NightFile {

    /// An operation with how it ended.
    public record Ended(String id, String type, String entity, String status, String error) {}

    private NightFile() {}

    public static List<Ended> operations(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT operation_id, entity_type, entity_id, status,"
                                        + " coalesce(last_error, '') FROM outbox ORDER BY op_seq",
                                row ->
                                        new Ended(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getString(5))));
    }

    /// The living rows that are as the hub has them, by id.
    public static Map<String, ObjectNode> rows(
            LabDatabase database, EntityStore store, EntityType type) throws StoreException {
        EntityShape shape = type.shape();
        Map<String, ObjectNode> rows = new TreeMap<>();
        database.read(handle -> store.getAll(handle, type.word()))
                .forEach(row -> rows.put(row.id(), shape.content(row.fields())));
        return rows;
    }

    public static void run(LabDatabase database, String sql) throws StoreException {
        database.change(handle -> handle.sql().run(sql));
    }

    public static long number(LabDatabase database, String sql) throws StoreException {
        return database.read(handle -> handle.sql().first(sql, row -> row.getLong(1)).orElse(0L));
    }
}
