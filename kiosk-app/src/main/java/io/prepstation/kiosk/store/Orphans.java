package io.prepstation.kiosk.store;

import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.TempId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes that refer to a thing that is gone (SYN-6): they are held against the rows before they are sent, and what the hub
/// refused for want of its parent counts as well. A supervisor has each given up, kept at this station, or queued until the
/// parent is back; one whose parent comes back before anybody chose goes by itself.
public final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private static final String REFERS = "refers to ";
    private static final String WAITS = "waits for ";
    private static final String GONE = ", which is gone";
    private static final String TAKEN_OUT = ", which was taken out of the queue";

    /// How the reasons end of those that go when their parent is back, and not when something else is at the hub.
    static final String GONE_LIKE = "%" + GONE;

    private static final String KEPT = "kept here: ";
    private static final String REFUSED = "PARENT_MISSING";

    private static final String SETTLED =
            """
            WITH RECURSIVE settled (op_seq, type, id) AS (
                SELECT op_seq, entity_type, entity_id FROM outbox
                WHERE status = 'blocked' AND (last_error LIKE ?1 OR last_error LIKE ?2)
                UNION SELECT o.op_seq, o.entity_type, o.entity_id FROM settled s JOIN outbox o
                    ON o.entity_id = s.id AND o.entity_type = s.type AND o.op_seq > s.op_seq
                WHERE o.status = 'blocked' AND o.last_error LIKE ?3
                UNION SELECT o.op_seq, o.entity_type, o.entity_id FROM settled s
                    JOIN outbox_ref r ON r.ref_id = s.id AND r.ref_type = s.type JOIN outbox o ON o.op_seq = r.op_seq
                WHERE o.status = 'blocked' AND o.last_error LIKE ?3)
            SELECT op_seq FROM settled
            """;

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
        KEPT,
        /// It is none, but waits behind one that is queued or kept.
        BEHIND
    }

    /// A thing that is referred to.
    record Ref(String type, String id) {

        String key() {
            return type + "/" + id;
        }

        String isGone() {
            return REFERS + type + " " + id + GONE;
        }

        String isTakenOut() {
            return REFERS + type + " " + id + TAKEN_OUT;
        }
    }

    public static State stateOf(OutboxOperation operation) {
        return stateOf(operation.status(), operation.lastError());
    }

    static State stateOf(OperationStatus status, @Nullable String reason) {
        if (reason == null) {
            return State.NONE;
        }
        return switch (status) {
            case REJECTED -> reason.startsWith(REFUSED) ? State.FOUND : State.NONE;
            case BLOCKED -> stateOfBlocked(reason);
            case PENDING, SENT, HELD, CONFLICT, ACKNOWLEDGED -> State.NONE;
        };
    }

    private static State stateOfBlocked(String reason) {
        if (reason.startsWith(REFERS)) {
            return State.FOUND;
        }
        if (reason.startsWith(KEPT)) {
            return State.KEPT;
        }
        return reason.startsWith(WAITS) && reason.endsWith(GONE) ? State.QUEUED : State.NONE;
    }

    /// Those that a person has chosen for, and what waits behind them: nobody needs to look.
    ///
    /// @return numbers of operations
    public static Set<Long> settled(ReadHandle handle) {
        return Set.copyOf(
                handle.sql()
                        .list(
                                SETTLED,
                                row -> row.getLong(1),
                                KEPT + "%",
                                WAITS + GONE_LIKE,
                                WAITS + "%"));
    }

    /// The same as [#stateOf], which knows nothing of the others in the queue.
    ///
    /// @param settled as [#settled] has them
    public static State stateAmong(Set<Long> settled, OutboxOperation operation) {
        State state = stateOf(operation);
        return state == State.NONE && settled.contains(operation.opSeq()) ? State.BEHIND : state;
    }

    /// What an operation names.
    static List<Ref> refs(ReadHandle handle, long opSeq) {
        return handle.sql()
                .list(
                        "SELECT ref_type, ref_id FROM outbox_ref WHERE op_seq = ?",
                        row -> new Ref(row.getString(1), row.getString(2)),
                        opSeq);
    }

    /// What each of several names.
    static Map<Long, List<Ref>> refs(ReadHandle handle, Collection<Long> opSeqs) {
        Map<Long, List<Ref>> refs = new HashMap<>();
        handle.sql()
                .each(
                        "SELECT op_seq, ref_type, ref_id FROM outbox_ref"
                                + " WHERE op_seq IN (SELECT value FROM json_each(?)) ORDER BY op_seq, field",
                        row ->
                                refs.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                                        .add(new Ref(row.getString(2), row.getString(3))),
                        JsonRows.of(opSeqs));
        return refs;
    }

    /// Whether a thing can be referred to at the hub once all of the queue is there. What is not kept in rows here is the
    /// hub's to know.
    static boolean isThere(ReadHandle handle, EntityTypes types, Ref ref) {
        Optional<EntityDescriptor> type = types.of(ref.type());
        return type.isEmpty()
                || (isLiving(handle, type.get(), ref.id())
                        && (!TempId.isTempId(ref.id()) || isBeingMade(handle, ref)));
    }

    private static boolean isLiving(ReadHandle handle, EntityDescriptor type, String id) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM %s WHERE id = ? AND withdrawn = 0".formatted(type.word()),
                        row -> row.getInt(1),
                        id)
                .isPresent();
    }

    static boolean isBeingMade(ReadHandle handle, Ref ref) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM outbox WHERE entity_id = ? AND entity_type = ? AND kind = 'create'"
                                + " AND status <> 'acknowledged'",
                        row -> row.getInt(1),
                        ref.id(),
                        ref.type())
                .isPresent();
    }

    /// An operation is not sent, because what it names is gone. What builds on it waits with it.
    static void found(WriteHandle handle, long opSeq, Ref entity, Ref parent) {
        block(handle, opSeq, parent.isGone());
        stopBehind(handle, opSeq, entity);
        LOG.warn("a change of {} {} {}", entity.type(), entity.id(), parent.isGone());
    }

    /// What was changed of the same thing since, and what refers to it, waits with an operation that is set aside.
    static void stopBehind(WriteHandle handle, long opSeq, Ref entity) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE entity_id = ?"
                                + " AND entity_type = ? AND op_seq > ? AND status IN ('pending', 'held')",
                        "waits for a change that is not at the hub",
                        entity.id(),
                        entity.type(),
                        opSeq);
        PushResults.block(
                handle,
                entity.type(),
                entity.id(),
                WAITS + entity.type() + " " + entity.id() + ", whose parent is gone");
    }

    private static void block(WriteHandle handle, long opSeq, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE op_seq = ?",
                        reason,
                        opSeq);
    }

    /// After each news of the hub, and when a thing is shown again: what refers to something that is back goes up.
    public static void release(WriteHandle handle, EntityTypes types, Instant now) {
        OrphanRows.forget(handle, types);
        List<Long> waiting =
                handle.sql()
                        .list(
                                "SELECT op_seq FROM outbox WHERE status = 'blocked' AND ever_sent = 0"
                                        + " AND (last_error LIKE ? OR last_error LIKE ? OR last_error LIKE ?)"
                                        + " ORDER BY op_seq",
                                row -> row.getLong(1),
                                REFERS + GONE_LIKE,
                                REFERS + "%" + TAKEN_OUT,
                                WAITS + GONE_LIKE);
        waiting.forEach(opSeq -> releaseIfComplete(handle, types, opSeq, now));
    }

    /// It goes up if all that it names is there, or what a later change made it name, after what it builds on.
    static void releaseIfComplete(WriteHandle handle, EntityTypes types, long opSeq, Instant now) {
        Optional<Ref> gone = gone(handle, types, opSeq);
        if (gone.isPresent()
                && EntityOutbox.movedSince(
                        handle, types, thing(handle, opSeq), opSeq, gone.get())) {
            gone = gone(handle, types, opSeq);
        }
        if (gone.isEmpty()) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?"
                                    + " WHERE op_seq = ?",
                            now.toEpochMilli(),
                            opSeq);
            EntityOutbox.waitIfOthersDo(handle, opSeq);
        }
    }

    private static Optional<Ref> gone(ReadHandle handle, EntityTypes types, long opSeq) {
        return refs(handle, opSeq).stream().filter(ref -> !isThere(handle, types, ref)).findFirst();
    }

    private static Ref thing(ReadHandle handle, long opSeq) {
        return handle.sql()
                .first(
                        "SELECT entity_type, entity_id FROM outbox WHERE op_seq = ?",
                        row -> new Ref(row.getString(1), row.getString(2)),
                        opSeq)
                .orElseThrow();
    }

    /// It stays at this station and is not sent.
    ///
    /// @param freshId as [#queue] needs one, because a person may choose otherwise later
    static void keep(WriteHandle handle, long opSeq, String freshId, String reason) {
        asAnother(handle, opSeq, freshId);
        block(handle, opSeq, KEPT + reason);
    }

    /// It goes up when what it names is back, which may be now.
    static void queue(
            WriteHandle handle, EntityTypes types, long opSeq, String freshId, Instant now) {
        String parent =
                gone(handle, types, opSeq)
                        .or(() -> refs(handle, opSeq).stream().findFirst())
                        .map(ref -> ref.type() + " " + ref.id())
                        .orElse("its parent");
        asAnother(handle, opSeq, freshId);
        block(handle, opSeq, WAITS + parent + GONE);
        releaseIfComplete(handle, types, opSeq, now);
    }

    /// The hub would repeat its answer to one that it refused.
    static void asAnother(WriteHandle handle, long opSeq, String freshId) {
        handle.sql()
                .run(
                        "UPDATE outbox SET operation_id = ?, frozen = NULL, ever_sent = 0, attempts = 0"
                                + " WHERE op_seq = ?",
                        freshId,
                        opSeq);
    }
}
