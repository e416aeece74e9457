package io.prepstation.kiosk.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Orphans.Ref;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.DependencyOrder;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TempId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The changes of entities in the outbox, as they are sent in batches (SYN-2).
///
/// An operation goes only after the one before it of the same entity, and after or together with the creation of what it
/// refers to; a deletion only after each earlier one that did not get through, which may be of what referred to it; one that refers to what is gone is set aside first ([Orphans]). Its words are fixed when they are first sent,
/// and sent again the same. Announcements of running sessions ([Outbox#enqueueCreate]) go behind all other changes.
public final class PushQueue {

    /// The highest number that the hub was told is answered, in this life of the station.
    private static final String TOLD = "confirmed_told";

    /// A batch is no longer than this, whatever its count; an operation that is longer by itself goes alone.
    private static final int MOST_BYTES = 256 * 1024;

    private static final String OPEN = "kind <> 'upload' AND status IN ('pending', 'sent', 'held')";

    /// What becomes of an operation that cannot pass: a person sees to it, but nobody to an announcement. That is worded anew if it
    /// goes up again, because the hub, which never decided it, is told that its number is answered.
    private static final String SET_ASIDE =
            "status = CASE WHEN entity_type = 'sessions' THEN 'acknowledged' ELSE 'blocked' END,"
                    + " frozen = CASE WHEN entity_type = 'sessions' THEN NULL ELSE frozen END,"
                    + " ever_sent = CASE WHEN entity_type = 'sessions' THEN 0 ELSE ever_sent END";

    private static final String CANDIDATES =
            """
            SELECT op_seq, operation_id, kind, entity_type, entity_id, ever_sent FROM outbox o INDEXED BY outbox_to_send
            WHERE %s AND (?1 OR next_attempt_at <= ?2 OR next_attempt_at > ?3)
                AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.entity_id = o.entity_id
                    AND e.entity_type = o.entity_type AND e.op_seq < o.op_seq
                    AND e.status IN ('pending', 'sent', 'held', 'blocked', 'conflict'))
                AND NOT (o.kind = 'delete' AND EXISTS (SELECT 1 FROM outbox d WHERE d.kind = 'delete'
                    AND d.op_seq < o.op_seq AND d.last_error IS NOT NULL AND d.status IN ('pending', 'sent', 'held')))
            ORDER BY last_error IS NOT NULL, priority, op_seq
            """
                    .formatted(OPEN);

    /// What waits and is about a thing of some operations, or names one; a stopped one may be let go by what the hub answered. Says whether
    /// one of the operations ?2 may come after the first of those. The plus keeps SQLite from
    /// reading all that waits.
    private static final String BEHIND =
            """
            WITH done AS (SELECT op_seq, entity_type, entity_id FROM outbox
                    WHERE operation_id IN (SELECT value FROM json_each(?1))),
                first AS (SELECT priority, op_seq FROM outbox WHERE +status IN ('pending', 'sent', 'held', 'blocked')
                    AND op_seq NOT IN (SELECT op_seq FROM done) AND op_seq IN
                        (SELECT o.op_seq FROM done CROSS JOIN outbox o
                            ON o.entity_id = done.entity_id AND o.entity_type = done.entity_type
                        UNION ALL SELECT r.op_seq FROM done CROSS JOIN outbox_ref r
                            ON r.ref_id = done.entity_id AND r.ref_type = done.entity_type)
                    ORDER BY priority, op_seq LIMIT 1)
            SELECT EXISTS (SELECT 1 FROM first CROSS JOIN json_each(?2) AS chosen CROSS JOIN outbox c ON c.op_seq = chosen.value
                WHERE c.last_error IS NOT NULL OR (c.priority, c.op_seq) >= (first.priority, first.op_seq))
            """;

    /// So many times as many are looked at next, where not all that were looked at can go.
    private static final int WINDOW = 4;

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private final LabKey lab;
    private final EntityTypes types;

    public PushQueue(LabKey lab, EntityTypes types) {
        this.lab = lab;
        this.types = types;
    }

    /// Which operations are wanted.
    ///
    /// @param everything whether the retry schedule is left aside, because a person asked
    /// @param now due until then
    /// @param latest a next attempt after it was written by a wrong clock, and counts as due
    /// @param without ids that were tried already
    /// @param most so many at once
    /// @param only the type of what goes, with what that needs first; null for all
    public record Wanted(
            boolean everything,
            Instant now,
            Instant latest,
            Set<String> without,
            int most,
            @Nullable String only) {
        public Wanted {
            without = Collections.unmodifiableSet(without);
        }

        /// Of all types.
        public Wanted(
                boolean everything, Instant now, Instant latest, Set<String> without, int most) {
            this(everything, now, latest, without, most, null);
        }
    }

    /// Operations as they go out.
    ///
    /// @param operations JSON texts, parents first
    /// @param numbers what the hub gave for temporary ids that they still name, because they were sent before
    /// @param cycles operations that wait for each other and were set aside
    public record Batch(
            List<String> ids,
            List<String> operations,
            List<Push.IdMapping> numbers,
            List<List<String>> cycles) {
        public Batch {
            numbers = List.copyOf(numbers);
            ids = List.copyOf(ids);
            operations = List.copyOf(operations);
            cycles = List.copyOf(cycles);
        }
    }

    /// How many wait, and when the first of them was made.
    public static UploadQueue.Waiting waiting(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT count(*) AS waiting, min(created_at) AS oldest FROM outbox WHERE "
                                + OPEN,
                        row -> {
                            long oldest = row.getLong("oldest");
                            Instant since = row.wasNull() ? null : Instant.ofEpochMilli(oldest);
                            return new UploadQueue.Waiting(row.getInt("waiting"), since);
                        })
                .orElseThrow();
    }

    /// When the first of them may be tried; null if none waits.
    public static @Nullable Instant nextAttempt(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT next_attempt_at FROM outbox WHERE kind <> 'upload'"
                                + " AND status IN ('pending', 'sent', 'held')"
                                + " ORDER BY next_attempt_at LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)))
                .orElse(null);
    }

    /// The highest number up to which every answer is stored here; what waits for another one has none yet.
    public static long confirmedThrough(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT coalesce((SELECT min(op_seq) - 1 FROM outbox WHERE kind <> 'upload'"
                                + " AND status IN ('pending', 'sent', 'held', 'blocked')),"
                                + " (SELECT max(op_seq) FROM outbox), 0)",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /// The same, for the hub, which then takes no number up to it any more: what goes up again has none.
    public static long tellConfirmed(WriteHandle handle) {
        long through = confirmedThrough(handle);
        if (through > told(handle)) {
            SyncState.put(handle, TOLD, String.valueOf(through));
        }
        return through;
    }

    /// For another life of this station, whose numbers the hub has not heard of.
    public static void forgetTold(WriteHandle handle) {
        SyncState.put(handle, TOLD, "0");
    }

    private static long told(ReadHandle handle) {
        return SyncState.get(handle, TOLD).map(Long::parseLong).orElse(0L);
    }

    /// Takes the next batch: it counts as sent from here on, because the answer may get lost.
    public Batch take(WriteHandle handle, Wanted wanted) {
        DependencyOrder order = DependencyOrder.of(List.of());
        List<Row> chosen = new ArrayList<>();
        int window = wanted.most();
        boolean enough = false;
        while (!enough) {
            List<Row> rows = candidates(handle, wanted, window);
            order = ordered(rows);
            chosen = sendable(handle, wanted, rows, order);
            boolean looked = window > wanted.most() && !chosen.isEmpty();
            enough = looked || chosen.size() == wanted.most() || rows.size() < window;
            window *= WINDOW;
        }
        return frozen(handle, chosen, order.cycles());
    }

    /// Takes the batch that [#take] would once the answers to others were kept that are [PushResults#areApart], or none if that may be
    /// another one: where something waits that is about a thing of those, or names one, and what stands before it is not enough for a
    /// batch.
    ///
    /// @param underWay ids of those that the hub answered or is asked to do; they are among `wanted.without()`
    public Batch takeAhead(WriteHandle handle, List<String> underWay, Wanted wanted) {
        Batch none = new Batch(List.of(), List.of(), List.of(), List.of());
        if (wanted.only() != null) {
            return none;
        }
        List<Row> rows = candidates(handle, wanted, wanted.most());
        if (rows.size() < wanted.most() || isBehind(handle, underWay, rows)) {
            return none;
        }
        DependencyOrder order = ordered(rows);
        List<Row> chosen = sendable(handle, wanted, rows, order);
        return chosen.size() == wanted.most() ? frozen(handle, chosen, order.cycles()) : none;
    }

    private static boolean isBehind(ReadHandle handle, List<String> underWay, List<Row> rows) {
        return handle.sql()
                .first(
                        BEHIND,
                        row -> row.getBoolean(1),
                        JsonRows.of(underWay),
                        JsonRows.of(rows.stream().map(Row::opSeq).toList()))
                .orElseThrow();
    }

    private static DependencyOrder ordered(List<Row> rows) {
        return DependencyOrder.of(rows.stream().map(Row::node).toList());
    }

    record Row(
            long opSeq,
            String id,
            String kind,
            String type,
            String entity,
            boolean everSent,
            List<Ref> refs) {

        Ref thing() {
            return new Ref(type, entity);
        }

        Row referringTo(List<Ref> others) {
            return new Row(opSeq, id, kind, type, entity, everSent, others);
        }

        DependencyOrder.Node node() {
            return new DependencyOrder.Node(
                    id,
                    OperationKind.ofWord(kind).orElseThrow(),
                    type + "/" + entity,
                    refs.stream().map(Ref::key).toList());
        }
    }

    /// No more are read than are wanted: those that were tried and answered in this round are not among the open ones, and
    /// may be thousands.
    static List<Row> candidates(ReadHandle handle, Wanted wanted, int window) {
        List<Row> rows = new ArrayList<>();
        var _ =
                handle.sql()
                        .firstPresent(
                                CANDIDATES,
                                row -> {
                                    if (!wanted.without().contains(row.getString("operation_id"))) {
                                        rows.add(row(row));
                                    }
                                    return rows.size() == window
                                            ? Optional.of(window)
                                            : Optional.empty();
                                },
                                wanted.everything() ? 1 : 0,
                                wanted.now().toEpochMilli(),
                                wanted.latest().toEpochMilli());
        Map<Long, List<Ref>> refs = Orphans.refs(handle, rows.stream().map(Row::opSeq).toList());
        return rows.stream()
                .map(row -> row.referringTo(refs.getOrDefault(row.opSeq(), List.of())))
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("op_seq"),
                row.getString("operation_id"),
                row.getString("kind"),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getBoolean("ever_sent"),
                List.of());
    }

    /// The operations on things of a type, and on things without a number that those refer to.
    private static Set<String> needed(List<Row> rows, String type) {
        Set<String> needed = new HashSet<>();
        Set<String> parents = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Row row : rows) {
                if ((row.type().equals(type) || parents.contains(row.type() + "/" + row.entity()))
                        && needed.add(row.id())) {
                    row.refs().stream()
                            .filter(ref -> TempId.isTempId(ref.id()))
                            .forEach(ref -> parents.add(ref.key()));
                    grew = true;
                }
            }
        }
        return needed;
    }

    /// Leaves out what refers to a temporary id whose creation neither goes along nor was answered, and what refers to
    /// something that is gone.
    private List<Row> sendable(
            WriteHandle handle, Wanted wanted, List<Row> rows, DependencyOrder order) {
        Map<String, Row> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        if (wanted.only() != null) {
            byId.keySet().retainAll(needed(rows, wanted.only()));
        }
        Set<String> along = new HashSet<>();
        Map<Ref, Boolean> there = new HashMap<>();
        List<Row> chosen = new ArrayList<>();
        for (String id : order.sorted()) {
            Row row = byId.get(id);
            if (row == null || chosen.size() == wanted.most()) {
                continue;
            }
            Optional<Ref> gone = gone(handle, row, there);
            if (gone.isPresent()
                    && EntityOutbox.movedSince(
                            handle, types, row.thing(), row.opSeq(), gone.get())) {
                row = row.referringTo(Orphans.refs(handle, row.opSeq()));
                gone = gone(handle, row, there);
            }
            if (gone.isPresent()) {
                Orphans.found(handle, row.opSeq(), row.thing(), gone.get());
            } else if (isReady(row, along)) {
                chosen.add(row);
                along.add(row.thing().key());
                if (isNew(row)) {
                    there.put(row.thing(), true);
                }
            }
        }
        return chosen;
    }

    /// Whether it makes a thing that the hub has never heard of. Were that deleted here, nothing of it would be left.
    private static boolean isNew(Row row) {
        return row.kind().equals("create") && !row.everSent();
    }

    /// What an operation names and nobody has any more. One that was sent before goes again all the same: the hub may have
    /// done it already, unless it names what the hub never gave a number.
    private Optional<Ref> gone(ReadHandle handle, Row row, Map<Ref, Boolean> there) {
        return row.refs().stream()
                .filter(ref -> !row.everSent() || TempId.isTempId(ref.id()))
                .filter(ref ->
                        !there.computeIfAbsent(ref, one -> Orphans.isThere(handle, types, one)))
                .findFirst();
    }

    private static boolean isReady(Row row, Set<String> along) {
        return row.refs().stream()
                .allMatch(ref -> !TempId.isTempId(ref.id()) || along.contains(ref.key()));
    }

    private Batch frozen(WriteHandle handle, List<Row> chosen, List<List<String>> cycles) {
        List<String> ids = new ArrayList<>();
        List<String> operations = new ArrayList<>();
        Set<Push.IdMapping> numbers = new LinkedHashSet<>();
        Set<String> stopped = new HashSet<>();
        cycles.forEach(ring -> Circles.stop(handle, ring));
        int bytes = 0;
        Map<Long, Words> words = words(handle, chosen);
        long told = told(handle);
        for (Row row : chosen) {
            String operation = worded(handle, row, said(words, row.opSeq()), told, stopped);
            if (operation == null) {
                continue;
            }
            bytes += operation.getBytes(UTF_8).length + 1;
            if (bytes > MOST_BYTES && !ids.isEmpty()) {
                break;
            }
            ids.add(row.id());
            operations.add(operation);
            if (!TempId.isTempId(row.entity())) {
                numbers.addAll(numbers(handle, operation));
            }
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'sent', ever_sent = 1, frozen = ? WHERE op_seq = ?",
                            operation,
                            row.opSeq());
        }
        return new Batch(ids, operations, List.copyOf(numbers), cycles);
    }

    /// One that cannot be worded is set aside for a person and stands in nobody's way; what names the thing that it would make
    /// waits with it.
    ///
    /// @param stopped the things of those of this batch that do not go
    /// @return null if it does not go
    private @Nullable String worded(
            WriteHandle handle, Row row, Words words, long told, Set<String> stopped) {
        if (row.refs().stream().map(Ref::key).anyMatch(stopped::contains)) {
            stopped.add(row.thing().key());
            return null;
        }
        try {
            return frozen(handle, row, words, told);
        } catch (Unwordable e) {
            setAside(handle, row.id(), e.getMessage());
            // Else nobody could take it out, number what it names, or try a later one again.
            handle.sql()
                    .run(
                            "UPDATE outbox SET before = NULL WHERE entity_type = ? AND entity_id = ?"
                                    + " AND op_seq >= ? AND NOT json_valid(before)",
                            row.type(),
                            row.entity(),
                            row.opSeq());
            LOG.error("lab {}: set aside: {}", lab.labId(), e.getMessage(), e);
            stopped.add(row.thing().key());
            return null;
        }
    }

    /// Of an operation nothing can be told to the hub any more.
    private static final class Unwordable extends Exception {

        private static final long serialVersionUID = 1;

        private Unwordable(Row row, @Nullable Exception cause) {
            super(
                    "The waiting change %s of %s %s has lost what it changes. Run: station verify, then take it out of the queue and make the change again."
                            .formatted(row.id(), row.type(), row.entity()),
                    cause);
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    private static List<Push.IdMapping> numbers(ReadHandle handle, String operation) {
        return TempId.in(operation).stream()
                .sorted()
                .flatMap(id ->
                        handle
                                .sql()
                                .first(
                                        "SELECT real_id, entity_type FROM id_mapping WHERE temp_id = ?"
                                                + " AND real_id IS NOT NULL",
                                        row ->
                                                new Push.IdMapping(
                                                        id,
                                                        row.getLong("real_id"),
                                                        row.getString("entity_type")),
                                        id)
                                .stream())
                .toList();
    }

    /// @param editedAt when it was said, or the last edit was taken in
    /// @param refs the ids of what it names, by field
    private record Words(
            @Nullable String frozen,
            @Nullable String payload,
            @Nullable String before,
            String author,
            long editedAt,
            Map<String, String> refs) {}

    private static Map<Long, Words> words(ReadHandle handle, List<Row> chosen) {
        String numbers = JsonRows.of(chosen.stream().map(Row::opSeq).toList());
        Map<Long, Words> words = new HashMap<>();
        handle.sql()
                .each(
                        "SELECT op_seq, frozen, payload, before, author, coalesce(edited_at, created_at) AS edited_at"
                                + " FROM outbox"
                                + " WHERE op_seq IN (SELECT value FROM json_each(?))",
                        row -> words.put(row.getLong("op_seq"), words(row)),
                        numbers);
        handle.sql()
                .each(
                        "SELECT op_seq, field, ref_id FROM outbox_ref"
                                + " WHERE op_seq IN (SELECT value FROM json_each(?))",
                        row ->
                                said(words, row.getLong(1))
                                        .refs()
                                        .put(row.getString(2), row.getString(3)),
                        numbers);
        return words;
    }

    private static Words said(Map<Long, Words> words, long opSeq) {
        return Objects.requireNonNull(words.get(opSeq), "an operation of this transaction is gone");
    }

    /// A number that the hub has heard is answered would look like an old copy of this store.
    private String frozen(WriteHandle handle, Row row, Words words, long told) throws Unwordable {
        if (words.frozen() != null) {
            return words.frozen();
        }
        ObjectNode operation = worded(handle, row, words);
        if (row.opSeq() <= told) {
            operation.remove("opSeq");
        }
        return CanonicalJson.of(operation);
    }

    private ObjectNode worded(WriteHandle handle, Row row, Words words) throws Unwordable {
        ObjectNode data = data(row, words);
        ObjectNode operation =
                Json.object()
                        .put("id", row.id())
                        .put("operation", row.kind())
                        .put("entityType", row.type())
                        .put(
                                "entityId",
                                row.kind().equals("create") ? born(handle, row) : row.entity())
                        .put("timestamp", words.editedAt())
                        .put("opSeq", row.opSeq())
                        .put("userId", words.author())
                        .put("labId", lab.labId())
                        .put("tenantId", lab.tenantId())
                        .put("schema", Push.SCHEMA);
        operation.set("data", data);
        if (!row.kind().equals("create")) {
            based(handle, row, words, operation);
        }
        return operation;
    }

    /// Says what the change was made on.
    private void based(ReadHandle handle, Row row, Words words, ObjectNode operation)
            throws Unwordable {
        EntityDescriptor type = types.of(row.type()).orElseThrow(() -> new Unwordable(row, null));
        StoredEntity entity =
                new EntityTable(type)
                        .find(handle, row.entity())
                        .orElseThrow(() -> new Unwordable(row, null));
        EntityMetadata base = entity.metadata();
        operation.put("baseVersion", base.version());
        if (base.hash() != null) {
            operation.put("baseHash", base.hash());
        }
        if (words.before() != null) {
            ObjectNode before = parsed(row, words.before());
            operation.set("baseData", seen(handle, row, type, entity, before));
        }
    }

    private static ObjectNode seen(
            ReadHandle handle,
            Row row,
            EntityDescriptor type,
            StoredEntity entity,
            ObjectNode before)
            throws Unwordable {
        try {
            return SeenFields.of(handle, type, entity, row.opSeq(), before);
        } catch (SQLException e) {
            throw new Unwordable(row, e);
        }
    }

    /// The id it was made under: one that goes up again after the hub was restored may have its number already.
    private static String born(ReadHandle handle, Row row) {
        if (TempId.isTempId(row.entity())) {
            return row.entity();
        }
        return handle.sql()
                .first(
                        "SELECT temp_id FROM id_mapping WHERE entity_type = ? AND real_id = ?"
                                + " AND temp_id LIKE 'temp%' ORDER BY temp_id LIMIT 1",
                        found -> found.getString(1), row.type(), row.entity())
                .orElse(row.entity());
    }

    private static ObjectNode data(Row row, Words words) throws Unwordable {
        ObjectNode data = parsed(row, words.payload());
        words.refs().forEach(data::put);
        return data;
    }

    private static ObjectNode parsed(Row row, @Nullable String json) throws Unwordable {
        if (json == null) {
            throw new Unwordable(row, null);
        }
        try {
            return Shadows.parsed(json);
        } catch (SQLException e) {
            throw new Unwordable(row, e);
        }
    }

    private static Words words(ResultSet row) throws SQLException {
        return new Words(
                row.getString("frozen"),
                row.getString("payload"),
                row.getString("before"),
                row.getString("author"),
                row.getLong("edited_at"),
                new HashMap<>());
    }

    /// They could not be brought over and are tried again then; no attempt counts.
    public static void postpone(
            WriteHandle handle, List<String> ids, Instant until, String reason) {
        again(handle, ids, until, reason, 0);
    }

    /// They failed by themselves; after `most` failures they are set aside for a person.
    public static void fail(
            WriteHandle handle, List<String> ids, Instant until, String reason, int most) {
        again(handle, ids, until, reason, 1);
        for (String id : ids) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET %s WHERE operation_id = ? AND attempts >= ? AND status = 'pending'"
                                    .formatted(SET_ASIDE),
                            id,
                            most);
            PushResults.stopBehind(handle, id);
        }
    }

    /// How often it failed of its own so far.
    public static int failures(WriteHandle handle, String id) {
        return handle.sql()
                .first(
                        "SELECT attempts FROM outbox WHERE operation_id = ?",
                        row -> row.getInt(1),
                        id)
                .orElse(0);
    }

    /// It can never pass as it is.
    public static void setAside(WriteHandle handle, String id, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET %s, last_error = ? WHERE operation_id = ? AND status IN ('pending', 'sent', 'held')"
                                .formatted(SET_ASIDE),
                        reason,
                        id);
        PushResults.stopBehind(handle, id);
    }

    private static void again(
            WriteHandle handle, List<String> ids, Instant until, String reason, int failures) {
        for (String id : ids) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'pending', attempts = attempts + ?, next_attempt_at = ?,"
                                    + " last_error = ? WHERE operation_id = ?"
                                    + " AND status IN ('pending', 'sent', 'held')",
                            failures,
                            until.toEpochMilli(),
                            reason,
                            id);
        }
    }
}
