package io.prepstation.kiosk.store;

import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.TempId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /// How the reasons end of those that go when their parent is back, and not when something else is at the hub.
    static final String GONE_LIKE = "%" + GONE;

    private static final String KEPT = "kept here: ";
    private static final String REFUSED = "PARENT_MISSING";

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

    /// A thing that is referred to.
    record Ref(String type, String id) {

        String key() {
            return type + "/" + id;
        }

        String isGone() {
            return REFERS + type + " " + id + GONE;
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
    static List<Ref> refs(ReadHandle handle, long opSeq) {
        return handle.sql()
                .list(
                        "SELECT ref_type, ref_id FROM outbox_ref WHERE op_seq = ?",
                        row -> new Ref(row.getString(1), row.getString(2)),
                        opSeq);
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

    /// An operation is not sent, because what it names is gone. What builds on it waits with it.
    static void found(WriteHandle handle, long opSeq, Ref entity, Ref parent) {
        block(handle, opSeq, parent.isGone());
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
        LOG.warn("a change of {} {} {}", entity.type(), entity.id(), parent.isGone());
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
                                        + " AND (last_error LIKE ? OR last_error LIKE ?)",
                                row -> row.getLong(1),
                                REFERS + "%" + GONE,
                                WAITS + "%" + GONE);
        boolean any = false;
        for (long opSeq : waiting) {
            any |= releasedIfComplete(handle, types, opSeq, now);
        }
        if (any) {
            LostByOthers.hold(handle);
        }
    }

    /// It goes up if all that it names is there.
    static boolean releasedIfComplete(
            WriteHandle handle, EntityTypes types, long opSeq, Instant now) {
        boolean complete =
                refs(handle, opSeq).stream().allMatch(ref -> isThere(handle, types, ref));
        if (complete) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?"
                                    + " WHERE op_seq = ?",
                            now.toEpochMilli(),
                            opSeq);
        }
        return complete;
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
        List<Ref> refs = refs(handle, opSeq);
        String parent =
                refs.stream()
                        .filter(ref -> !isThere(handle, types, ref))
                        .findFirst()
                        .or(() -> refs.stream().findFirst())
                        .map(ref -> ref.type() + " " + ref.id())
                        .orElse("its parent");
        asAnother(handle, opSeq, freshId);
        block(handle, opSeq, WAITS + parent + GONE);
        if (releasedIfComplete(handle, types, opSeq, now)) {
            LostByOthers.hold(handle);
        }
    }

    /// The hub would repeat its answer to one that it refused.
    private static void asAnother(WriteHandle handle, long opSeq, String freshId) {
        handle.sql()
                .run(
                        "UPDATE outbox SET operation_id = ?, frozen = NULL, ever_sent = 0, attempts = 0"
                                + " WHERE op_seq = ?",
                        freshId,
                        opSeq);
    }
}
