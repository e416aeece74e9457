package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The hub's last known copy of each thing, kept apart from what is being edited here.
public final class Shadows {

    private static final String INSERT =
            "INSERT INTO shadow (entity_type, entity_id, version, hash, data, feed_seq)";

    private static final String IF_NEWER =
            " ON CONFLICT (entity_type, entity_id) DO UPDATE SET version = excluded.version, hash = excluded.hash,"
                    + " data = excluded.data, feed_seq = excluded.feed_seq"
                    + " WHERE excluded.version > version OR excluded.feed_seq > feed_seq";

    private Shadows() {}

    /// @param hash of the content, where the hub told it
    /// @param data the hub's fields; null if it deleted the thing
    /// @param feedSeq where in the hub's feed it stood
    public record Shadow(
            String entityType,
            String entityId,
            long version,
            @Nullable String hash,
            @Nullable ObjectNode data,
            long feedSeq) {}

    public static Optional<Shadow> find(ReadHandle handle, String type, String id) {
        return handle.sql()
                .first(
                        "SELECT * FROM shadow WHERE entity_type = ? AND entity_id = ?",
                        Shadows::shadow,
                        type,
                        id);
    }

    /// Copies that a query gives, without keeping them.
    static void each(ReadHandle handle, String query, String type, Consumer<Shadow> copies) {
        var _ =
                handle.sql()
                        .firstPresent(
                                query,
                                row -> {
                                    copies.accept(shadow(row));
                                    return Optional.empty();
                                },
                                type);
    }

    /// Keeps the copy, unless a newer one is there.
    ///
    /// @return whether it was newer than what was known
    public static boolean put(WriteHandle handle, Shadow shadow) {
        ObjectNode data = shadow.data();
        return handle.sql()
                .first(
                        INSERT + " VALUES (?, ?, ?, ?, ?, ?)" + IF_NEWER + " RETURNING version",
                        row -> row.getLong(1),
                        shadow.entityType(),
                        shadow.entityId(),
                        shadow.version(),
                        shadow.hash(),
                        data == null ? null : data.toString(),
                        shadow.feedSeq())
                .isPresent();
    }

    /// The same for many.
    static void putAll(WriteHandle handle, List<Shadow> shadows) {
        JsonRows rows = new JsonRows();
        for (Shadow shadow : shadows) {
            rows.add(
                    shadow.entityType(),
                    shadow.entityId(),
                    shadow.version(),
                    shadow.hash(),
                    shadow.data(),
                    shadow.feedSeq());
        }
        handle.sql()
                .run(
                        INSERT
                                + " SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5"
                                + " FROM json_each(?) WHERE true"
                                + IF_NEWER,
                        rows.toString());
    }

    /// Those of one type that nothing newer is known of.
    static List<Shadow> newest(ReadHandle handle, String type, List<Shadow> shadows) {
        JsonRows rows = new JsonRows();
        shadows.forEach(shadow -> rows.add(shadow.entityId(), shadow.version(), shadow.feedSeq()));
        Set<String> old =
                Set.copyOf(
                        handle.sql()
                                .list(
                                        "SELECT s.entity_id FROM json_each(?1) AS told CROSS JOIN shadow s"
                                                + " ON s.entity_type = ?2 AND s.entity_id = told.value ->> 0"
                                                + " WHERE told.value ->> 1 <= s.version"
                                                + " AND told.value ->> 2 <= s.feed_seq",
                                        row -> row.getString(1),
                                        rows.toString(),
                                        type));
        return shadows.stream().filter(shadow -> !old.contains(shadow.entityId())).toList();
    }

    static void remove(WriteHandle handle, String type, String id) {
        handle.sql().run("DELETE FROM shadow WHERE entity_type = ? AND entity_id = ?", type, id);
    }

    /// Forgets all, also of what has no table to be edited in.
    static void clear(WriteHandle handle) {
        handle.sql().run("DELETE FROM shadow");
    }

    static void clear(WriteHandle handle, String type) {
        handle.sql().run("DELETE FROM shadow WHERE entity_type = ?", type);
    }

    static Shadow shadow(ResultSet row) throws SQLException {
        String data = row.getString("data");
        return new Shadow(
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getLong("version"),
                row.getString("hash"),
                data == null ? null : parsed(data),
                row.getLong("feed_seq"));
    }

    static ObjectNode parsed(String json) throws SQLException {
        try {
            return Json.parseObject(json);
        } catch (MalformedJson e) {
            throw new SQLException("stored JSON is unreadable: " + json, e);
        }
    }
}
