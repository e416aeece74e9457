package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AppliedAnswers.Applied;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationStatus;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TempId;
import io.prepstation.model.sync.TypeCounts;
import io.prepstation.model.sync.TypeCounts.Count;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what the hub answered to a batch, in the caller's transaction. Answers are matched by the operation's id; one
/// that comes twice changes nothing the second time.
public final class PushResults {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private static final String REUSED = "OP_REUSED";

    /// Whether a refused operation `o` is made good by a later one `n`: another create of the same thing, or a later change of it. What
    /// was queued behind a refused create waits for that and replaces nothing.
    static final String MADE_GOOD =
            "n.entity_id = o.entity_id AND n.entity_type = o.entity_type AND n.op_seq > o.op_seq"
                    + " AND (n.kind = 'create' OR o.kind <> 'create' AND n.status <> 'blocked')";

    private static final String WAIT_FOR_A_REFUSED_ONE =
            """
            UPDATE outbox SET status = 'blocked', last_error = 'waits for a change that the hub refused'
            WHERE op_seq = ?1 AND status = 'pending' AND EXISTS (SELECT 1 FROM outbox o
                WHERE o.entity_type = outbox.entity_type AND o.entity_id = outbox.entity_id AND o.op_seq < ?1
                AND o.status = 'rejected' AND o.kind <> 'create'
                AND NOT EXISTS (SELECT 1 FROM outbox n WHERE %s AND n.op_seq <> ?1))
            """
                    .formatted(MADE_GOOD);

    private static final String SENT =
            "SELECT op_seq, operation_id, kind, entity_type, entity_id, before, attempts, status FROM outbox";

    private final EntityTypes types;
    private final IdMappings mappings;
    private final AppliedAnswers applied;
    private final Retry retry;
    private final Supplier<String> renewal;

    /// When something is tried again after so many failures.
    @FunctionalInterface
    public interface Retry {
        Instant after(int failures);
    }

    /// @param renewal ids for operations that go up again as others
    public PushResults(
            EntityTypes types, IdMappings mappings, Retry retry, Supplier<String> renewal) {
        this.types = types;
        this.mappings = mappings;
        this.applied = new AppliedAnswers(types, mappings);
        this.retry = retry;
        this.renewal = renewal;
    }

    /// What the answers came to.
    ///
    /// @param dropped how many left the queue and are not at the hub, which is nobody's trouble
    public record Tally(
            int applied,
            int dropped,
            int conflicts,
            int failed,
            List<String> errors,
            TypeCounts types) {

        static final Tally NONE = new Tally(0, 0, 0, 0, List.of(), TypeCounts.NONE);

        public Tally {
            errors = List.copyOf(errors);
        }

        private static Tally of(Sent sent, int conflicts, List<String> errors, Count count) {
            return new Tally(
                    0,
                    0,
                    conflicts,
                    errors.size(),
                    errors,
                    TypeCounts.NONE.and(sent.type(), count));
        }

        private Tally and(Tally other) {
            List<String> all = new ArrayList<>(errors);
            all.addAll(other.errors);
            return new Tally(
                    applied + other.applied,
                    dropped + other.dropped,
                    conflicts + other.conflicts,
                    failed + other.failed,
                    all,
                    types.and(other.types));
        }
    }

    record Sent(
            long opSeq,
            String id,
            OperationKind kind,
            String type,
            String entityId,
            @Nullable String before,
            int attempts,
            String status) {

        boolean isOpen() {
            return List.of("pending", "sent", "held").contains(status);
        }
    }

    /// @param most failures of its own after which an operation is set aside
    public Tally keep(WriteHandle handle, List<Push.Result> results, Instant now, int most) {
        Tally all = Tally.NONE;
        for (List<Push.Result> together : together(results)) {
            all =
                    all.and(
                            isApplied(together.getFirst())
                                    ? applied(handle, together, now)
                                    : refused(handle, together.getFirst(), now, most));
        }
        if (all.conflicts() > 0) {
            Conflicts.keepUp(handle, types);
        }
        return all;
    }

    /// In their order: those that the hub applied as many at once as stand beside each other, any other alone.
    private static List<List<Push.Result>> together(List<Push.Result> results) {
        List<List<Push.Result>> parts = new ArrayList<>();
        for (Push.Result result : results) {
            if (parts.isEmpty() || !isApplied(result) || !isApplied(parts.getLast().getFirst())) {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(result);
        }
        return parts;
    }

    private static OperationStatus statusOf(Push.Result result) {
        return OperationStatus.ofWord(result.status()).orElse(OperationStatus.RETRY);
    }

    private static boolean isApplied(Push.Result result) {
        return switch (statusOf(result)) {
            case APPLIED, DUPLICATE -> true;
            case CONFLICT, REJECTED, RETRY, BLOCKED -> false;
        };
    }

    private Tally applied(WriteHandle handle, List<Push.Result> results, Instant now) {
        List<Applied> open = open(handle, results);
        if (open.size() > 1 && !applied.areApart(handle, open)) {
            return results.stream()
                    .map(one -> applied(handle, List.of(one), now))
                    .reduce(Tally.NONE, Tally::and);
        }
        if (open.size() == 1) {
            applied.keep(handle, open.getFirst(), now);
        } else {
            applied.keep(handle, open, now);
        }
        return tally(handle, open);
    }

    /// Whether answers that the hub has operations change nothing but what those are about: no number that another thing had, no
    /// deletion that others wait for.
    public boolean areApart(ReadHandle handle, List<Push.Result> results) {
        List<Applied> open = open(handle, results);
        return open.size() == results.size()
                && results.stream().allMatch(PushResults::isApplied)
                && open.stream().noneMatch(one -> one.sent().kind() == OperationKind.DELETE)
                && applied.areApart(handle, open);
    }

    private static Tally tally(WriteHandle handle, List<Applied> applied) {
        TypeCounts counts = TypeCounts.NONE;
        for (Applied one : applied) {
            if (Boolean.TRUE.equals(one.result().merged())) {
                ConflictStatistics.countMerged(handle);
            }
            counts = counts.and(one.sent().type(), Count.SYNCED);
        }
        return new Tally(applied.size(), 0, 0, 0, List.of(), counts);
    }

    /// Those of them that are waited for.
    private static List<Applied> open(ReadHandle handle, List<Push.Result> results) {
        Map<String, Sent> open = new HashMap<>();
        handle
                .sql()
                .list(
                        SENT + " WHERE operation_id IN (SELECT value FROM json_each(?))",
                        PushResults::sent,
                        JsonRows.of(results.stream().map(Push.Result::operationId).toList()))
                .stream()
                .filter(Sent::isOpen)
                .forEach(sent -> open.put(sent.id(), sent));
        List<Applied> waited = new ArrayList<>();
        for (Push.Result result : results) {
            Sent sent = open.remove(result.operationId());
            if (sent == null) {
                LOG.debug("an answer to {} that nobody waits for", result.operationId());
            } else {
                waited.add(new Applied(sent, result));
            }
        }
        return waited;
    }

    private Tally refused(WriteHandle handle, Push.Result result, Instant now, int most) {
        Optional<Sent> found = find(handle, result.operationId()).filter(Sent::isOpen);
        if (found.isEmpty()) {
            LOG.debug("an answer to {} that nobody waits for", result.operationId());
            return Tally.NONE;
        }
        Sent sent = found.get();
        if (sent.type().equals(EntityType.SESSIONS.word())
                && statusOf(result) != OperationStatus.RETRY) {
            return dropped(handle, sent, result);
        }
        return switch (statusOf(result)) {
            case APPLIED, DUPLICATE -> throw new IllegalArgumentException(result.status());
            case CONFLICT -> {
                conflict(handle, sent, result, now);
                yield Tally.of(sent, 1, List.of(), Count.IN_CONFLICT);
            }
            case REJECTED -> {
                if (REUSED.equals(result.code())) {
                    renewed(handle, sent, result, now);
                    yield Tally.NONE;
                }
                yield failed(sent, rejected(handle, sent, result));
            }
            case RETRY -> {
                String reason = reason(result);
                PushQueue.postpone(handle, List.of(sent.id()), retry.after(1), reason);
                yield failed(sent, reason);
            }
            case BLOCKED -> {
                String reason = reason(result);
                Instant later = retry.after(sent.attempts() + 1);
                PushQueue.fail(handle, List.of(sent.id()), later, reason, most);
                yield failed(sent, reason);
            }
        };
    }

    /// An announcement that is not taken is nobody's trouble: a hub of before there were any takes none.
    private static Tally dropped(WriteHandle handle, Sent sent, Push.Result result) {
        LOG.info("session {} is not announced: {}", sent.entityId(), reason(result));
        end(handle, sent, "acknowledged", reason(result));
        return new Tally(0, 1, 0, 0, List.of(), TypeCounts.NONE);
    }

    private static Tally failed(Sent sent, String reason) {
        return Tally.of(sent, 0, List.of(reason), Count.FAILED);
    }

    static Optional<Sent> find(ReadHandle handle, String operationId) {
        return handle.sql().first(SENT + " WHERE operation_id = ?", PushResults::sent, operationId);
    }

    /// The hub has it: the number it gave stands everywhere from here on.
    void applied(WriteHandle handle, Sent sent, Push.Result result, Instant now) {
        applied.keep(handle, new Applied(sent, result), now);
    }

    /// What may go as far as one thing is concerned waits on for another one. Nor does it make good a refused change before it, which
    /// nobody has looked at.
    static void waitBehindOthers(WriteHandle handle, long opSeq) {
        EntityOutbox.waitIfOthersDo(handle, opSeq);
        handle.sql().run(WAIT_FOR_A_REFUSED_ONE, opSeq);
    }

    /// What waited for a refused parent, or an earlier change, may go once that is at the hub after all.
    static void release(WriteHandle handle, String type, String id, Instant now) {
        AppliedAnswers.release(handle, List.of(new Orphans.Ref(type, id)), now);
    }

    /// The hub has had another operation under this id: this store is an old copy, in which it was worded otherwise. What
    /// it says goes up under a new id, as a change of what the hub made of the first. What is only ever added to, such as a
    /// movement of stock, is the same under its own id: no more than the names of what it is about can be worded otherwise.
    void renewed(WriteHandle handle, Sent sent, Push.Result result, Instant now) {
        if (result.version() != null && isAddition(sent)) {
            applied(handle, sent, result, now);
            return;
        }
        String id = sent.entityId();
        Long realId = result.realId();
        if (realId != null && TempId.isTempId(id)) {
            mappings.settle(handle, sent.type(), id, String.valueOf(realId), now);
            id = String.valueOf(realId);
        }
        Integer version = result.version();
        boolean known = version != null;
        if (version != null) {
            applied.acknowledged(handle, new Orphans.Ref(sent.type(), id), version, result.hash());
        }
        boolean change = known && sent.kind() == OperationKind.CREATE;
        handle.sql()
                .run(
                        "UPDATE outbox SET operation_id = ?, kind = ?, payload = ?, status = 'pending',"
                                + " frozen = NULL, ever_sent = 0, last_error = NULL, next_attempt_at = ?"
                                + " WHERE op_seq = ?",
                        renewal.get(),
                        change ? OperationKind.UPDATE.word() : sent.kind().word(),
                        change ? asChange(handle, sent) : payload(handle, sent),
                        now.toEpochMilli(),
                        sent.opSeq());
        LOG.warn(
                "{} of {} {} goes up again under a new id, because this store is an old copy",
                sent.kind(),
                sent.type(),
                id);
    }

    private boolean isAddition(Sent sent) {
        return sent.kind() == OperationKind.CREATE
                && types.of(sent.type()).filter(type -> type.writing().appendOnly()).isPresent();
    }

    private static String payload(ReadHandle handle, Sent sent) {
        return handle.sql()
                .first(
                        "SELECT payload FROM outbox WHERE op_seq = ?",
                        row -> row.getString(1),
                        sent.opSeq())
                .orElseThrow();
    }

    /// What is derived only its creation may say.
    private String asChange(WriteHandle handle, Sent sent) {
        ObjectNode whole =
                handle.sql()
                        .first(
                                "SELECT payload FROM outbox WHERE op_seq = ?",
                                row -> Shadows.parsed(row.getString(1)),
                                sent.opSeq())
                        .orElseThrow();
        ObjectNode change = whole.deepCopy();
        types.of(sent.type()).ifPresent(type -> change.remove(type.writing().derived()));
        RenewedCreations.keep(handle, sent.opSeq(), whole, change);
        return CanonicalJson.of(change);
    }

    private void conflict(WriteHandle handle, Sent sent, Push.Result result, Instant now) {
        Push.ConflictData data = result.conflictData();
        if (data == null) {
            PushQueue.postpone(
                    handle, List.of(sent.id()), retry.after(1), "a conflict without its two sides");
            return;
        }
        Conflicts.add(handle, sent, result, data, now);
        handle.sql()
                .run(
                        "DELETE FROM outbox WHERE entity_type = ? AND entity_id = ? AND ever_sent = 0"
                                + " AND op_seq > ? AND status IN ('pending', 'held', 'blocked')",
                        sent.type(),
                        sent.entityId(),
                        sent.opSeq());
        // Those that the hub had done before it was restored stand in the row too, which is this
        // side of the conflict; so does one whose answer had not come then.
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'conflict', last_error = 'belongs to the conflict before it'"
                                + " WHERE entity_type = ? AND entity_id = ? AND op_seq > ?"
                                + " AND status IN ('pending', 'sent', 'held', 'blocked')",
                        sent.type(),
                        sent.entityId(),
                        sent.opSeq());
        end(handle, sent, "conflict", "changed by someone else too");
        mark(handle, sent, SyncMark.CONFLICT);
        block(handle, sent.type(), sent.entityId(), "waits for a conflict to be resolved");
    }

    private String rejected(WriteHandle handle, Sent sent, Push.Result result) {
        String reason = reason(result);
        end(handle, sent, "rejected", reason);
        mark(handle, sent, SyncMark.REJECTED);
        // One behind it may have been sent before the hub was restored, and its answer never came.
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE entity_type = ?"
                                + " AND entity_id = ? AND op_seq > ? AND status IN ('pending', 'sent', 'held')",
                        "waits for a change that the hub refused",
                        sent.type(),
                        sent.entityId(),
                        sent.opSeq());
        if (sent.kind() == OperationKind.CREATE) {
            block(
                    handle,
                    sent.type(),
                    sent.entityId(),
                    "waits for %s %s, which the hub refused"
                            .formatted(sent.type(), sent.entityId()));
        }
        LOG.warn("{} of {} {} refused: {}", sent.kind(), sent.type(), sent.entityId(), reason);
        return reason;
    }

    /// What can only wait for an operation that is set aside says so, and goes when that is at the hub or taken out.
    static void stopBehind(WriteHandle handle, String id) {
        Optional<Sent> stopped = find(handle, id).filter(one -> one.status().equals("blocked"));
        if (stopped.isEmpty()) {
            return;
        }
        Sent one = stopped.get();
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = 'waits for a change that is not at the hub'"
                                + " WHERE entity_type = ? AND entity_id = ? AND op_seq > ?"
                                + " AND status IN ('pending', 'sent', 'held')",
                        one.type(),
                        one.entityId(),
                        one.opSeq());
        if (one.kind() == OperationKind.CREATE) {
            block(
                    handle,
                    one.type(),
                    one.entityId(),
                    "waits for %s %s, which cannot be sent".formatted(one.type(), one.entityId()));
        }
    }

    /// What refers to a thing that the hub does not have waits for a person, and stands in nobody's way. What waits for
    /// that waits too; what stands before it does not. A thing that has a number is not there either if it is made again, because a
    /// hub that was put back has lost it.
    static void block(WriteHandle handle, String type, String id, String reason) {
        if (!TempId.isTempId(id) && !Orphans.isBeingMade(handle, new Orphans.Ref(type, id))) {
            return;
        }
        List<Stopped> stopped =
                handle.sql()
                        .list(
                                "UPDATE outbox SET status = 'blocked', last_error = ? WHERE status IN"
                                        + " ('pending', 'sent', 'held') AND op_seq IN"
                                        + " (SELECT op_seq FROM outbox_ref WHERE ref_type = ? AND ref_id = ?)"
                                        + " RETURNING op_seq, entity_type, entity_id",
                                row ->
                                        new Stopped(
                                                row.getLong(1), row.getString(2), row.getString(3)),
                                reason,
                                type,
                                id);
        for (Stopped one : stopped) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'blocked', last_error = ? WHERE entity_type = ?"
                                    + " AND entity_id = ? AND op_seq > ? AND status IN ('pending', 'held')",
                            "waits for a change that is not at the hub",
                            one.type(),
                            one.id(),
                            one.opSeq());
            block(handle, one.type(), one.id(), reason);
        }
    }

    /// An operation about a thing.
    private record Stopped(long opSeq, String type, String id) {}

    private static void end(WriteHandle handle, Sent sent, String status, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = ?, last_error = ? WHERE op_seq = ?",
                        status,
                        reason,
                        sent.opSeq());
    }

    private void mark(WriteHandle handle, Sent sent, SyncMark mark) {
        types.of(sent.type())
                .map(EntityTable::new)
                .ifPresent(table -> table.mark(handle, sent.entityId(), mark));
    }

    private static String reason(Push.Result result) {
        String reason = result.reason() == null ? result.status() : result.reason();
        return result.code() == null ? reason : result.code() + ": " + reason;
    }

    private static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                row.getLong("op_seq"),
                row.getString("operation_id"),
                OperationKind.ofWord(row.getString("kind")),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getString("before"),
                row.getInt("attempts"),
                row.getString("status"));
    }
}
