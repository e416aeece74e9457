package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityField;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads and writes the rows of one entity type; names of table and columns come from its descriptor.
final class EntityTable {

    private static final List<String> METADATA =
            List.of(
                    "lab_id",
                    "created_at",
                    "created_by",
                    "updated_at",
                    "server_version",
                    "server_hash",
                    "sync_status",
                    "withdrawn");

    private final EntityDescriptor type;
    private final String select;
    private @Nullable String upsert;
    private @Nullable String confirm;

    EntityTable(EntityDescriptor type) {
        this.type = type;
        this.select = "SELECT * FROM " + type.word() + " ";
    }

    /// Put together when the first row is written: most of these only find or mark rows.
    private String upsert() {
        String known = upsert;
        if (known == null) {
            known = upsert(type);
            upsert = known;
        }
        return known;
    }

    private static List<String> columns(EntityDescriptor type) {
        return Stream.of(
                        Stream.of("id"),
                        type.fields().stream().map(EntityField::column),
                        METADATA.stream())
                .flatMap(names -> names)
                .toList();
    }

    private static String upsert(EntityDescriptor type) {
        List<String> columns = columns(type);
        return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s"
                .formatted(
                        type.word(),
                        String.join(", ", columns),
                        columns.stream().map(_ -> "?").collect(Collectors.joining(", ")),
                        columns.stream()
                                .skip(1)
                                .map(name -> name + " = excluded." + name)
                                .collect(Collectors.joining(", ")));
    }

    EntityDescriptor type() {
        return type;
    }

    boolean exists(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?)",
                        row -> row.getBoolean(1),
                        type.word())
                .orElse(false);
    }

    Optional<StoredEntity> find(ReadHandle handle, String id) {
        return handle.sql().first(select + "WHERE id = ?", this::entity, id);
    }

    /// All, deleted ones too, in no order; they are not kept.
    void each(ReadHandle handle, Consumer<StoredEntity> rows) {
        var _ =
                handle.sql()
                        .firstPresent(
                                select,
                                row -> {
                                    rows.accept(entity(row));
                                    return Optional.empty();
                                });
    }

    /// The living ones, in the order of their natural key.
    List<StoredEntity> all(ReadHandle handle) {
        String order =
                Stream.concat(type.keys().natural().stream().map(this::column), Stream.of("id"))
                        .collect(Collectors.joining(", "));
        return handle.sql().list(select + "WHERE withdrawn = 0 ORDER BY " + order, this::entity);
    }

    /// The living ones that have this value in a field.
    List<StoredEntity> with(ReadHandle handle, String field, String value) {
        return handle.sql()
                .list(
                        select + "WHERE withdrawn = 0 AND " + column(field) + " = ? ORDER BY id",
                        this::entity,
                        value);
    }

    List<StoredEntity> marked(ReadHandle handle, SyncMark mark) {
        return handle.sql()
                .list(
                        select + "WHERE sync_status = ? ORDER BY updated_at, id",
                        this::entity,
                        mark.word());
    }

    /// A living one other than `id` with the same natural key.
    Optional<StoredEntity> twin(ReadHandle handle, String id, ObjectNode fields) {
        List<String> natural = type.keys().natural();
        if (natural.isEmpty()) {
            return Optional.empty();
        }
        String same =
                natural.stream()
                        .map(field -> column(field) + " = ?")
                        .collect(Collectors.joining(" AND "));
        List<Object> values = new ArrayList<>();
        natural.forEach(field -> values.add(fields.path(field).asText("")));
        values.add(id);
        return handle.sql()
                .first(
                        select + "WHERE " + same + " AND id <> ? AND withdrawn = 0 LIMIT 1",
                        this::entity,
                        values.toArray());
    }

    /// Writes the row as given, over the one that is there.
    void put(WriteHandle handle, StoredEntity entity) {
        handle.sql().run(upsert(), values(entity).toArray());
    }

    private List<@Nullable Object> values(StoredEntity entity) {
        EntityMetadata metadata = entity.metadata();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(entity.id());
        type.fields()
                .forEach(field -> values.add(value(field, entity.fields().path(field.name()))));
        values.add(metadata.labId());
        values.add(metadata.createdAt().toEpochMilli());
        values.add(metadata.createdBy());
        values.add(metadata.updatedAt().toEpochMilli());
        values.add(metadata.version());
        values.add(metadata.hash());
        values.add(metadata.mark().word());
        values.add(metadata.deleted() ? 1 : 0);
        return values;
    }

    /// Rows that the hub has in the same version, that nothing waits for and that say the same get what only the hub knows: its
    /// times, and what it derives.
    ///
    /// @return their ids
    Set<String> confirm(WriteHandle handle, List<StoredEntity> told) {
        JsonRows rows = new JsonRows();
        told.forEach(entity -> rows.add(values(entity).toArray()));
        return Set.copyOf(handle.sql().list(confirm(), row -> row.getString(1), rows.toString()));
    }

    private String confirm() {
        String known = confirm;
        if (known == null) {
            known = confirm(type);
            confirm = known;
        }
        return known;
    }

    /// The columns stand in the order of [#values].
    private static String confirm(EntityDescriptor type) {
        List<String> columns = columns(type);
        String all =
                IntStream.range(0, columns.size())
                        .mapToObj(at -> "value ->> " + at + " AS " + columns.get(at))
                        .collect(Collectors.joining(", "));
        Predicate<String> hubs = hubs(type)::contains;
        return """
        UPDATE %1$s SET %4$s FROM (SELECT %2$s FROM json_each(?)) AS told
        WHERE %3$s AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.entity_id = %1$s.id AND o.entity_type = '%1$s'
            AND o.status NOT IN ('acknowledged', 'rejected'))
        RETURNING %1$s.id
        """
                .formatted(
                        type.word(),
                        all,
                        columns.stream()
                                .filter(hubs.negate())
                                .map(name -> "%1$s.%2$s IS told.%2$s".formatted(type.word(), name))
                                .collect(Collectors.joining(" AND ")),
                        columns.stream()
                                .filter(hubs)
                                .map(name -> name + " = told." + name)
                                .collect(Collectors.joining(", ")));
    }

    private static Set<String> hubs(EntityDescriptor type) {
        return Stream.concat(
                        Stream.of("created_at", "created_by", "updated_at"),
                        type.fields().stream()
                                .filter(field -> type.writing().derived().contains(field.name()))
                                .map(EntityField::column))
                .collect(Collectors.toSet());
    }

    void mark(WriteHandle handle, String id, SyncMark mark) {
        handle.sql()
                .run(
                        "UPDATE " + type.word() + " SET sync_status = ? WHERE id = ?",
                        mark.word(),
                        id);
    }

    /// Gives rows their lasting ids; rows that refer to them follow by their foreign keys.
    ///
    /// @param ids as [JsonRows] writes them: from, to
    void rename(WriteHandle handle, String ids) {
        handle.sql()
                .run(
                        "UPDATE %1$s SET id = given.value ->> 1 FROM json_each(?) AS given WHERE %1$s.id = given.value ->> 0"
                                .formatted(type.word()),
                        ids);
    }

    void remove(WriteHandle handle, String id) {
        handle.sql().run("DELETE FROM " + type.word() + " WHERE id = ?", id);
    }

    private String column(String field) {
        return type.field(field).orElseThrow().column();
    }

    private static @Nullable Object value(EntityField field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return field.kind().isList() ? "[]" : null;
        }
        return switch (field.kind()) {
            case TEXT, DECIMAL, DAY -> value.asText();
            case INTEGER -> value.asLong();
            case BOOLEAN -> value.asBoolean() ? 1 : 0;
            case LIST, ROWS -> value.toString();
        };
    }

    private StoredEntity entity(ResultSet row) throws SQLException {
        ObjectNode fields = Json.object();
        for (EntityField field : type.fields()) {
            String text = row.getString(field.column());
            if (text != null && !(field.kind().isList() && text.equals("[]"))) {
                read(fields, field, text);
            }
        }
        return new StoredEntity(type.word(), row.getString("id"), fields, metadata(row));
    }

    private static void read(ObjectNode fields, EntityField field, String text)
            throws SQLException {
        switch (field.kind()) {
            case TEXT, DECIMAL, DAY -> fields.put(field.name(), text);
            case INTEGER -> fields.set(field.name(), whole(Long.parseLong(text)));
            case BOOLEAN -> fields.put(field.name(), text.equals("1"));
            case LIST, ROWS -> fields.set(field.name(), list(text));
        }
    }

    /// As a parser of JSON gives it, so that equal numbers are equal nodes.
    private static JsonNode whole(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    private static JsonNode list(String json) throws SQLException {
        try {
            return Json.parseObject("{\"list\":" + json + "}").path("list");
        } catch (MalformedJson e) {
            throw new SQLException("a list is unreadable: " + json, e);
        }
    }

    private static EntityMetadata metadata(ResultSet row) throws SQLException {
        long version = row.getLong("server_version");
        Long known = row.wasNull() ? null : version;
        return new EntityMetadata(
                row.getString("lab_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                known,
                row.getString("server_hash"),
                SyncMark.ofWord(row.getString("sync_status")),
                row.getBoolean("withdrawn"));
    }
}
