package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks into a station's file from outside, and damages it where a protection is taken away.
public final class NightFile {

    private static final List<String> TYPES = List.of("lots", "containers", "notes");

    /// An operation with how it ended.
    ///
    /// @param feedSeq where the hub said that its feed has the effect, or what said the same before; 0 if it did not
    public record Ended(
            String id,
            String kind,
            String type,
            String entity,
            String status,
            String error,
            long feedSeq) {}

    /// What waited for the hub, before it was forgotten.
    public record Marks(List<String> undo) {
        public Marks {
            undo = List.copyOf(undo);
        }
    }

    /// What had never left.
    public record Unsent(List<Long> numbers) {

        public static final Unsent NONE = new Unsent(List.of());

        public Unsent {
            numbers = List.copyOf(numbers);
        }

        private String list() {
            return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        }
    }

    private NightFile() {}

    public static Unsent unsent(LabDatabase database) throws StoreException {
        return new Unsent(
                database.read(handle ->
                        handle.sql()
                                .list(
                                        "SELECT op_seq FROM outbox WHERE ever_sent = 0 AND kind <> 'upload'"
                                                + " AND status IN ('pending', 'held')",
                                        row -> row.getLong(1))));
    }

    /// Operations among these that left although what they name is deleted here, as `notes/7 names lots/3`.
    public static List<String> sentWithoutParent(LabDatabase database, Unsent before)
            throws StoreException {
        if (before.numbers().isEmpty()) {
            return List.of();
        }
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT format('%s/%s names lots/%s', o.entity_type, o.entity_id, l.id) FROM outbox o"
                                        + " JOIN outbox_ref r ON r.op_seq = o.op_seq AND r.ref_type = 'lots'"
                                        + " JOIN lots l ON l.id = r.ref_id AND l.withdrawn = 1"
                                        + " WHERE o.ever_sent = 1 AND o.op_seq IN (SELECT value FROM json_each(?))",
                                row -> row.getString(1), before.list()));
    }

    /// How many of these wait for somebody to choose by now.
    public static int setAside(LabDatabase database, Unsent before) throws StoreException {
        return before.numbers().isEmpty()
                ? 0
                : Math.toIntExact(
                        number(
                                database,
                                "SELECT count(*) FROM outbox WHERE last_error LIKE 'refers to %, which is gone'"
                                        + " AND op_seq IN (SELECT value FROM json_each(?))",
                                before.list()));
    }

    /// What tells the thing that an operation makes from all others; empty for a change of one.
    public static List<String> texts(LabDatabase database, OutboxOperation operation)
            throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT coalesce(payload ->> 'lotNumber', payload ->> 'code', payload ->> 'text', payload ->> 'reason')"
                                        + " FROM outbox WHERE kind = 'create' AND operation_id = ?",
                                row -> row.getString(1),
                                operation.id()));
    }

    /// Shows what is deleted as if it were not.
    public static List<String> revive(LabDatabase database) throws StoreException {
        return database.write(handle ->
                handle.sql()
                        .list(
                                "UPDATE lots SET withdrawn = 0 WHERE withdrawn = 1 RETURNING id",
                                row -> row.getString(1)));
    }

    public static void deleteAgain(LabDatabase database, List<String> lots) throws StoreException {
        for (String lot : lots) {
            run(database, "UPDATE lots SET withdrawn = 1 WHERE id = '" + lot + "'");
        }
    }

    public static List<Ended> operations(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT operation_id, kind, entity_type, entity_id, status,"
                                        + " coalesce(last_error, ''), feed_seq FROM outbox ORDER BY op_seq",
                                row ->
                                        new Ended(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getString(5),
                                                row.getString(6),
                                                row.getLong(7))));
    }

    /// The living rows, by id.
    public static Map<String, ObjectNode> rows(
            LabDatabase database, EntityStore store, EntityType type) throws StoreException {
        EntityShape shape = type.shape();
        Map<String, ObjectNode> rows = new TreeMap<>();
        database.read(handle -> store.getAll(handle, type.word()))
                .forEach(row -> rows.put(row.id(), shape.content(row.fields())));
        return rows;
    }

    /// Rows with an open conflict or a change that the hub refused, as `lots/7`.
    public static Set<String> waitingForAPerson(LabDatabase database) throws StoreException {
        return database.read(handle ->
                new HashSet<>(
                        handle.sql()
                                .list(
                                        "SELECT entity_type || '/' || entity_id FROM outbox"
                                                + " WHERE status IN ('conflict', 'blocked', 'rejected')",
                                        row -> row.getString(1))));
    }

    /// A thing that the hub lost and that somebody here wants to say something of.
    ///
    /// @param naturalKey its fields, one a line
    public record Lost(
            String type, String id, @Nullable String tempId, @Nullable String naturalKey) {}

    public static List<Lost> lost(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT entity_type, entity_id, temp_id, natural_key FROM lost_by_others",
                                row ->
                                        new Lost(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4))));
    }

    /// The texts of things made here that the hub refused or that wait for what it refused: a person sees them.
    public static List<String> textsThatWait(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT coalesce(payload ->> 'lotNumber', payload ->> 'code', payload ->> 'text', payload ->> 'reason')"
                                        + " FROM outbox WHERE kind = 'create'"
                                        + " AND status IN ('conflict', 'blocked', 'rejected')",
                                row -> String.valueOf(row.getString(1))));
    }

    /// A session that the hub has given a receipt for, in the words that were signed.
    public record Received(String session, String contentHash, String text) {}

    /// The newest of each session, but for one of which the hub, put back since, took another copy's words first: that stands in
    /// conflict.
    public static List<Received> received(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                """
                                SELECT t.session_id, t.content_hash, t.text FROM receipts r JOIN session_text t
                                    ON t.session_id = r.session_id AND t.content_hash = r.content_hash
                                WHERE NOT EXISTS (SELECT 1 FROM session_text later
                                    WHERE later.session_id = t.session_id AND later.revision > t.revision)
                                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.entity_id = t.session_id
                                        AND o.kind = 'upload' AND o.status = 'conflict')
                                """,
                                row ->
                                        new Received(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3))));
    }

    /// The texts of all that was made here, as far as its words are kept; sessions by their id.
    public static List<String> texts(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT coalesce(payload ->> 'lotNumber', payload ->> 'code', payload ->> 'text', payload ->> 'reason',"
                                        + " entity_id) FROM outbox WHERE kind IN ('create', 'upload')",
                                row -> row.getString(1)));
    }

    /// All that is known here of one thing, for a message.
    public static String story(LabDatabase database, String type, String id) throws StoreException {
        return database.read(handle -> {
            List<String> story = new ArrayList<>();
            handle.sql()
                    .list(
                            "SELECT format('row v%s %s withdrawn=%s', server_version, sync_status, withdrawn) FROM "
                                    + type
                                    + " WHERE id = ?",
                            row -> story.add(row.getString(1)),
                            id);
            handle.sql()
                    .list(
                            "SELECT format('shadow v%s at %s %s', version, feed_seq, data) FROM shadow"
                                    + " WHERE entity_type = ? AND entity_id = ?",
                            row -> story.add(row.getString(1)), type, id);
            handle.sql()
                    .list(
                            "SELECT format('%s %s %s at %s %s %s', operation_id, kind, status, feed_seq, last_error,"
                                    + " coalesce(frozen, payload)) FROM outbox WHERE entity_type = ? AND entity_id = ?",
                            row -> story.add(row.getString(1)), type, id);
            return String.join("\n    ", story);
        });
    }

    /// What is said to wait, although nothing before it, and nothing that it names, is stopped any more.
    public static List<String> waitingForNothing(LabDatabase database) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                """
                                SELECT format('%s %s of %s %s %s', operation_id, kind, entity_type, entity_id, last_error) FROM outbox o
                                WHERE status = 'blocked' AND last_error LIKE 'waits for%' AND last_error NOT LIKE '%, which is gone'
                                    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.entity_type = o.entity_type
                                        AND e.entity_id = o.entity_id AND e.op_seq < o.op_seq
                                        AND e.status IN ('blocked', 'conflict', 'rejected'))
                                    AND NOT EXISTS (SELECT 1 FROM outbox_ref r JOIN outbox p ON p.entity_type = r.ref_type
                                        AND p.entity_id = r.ref_id WHERE r.op_seq = o.op_seq
                                        AND p.status IN ('blocked', 'conflict', 'rejected'))
                                """,
                                row -> row.getString(1)));
    }

    public static boolean isEmpty(LabDatabase database) throws StoreException {
        return number(
                        database,
                        "SELECT count(*) FROM outbox WHERE status IN ('pending', 'sent', 'held')")
                == 0;
    }

    public static String cursor(LabDatabase database) throws StoreException {
        return database.read(FeedPages::cursor);
    }

    /// The last that was said of a thing and waits.
    public static Optional<String> lastOperation(LabDatabase database, StoredEntity thing)
            throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .first(
                                "SELECT operation_id FROM outbox WHERE entity_type = ? AND entity_id = ?"
                                        + " AND kind = 'update' AND status IN ('pending', 'held', 'blocked')"
                                        + " ORDER BY op_seq DESC LIMIT 1",
                                row -> row.getString(1),
                                thing.type(),
                                thing.id()));
    }

    /// Open edits whose row does not say what they say.
    public static List<String> lostEdits(LabDatabase database, EntityStore store)
            throws StoreException {
        return database.read(handle -> {
            List<String> lost = new ArrayList<>();
            handle.sql()
                    .list(
                            "SELECT entity_type, entity_id, payload FROM outbox o WHERE kind = 'update'"
                                    + " AND status IN ('pending', 'sent', 'held') AND NOT EXISTS"
                                    + " (SELECT 1 FROM outbox l WHERE l.entity_type = o.entity_type"
                                    + " AND l.entity_id = o.entity_id AND l.op_seq > o.op_seq)",
                            row ->
                                    new Edited(
                                            row.getString(1),
                                            row.getString(2),
                                            Shadows.parsed(row.getString(3))))
                    .forEach(edit -> {
                        StoredEntity row = store.get(handle, edit.type(), edit.id()).orElseThrow();
                        edit.fields().properties().stream()
                                .filter(field ->
                                        !field.getValue().isNull()
                                                && !field.getValue()
                                                        .equals(row.fields().path(field.getKey())))
                                .forEach(field -> lost.add(edit + ", but " + row.fields()));
                    });
            return lost;
        });
    }

    private record Edited(String type, String id, ObjectNode fields) {}

    /// Marks everything as if nothing waited for the hub.
    public static Marks forgetEdits(LabDatabase database) throws StoreException {
        return database.write(handle -> {
            List<String> undo =
                    new ArrayList<>(
                            handle.sql()
                                    .list(
                                            "SELECT format('UPDATE outbox SET status = ''%s'' WHERE op_seq = %d"
                                                    + " AND status = ''rejected''', status, op_seq) FROM outbox"
                                                    + " WHERE status IN ('pending', 'held')",
                                            row -> row.getString(1)));
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'rejected' WHERE status IN ('pending', 'held')");
            for (String type : TYPES) {
                undo.addAll(marks(handle, type));
                handle.sql().run("UPDATE " + type + " SET sync_status = 'synced'");
            }
            return new Marks(undo);
        });
    }

    private static List<String> marks(WriteHandle handle, String type) {
        return handle.sql()
                .list(
                        "SELECT id, sync_status FROM %s WHERE sync_status <> 'synced'"
                                .formatted(type),
                        row -> mark(type, row.getString(1), row.getString(2)));
    }

    private static String mark(String type, String id, String mark) throws SQLException {
        return "UPDATE %s SET sync_status = '%s' WHERE id = '%s'".formatted(type, mark, id);
    }

    public static void remember(LabDatabase database, Marks marks) throws StoreException {
        database.change(handle -> marks.undo().forEach(handle.sql()::run));
    }

    /// Afterwards all is in the one file, and nothing beside it.
    public static void settle(LabDatabase database) throws StoreException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database.path());
                Statement statement = connection.createStatement()) {
            try (ResultSet blocked = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                assertEquals(0, blocked.getInt(1), "somebody keeps a snapshot");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static void run(LabDatabase database, String sql) throws StoreException {
        database.change(handle -> handle.sql().run(sql));
    }

    /// People and formulas as a bench has them, a line each.
    public static Set<String> master(LabDatabase database) throws StoreException {
        return database.read(handle ->
                new HashSet<>(
                        handle.sql()
                                .list(
                                        """
                                        SELECT format('users/%s %s %s', id, name, active) FROM users
                                        UNION ALL SELECT format('formulas/%s %s %s', id, code, name) FROM formulas
                                            WHERE withdrawn = 0
                                        UNION ALL SELECT format('formula_versions/%s %s %s [%s]', v.id, v.status,
                                            v.effective_from, (SELECT group_concat(ingredient_id, ',') FROM
                                                (SELECT ingredient_id FROM formula_lines l WHERE l.version_id = v.id
                                                ORDER BY l.sequence))) FROM formula_versions v
                                        """,
                                        row -> row.getString(1))));
    }

    /// As somebody does with another program, whom no trigger keeps from it.
    public static void tamper(LabDatabase database, String sql) {
        try (RawFile file = new RawFile(database.path())) {
            file.tamper(List.of(sql));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static long number(LabDatabase database, String sql, Object... values)
            throws StoreException {
        return database.read(
                handle -> handle.sql().first(sql, row -> row.getLong(1), values).orElse(0L));
    }
}
