package io.prepstation.kiosk.store;

import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.TempId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What refers to a thing that is gone (SYN-6): changes are held against the rows before they are sent, and what the hub
/// refused for want of its parent counts as well. A supervisor has it deleted, kept at this station, or queued until the
/// parent is back; one whose parent comes back goes by itself.
public final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private static final String REFERS = "refers to ";
    private static final String WAITS = "waits for ";
    private static final String GONE = ", which is gone";
    private static final String KEPT = "kept here: ";
    private static final String REFUSED = "PARENT_MISSING";

    /// Facts of the past stay whatever becomes of what they are about.
    private static final List<String> LASTING =
            List.of(EntityType.STOCK_MOVES.word(), EntityType.BALANCE_CHECKS.word());

    private static final int MOST_ROWS = 50;

    private Orphans() {}

    /// What became of an orphan.
    public enum State {
        /// It is none.
        NONE,
        /// A person has to choose.
        FOUND,
        /// It goes up when its parent is back.
        QUEUED,
        /// It stays at this station.
        KEPT
    }

    /// A thing that both sides have, but not what it refers to.
    ///
    /// @param state never NONE
    public record Row(String type, String id, String parentType, String parentId, State state) {

        /// As the thing is named in orders.
        String key() {
            return type + "/" + id;
        }

        public String reason() {
            return REFERS + parentType + " " + parentId + GONE;
        }
    }

    public static State stateOf(OutboxOperation operation) {
        String reason = operation.lastError();
        if (reason == null) {
            return State.NONE;
        }
        return switch (operation.status()) {
            case REJECTED -> reason.startsWith(REFUSED) ? State.FOUND : State.NONE;
            case BLOCKED ->
                    reason.startsWith(REFERS)
                            ? State.FOUND
                            : reason.startsWith(KEPT)
                                    ? State.KEPT
                                    : reason.startsWith(WAITS) && reason.endsWith(GONE)
                                            ? State.QUEUED
                                            : State.NONE;
            case PENDING, SENT, HELD, CONFLICT, ACKNOWLEDGED -> State.NONE;
        };
    }

    /// How many a person has chosen for, so that nobody needs to look.
    public static int settled(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT count(*) FROM outbox WHERE status = 'blocked' AND (last_error LIKE ? OR last_error LIKE ?)",
                        row -> row.getInt(1),
                        KEPT + "%",
                        WAITS + "%" + GONE)
                .orElse(0);
    }

    /// What an operation names.
    record Ref(String type, String id) {}

    /// Whether a thing can be referred to at the hub once all of the queue is there.
    static boolean isThere(ReadHandle handle, EntityTypes types, Ref ref) {
        Optional<EntityTable> table = types.of(ref.type()).map(EntityTable::new);
        if (table.isEmpty()) {
            return true;
        }
        boolean living =
                table.get()
                        .find(handle, ref.id())
                        .filter(row -> !row.metadata().deleted())
                        .isPresent();
        return living && (!TempId.isTempId(ref.id()) || isBeingMade(handle, ref));
    }

    private static boolean isBeingMade(ReadHandle handle, Ref ref) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM outbox WHERE entity_id = ? AND entity_type = ? AND kind = 'create'"
                                + " AND status <> 'acknowledged'",
                        row -> row.getInt(1),
                        ref.id(),
                        ref.type())
                .isPresent();
    }

    /// An operation is not sent, because what it names is gone.
    static void found(WriteHandle handle, long opSeq, String type, String id, Ref parent) {
        String reason = REFERS + parent.type() + " " + parent.id() + GONE;
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE op_seq = ?",
                        reason,
                        opSeq);
        PushResults.block(handle, type, id, WAITS + type + " " + id + ", whose parent is gone");
        LOG.warn("a change of {} {} {}", type, id, reason);
    }

    /// After each news of the hub: what refers to something that is back goes up.
    public static void release(WriteHandle handle, EntityTypes types, Instant now) {
        List<Long> waiting =
                handle.sql()
                        .list(
                                "SELECT op_seq FROM outbox WHERE status = 'blocked' AND ever_sent = 0"
                                        + " AND (last_error LIKE ? OR last_error LIKE ?)",
                                row -> row.getLong(1),
                                REFERS + "%" + GONE,
                                WAITS + "%" + GONE);
        for (long opSeq : waiting) {
            if (refs(handle, opSeq).stream().allMatch(ref -> isThere(handle, types, ref))) {
                handle.sql()
                        .run(
                                "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?"
                                        + " WHERE op_seq = ?",
                                now.toEpochMilli(),
                                opSeq);
            }
        }
        if (!waiting.isEmpty()) {
            LostByOthers.hold(handle);
        }
    }

    private static List<Ref> refs(ReadHandle handle, long opSeq) {
        return handle.sql()
                .list(
                        "SELECT ref_type, ref_id FROM outbox_ref WHERE op_seq = ?",
                        row -> new Ref(row.getString(1), row.getString(2)),
                        opSeq);
    }

    /// It stays at this station and is not sent.
    static void keep(WriteHandle handle, long opSeq, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE op_seq = ?",
                        KEPT + reason,
                        opSeq);
    }

    /// It goes up when what it names is back, as another operation, because the hub would repeat its answer to this one.
    static void queue(WriteHandle handle, long opSeq, String freshId) {
        String parent =
                refs(handle, opSeq).stream()
                        .findFirst()
                        .map(ref -> ref.type() + " " + ref.id())
                        .orElse("its parent");
        handle.sql()
                .run(
                        "UPDATE outbox SET operation_id = ?, frozen = NULL, ever_sent = 0, attempts = 0,"
                                + " status = 'blocked', last_error = ? WHERE op_seq = ?",
                        freshId,
                        WAITS + parent + GONE,
                        opSeq);
    }

    /// Things that both sides have, but not what they refer to: the first of them.
    public static List<Row> rows(ReadHandle handle, EntityTypes types) {
        List<Row> rows = new ArrayList<>();
        for (EntityDescriptor child : types.all()) {
            if (LASTING.contains(child.word())) {
                continue;
            }
            for (Relation relation : child.relations()) {
                for (String parent : parents(types, relation)) {
                    rows.addAll(rows(handle, child, relation, parent));
                }
            }
        }
        return rows;
    }

    private static List<String> parents(EntityTypes types, Relation relation) {
        return relation.byField()
                ? types.all().stream().map(EntityDescriptor::word).toList()
                : types.of(relation.target()).stream().map(EntityDescriptor::word).toList();
    }

    private static List<Row> rows(
            ReadHandle handle, EntityDescriptor child, Relation relation, String parent) {
        String column = child.field(relation.field()).orElseThrow().column();
        String ofType =
                relation.byField()
                        ? " AND c.%s = '%s'"
                                .formatted(
                                        child.field(relation.target()).orElseThrow().column(),
                                        parent)
                        : "";
        return handle
                .sql()
                .list(
                        """
                        SELECT c.id, p.id FROM %1$s c JOIN %2$s p ON p.id = c.%3$s
                        WHERE p.withdrawn = 1 AND c.withdrawn = 0 AND c.sync_status = 'synced'%4$s
                        ORDER BY c.id LIMIT %5$d
                        """
                                .formatted(child.word(), parent, column, ofType, MOST_ROWS),
                        row ->
                                new Row(
                                        child.word(),
                                        row.getString(1),
                                        parent,
                                        row.getString(2),
                                        State.FOUND))
                .stream()
                .map(row -> chosen(handle, row))
                .toList();
    }

    private static Row chosen(ReadHandle handle, Row row) {
        @Nullable String chosen = SyncState.get(handle, memory(row)).orElse(null);
        return chosen == null
                ? row
                : new Row(
                        row.type(),
                        row.id(),
                        row.parentType(),
                        row.parentId(),
                        State.valueOf(chosen));
    }

    /// Nobody is asked again about this row and this parent.
    static void choose(WriteHandle handle, Row row, State chosen) {
        SyncState.put(handle, memory(row), chosen.name());
    }

    private static String memory(Row row) {
        return "orphan " + row.key() + " of " + row.parentType() + "/" + row.parentId();
    }
}
