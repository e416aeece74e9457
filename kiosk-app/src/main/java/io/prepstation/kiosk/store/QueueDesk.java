package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a supervisor may do with a single operation of the queue: have it tried again, or take it out (SYN-1); with one that
/// refers to what is gone: queue it until that is back, or keep it here ([Orphans]); and with those that are done: clear them.
/// Each needs a reason and stands in the audit trail; sessions are never taken out.
public final class QueueDesk {

    private static final Set<OperationStatus> OVER =
            Set.of(OperationStatus.ACKNOWLEDGED, OperationStatus.CONFLICT);

    /// As long as a change that the hub has acknowledged is kept: a hub that was put back from an older backup gets it
    /// again ([LostAtHub]). A session is kept for ever, and so is its upload.
    public static final Duration KEPT = Duration.ofDays(35);

    /// The oldest first, so that no more are looked at than are wanted. Where one is acknowledged, the time of its next attempt
    /// is that of its last answer.
    private static final String DONE =
            """
            SELECT op_seq FROM outbox NOT INDEXED WHERE status = 'acknowledged' AND kind <> 'upload' AND next_attempt_at < ?1
                AND op_seq < (SELECT max(op_seq) FROM outbox) ORDER BY op_seq LIMIT ?2
            """;

    private static final String OLDEST_DONE =
            """
            SELECT count(*) FILTER (WHERE last < ?1) FROM (SELECT next_attempt_at AS last FROM outbox NOT INDEXED
                WHERE status = 'acknowledged' AND kind <> 'upload' ORDER BY op_seq LIMIT ?2)
            """;

    /// A dispense keeps the temporary ids of its lot and container. By the type that a session names.
    static final Map<String, String> SESSIONS =
            Map.of(
                    EntityType.LOTS.word(), sessions("lots", "lot_id"),
                    EntityType.CONTAINERS.word(), sessions("containers", "container_id"));

    private final EntityStore store;
    private final EntityTypes types;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids for operations that go up again as others
    public QueueDesk(EntityStore store, InstantSource clock, Supplier<String> ids) {
        this.store = store;
        this.types = store.types();
        this.clock = clock;
        this.ids = ids;
    }

    /// Who does it and why.
    public record Order(User by, String reason, Authentication authentication) {}

    /// What can be done with one of them.
    public enum Way {
        RETRY,
        /// Of what refers to something that is gone: it goes up when that is back.
        QUEUE,
        /// Of the same: it stays at this station as it is.
        KEEP,
        REMOVE
    }

    /// Why nothing was done.
    public enum Hindrance {
        NO_RIGHT("Whoever orders this may not change the queue. Ask a supervisor."),
        NO_REASON("Say why."),
        NOT_THERE("There is no such operation in the queue."),
        IN_CONFLICT("It waits for a decision: station sync conflicts"),
        AT_THE_HUB("The hub has it already."),
        SESSION_DIFFERS(
                "The hub has another content of this session and keeps both. A lab manager compares them: station sessions"
                        + " show, and the records at the hub."),
        SESSION_REFUSED("The hub refused this session. Correct it: station correct"),
        SUPERSEDED(
                "Somebody changed the same since, and that goes up by itself. This can only be taken out."),
        SESSION_STAYS("A session is a record and stays in the queue until the hub has it."),
        NO_ORPHAN("What it refers to is there."),
        IN_USE("Others refer to it. Choose for those first."),
        SESSION_NAMES_IT(
                "A session that the hub does not have yet names this, and goes up after it. Correct it, queue it or have it"
                        + " tried again."),
        MAYBE_AT_THE_HUB("It was sent and may be at the hub by now. Sync first, then look again.");

        private final String message;

        Hindrance(String message) {
            this.message = message;
        }

        /// What is wrong and what to do.
        public String message() {
            return message;
        }
    }

    /// What can be done with an operation now.
    public Set<Way> ways(ReadHandle handle, OutboxOperation operation) {
        return Arrays.stream(Way.values())
                .filter(way -> against(handle, way, operation).isEmpty())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Way.class)));
    }

    /// How many others that are not at the hub refer to what an operation makes: changes of the queue, and sessions.
    public static int dependents(ReadHandle handle, OutboxOperation operation) {
        return operation.kind() != OperationKind.CREATE
                ? 0
                : sessions(handle, operation)
                        + handle.sql()
                                .first(
                                        "SELECT count(DISTINCT o.op_seq) FROM outbox_ref r JOIN outbox o ON o.op_seq = r.op_seq"
                                                + " WHERE r.ref_type = ? AND r.ref_id = ? AND o.status <> 'acknowledged'",
                                        row -> row.getInt(1),
                                        operation.entityType(),
                                        operation.entityId())
                                .orElse(0);
    }

    /// How many sessions name the lot or container that an operation makes and go up after it. One that goes up again has a receipt,
    /// which is of a hub that was put back since.
    private static int sessions(ReadHandle handle, OutboxOperation operation) {
        String named = SESSIONS.get(operation.entityType());
        return operation.kind() == OperationKind.CREATE && named != null
                ? handle.sql().first(named, row -> row.getInt(1), operation.entityId()).orElse(0)
                : 0;
    }

    private static String sessions(String type, String column) {
        return """
        SELECT count(DISTINCT d.session_id) FROM dispenses d
        WHERE d.%2$s IN (SELECT ?1 UNION ALL
                SELECT temp_id FROM id_mapping WHERE entity_type = '%1$s' AND real_id = ?1)
            AND (NOT EXISTS (SELECT 1 FROM receipts r WHERE r.session_id = d.session_id)
                OR EXISTS (SELECT 1 FROM outbox u WHERE u.entity_id = d.session_id AND u.kind = 'upload'
                    AND u.status <> 'acknowledged'))
        """
                .formatted(type, column);
    }

    /// @param id of an operation, or the key of an [OrphanRows.Row]
    /// @return why it was not done; empty if it was
    public Optional<Hindrance> carryOut(WriteHandle handle, Way way, String id, Order order)
            throws StoreException {
        if (OrphanRows.isKey(id)) {
            return settle(handle, way, OrphanRows.find(handle, types, id), order);
        }
        return switch (way) {
            case RETRY -> retry(handle, id, order);
            case REMOVE -> remove(handle, id, order);
            case QUEUE, KEEP -> settle(handle, way, id, order);
        };
    }

    private Optional<Hindrance> settle(
            WriteHandle handle, Way way, String operationId, Order order) {
        Optional<OutboxOperation> found = Outbox.find(handle, operationId);
        Optional<Hindrance> hindrance = hindrance(handle, way, order, found);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        OutboxOperation operation = found.orElseThrow();
        if (way == Way.KEEP) {
            Orphans.keep(handle, operation.opSeq(), ids.get(), order.reason());
            audit(handle, "orphan_kept", order, operation);
        } else {
            Orphans.queue(handle, types, operation.opSeq(), ids.get(), now());
            audit(handle, "orphan_queued", order, operation);
        }
        mark(handle, operation, SyncMark.PENDING);
        return Optional.empty();
    }

    /// The same for a thing that both sides have, but not what it refers to: `REMOVE` deletes it on both.
    private Optional<Hindrance> settle(
            WriteHandle handle, Way way, Optional<OrphanRows.Row> found, Order order)
            throws StoreException {
        Optional<Hindrance> unfit = unfit(order);
        if (unfit.isPresent()) {
            return unfit;
        }
        if (found.isEmpty() || !ways(found.get()).contains(way)) {
            return Optional.of(Hindrance.NO_ORPHAN);
        }
        OrphanRows.Row row = found.get();
        switch (way) {
            case KEEP, QUEUE -> OrphanRows.choose(handle, row, way == Way.KEEP);
            case RETRY, REMOVE -> {
                if (!(store.delete(handle, order.by(), row.type(), row.id())
                        instanceof Edit.Written)) {
                    return Optional.of(Hindrance.IN_USE);
                }
            }
        }
        audit(handle, way, order, row);
        return Optional.empty();
    }

    private void audit(WriteHandle handle, Way way, Order order, OrphanRows.Row row) {
        String event =
                switch (way) {
                    case KEEP -> "orphan_kept";
                    case QUEUE -> "orphan_queued";
                    case RETRY, REMOVE -> "orphan_deleted";
                };
        AuditTrail.append(
                handle,
                now(),
                event,
                order.by().id(),
                Json.object()
                        .put("entityType", row.type())
                        .put("entityId", row.id())
                        .put("refersTo", row.parentType() + " " + row.parentId())
                        .put("reason", order.reason())
                        .put("authentication", order.authentication().word()));
    }

    /// What can be done with such a thing.
    public static Set<Way> ways(OrphanRows.Row row) {
        return switch (row.state()) {
            case FOUND -> EnumSet.of(Way.QUEUE, Way.KEEP, Way.REMOVE);
            case QUEUED -> EnumSet.of(Way.KEEP, Way.REMOVE);
            case KEPT -> EnumSet.of(Way.QUEUE, Way.REMOVE);
            case NONE, BEHIND -> EnumSet.noneOf(Way.class);
        };
    }

    /// Tries it at the next occasion, as if it had never failed. One that the hub refused goes up as a new operation, because
    /// the hub would only repeat its answer; where its author had no right to it, in the name of whoever orders it.
    ///
    /// @return why it was not done; empty if it was
    public Optional<Hindrance> retry(WriteHandle handle, String operationId, Order order) {
        Optional<OutboxOperation> found = Outbox.find(handle, operationId);
        Optional<Hindrance> hindrance = hindrance(handle, Way.RETRY, order, found);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        OutboxOperation operation = found.orElseThrow();
        boolean refused = operation.status() == OperationStatus.REJECTED;
        String id = refused ? ids.get() : operationId;
        handle.sql()
                .run(
                        "UPDATE outbox SET operation_id = ?1, frozen = CASE WHEN ?2 THEN NULL ELSE frozen END,"
                                + " ever_sent = CASE WHEN ?2 THEN 0 ELSE ever_sent END, status = 'pending',"
                                + " author = CASE WHEN ?2 AND last_error LIKE 'NO_RIGHT%' THEN ?5 ELSE author END,"
                                + " attempts = 0, last_error = NULL, next_attempt_at = ?3 WHERE op_seq = ?4",
                        id,
                        refused ? 1 : 0,
                        now().toEpochMilli(),
                        operation.opSeq(),
                        order.by().id());
        Circles.open(handle, now());
        mark(handle, operation, SyncMark.PENDING);
        audit(handle, "queue_retried", order, operation);
        return Optional.empty();
    }

    /// Gives an edit up that the hub does not have: the thing is again what the hub says, one that only this station knows is
    /// withdrawn, and what refers to that waits for a person. One that was corrected since only leaves the list: the correction
    /// stays.
    ///
    /// @return why it was not done; empty if it was
    public Optional<Hindrance> remove(WriteHandle handle, String operationId, Order order) {
        Optional<OutboxOperation> found = Outbox.find(handle, operationId);
        Optional<Hindrance> hindrance = hindrance(handle, Way.REMOVE, order, found);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        OutboxOperation operation = found.orElseThrow();
        audit(handle, "queue_removed", order, operation);
        if (operation.status() == OperationStatus.REJECTED && isSuperseded(handle, operation)) {
            handle.sql().run("DELETE FROM outbox WHERE op_seq = ?", operation.opSeq());
            return Optional.empty();
        }
        Circles.open(handle, now());
        boolean whole = operation.kind() == OperationKind.CREATE;
        Optional<ObjectNode> before = before(handle, operation);
        handle.sql()
                .run(
                        "DELETE FROM outbox WHERE op_seq = ?1 OR (?2 AND entity_type = ?3 AND entity_id = ?4)",
                        operation.opSeq(),
                        whole ? 1 : 0,
                        operation.entityType(),
                        operation.entityId());
        if (whole) {
            withdraw(handle, operation);
        } else {
            releaseBehind(handle, operation);
            showAgain(handle, operation, before);
        }
        return Optional.empty();
    }

    /// What was changed of the same thing since waited for it, and may still wait for another one.
    private void releaseBehind(WriteHandle handle, OutboxOperation operation) {
        handle
                .sql()
                .list(
                        "UPDATE outbox SET status = 'pending', last_error = NULL, next_attempt_at = ?"
                                + " WHERE entity_type = ? AND entity_id = ? AND op_seq > ? AND status = 'blocked'"
                                + " AND last_error LIKE 'waits for a change that%' RETURNING op_seq",
                        row -> row.getLong(1),
                        now().toEpochMilli(),
                        operation.entityType(),
                        operation.entityId(),
                        operation.opSeq())
                .stream()
                .sorted()
                .forEach(opSeq -> PushResults.waitBehindOthers(handle, opSeq));
    }

    private static boolean isSuperseded(ReadHandle handle, OutboxOperation refused) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM outbox o JOIN outbox n ON %s WHERE o.op_seq = ?"
                                .formatted(PushResults.MADE_GOOD),
                        row -> row.getInt(1),
                        refused.opSeq())
                .isPresent();
    }

    private static boolean mayBeAtTheHub(ReadHandle handle, OutboxOperation operation) {
        return switch (operation.status()) {
            case REJECTED -> false;
            case BLOCKED -> waitsUnanswered(handle, operation);
            case PENDING, SENT, HELD, ACKNOWLEDGED, CONFLICT -> wasSent(handle, operation);
        };
    }

    /// Sent before the hub was restored, its answer lost, and behind another change now that went up again; unless the hub has no
    /// such thing at all.
    private static boolean waitsUnanswered(ReadHandle handle, OutboxOperation operation) {
        return handle.sql()
                .first(
                        """
                        SELECT 1 FROM outbox o WHERE o.op_seq = ? AND o.ever_sent = 1 AND o.last_error LIKE 'waits for a change that%'
                            AND NOT EXISTS (SELECT 1 FROM outbox c WHERE c.entity_type = o.entity_type AND c.entity_id = o.entity_id
                                AND c.kind = 'create' AND c.status IN ('rejected', 'blocked'))
                        """,
                        row -> row.getInt(1), operation.opSeq())
                .isPresent();
    }

    private static boolean wasSent(ReadHandle handle, OutboxOperation operation) {
        return handle.sql()
                .first(
                        "SELECT ever_sent FROM outbox WHERE op_seq = ?",
                        row -> row.getBoolean(1),
                        operation.opSeq())
                .orElse(true);
    }

    private static Optional<Hindrance> hindrance(
            ReadHandle handle, Way way, Order order, Optional<OutboxOperation> operation) {
        Optional<Hindrance> unfit = unfit(order);
        return unfit.isPresent()
                ? unfit
                : operation
                        .map(one -> against(handle, way, one))
                        .orElse(Optional.of(Hindrance.NOT_THERE));
    }

    private static Optional<Hindrance> unfit(Order order) {
        if (!order.by().may(Permission.CLEAR_QUEUE)) {
            return Optional.of(Hindrance.NO_RIGHT);
        }
        return order.reason().isBlank() ? Optional.of(Hindrance.NO_REASON) : Optional.empty();
    }

    private static Optional<Hindrance> against(
            ReadHandle handle, Way way, OutboxOperation operation) {
        if (OVER.contains(operation.status())) {
            return Optional.of(
                    operation.status() != OperationStatus.CONFLICT
                            ? Hindrance.AT_THE_HUB
                            : inConflict(operation.kind()));
        }
        return switch (way) {
            case RETRY -> {
                if (operation.status() != OperationStatus.REJECTED) {
                    yield Optional.empty();
                }
                if (operation.kind() == OperationKind.UPLOAD) {
                    yield Optional.of(Hindrance.SESSION_REFUSED);
                }
                yield isSuperseded(handle, operation)
                        ? Optional.of(Hindrance.SUPERSEDED)
                        : Optional.empty();
            }
            case QUEUE -> orphan(handle, operation, Orphans.State.QUEUED);
            case KEEP ->
                    orphan(handle, operation, Orphans.State.KEPT)
                            .or(() -> sessionNamesIt(handle, operation));
            case REMOVE -> againstRemoval(handle, operation);
        };
    }

    /// Of sessions there is nothing to decide: none is ever merged or overwritten.
    public static Hindrance inConflict(OperationKind kind) {
        return kind == OperationKind.UPLOAD ? Hindrance.SESSION_DIFFERS : Hindrance.IN_CONFLICT;
    }

    private static Optional<Hindrance> againstRemoval(
            ReadHandle handle, OutboxOperation operation) {
        if (operation.entityType().equals(EntityType.SESSIONS.word())) {
            return Optional.of(Hindrance.SESSION_STAYS);
        }
        if (mayBeAtTheHub(handle, operation)) {
            return Optional.of(Hindrance.MAYBE_AT_THE_HUB);
        }
        boolean corrected =
                operation.status() == OperationStatus.REJECTED && isSuperseded(handle, operation);
        return corrected ? Optional.empty() : sessionNamesIt(handle, operation);
    }

    private static Optional<Hindrance> sessionNamesIt(
            ReadHandle handle, OutboxOperation operation) {
        return sessions(handle, operation) > 0
                ? Optional.of(Hindrance.SESSION_NAMES_IT)
                : Optional.empty();
    }

    /// @param already what it would be after the order
    private static Optional<Hindrance> orphan(
            ReadHandle handle, OutboxOperation operation, Orphans.State already) {
        Orphans.State state = Orphans.stateOf(operation);
        if (state == Orphans.State.NONE
                || state == already
                || operation.entityType().equals(EntityType.SESSIONS.word())) {
            return Optional.of(Hindrance.NO_ORPHAN);
        }
        return isSuperseded(handle, operation)
                ? Optional.of(Hindrance.SUPERSEDED)
                : Optional.empty();
    }

    private void withdraw(WriteHandle handle, OutboxOperation operation) {
        types.of(operation.entityType())
                .ifPresent(type ->
                        handle.sql()
                                .run(
                                        "UPDATE %s SET withdrawn = 1, sync_status = 'synced' WHERE id = ?"
                                                .formatted(type.word()),
                                        operation.entityId()));
        handle.sql()
                .list(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE status IN ('pending', 'held', 'blocked')"
                                + " AND op_seq IN (SELECT op_seq FROM outbox_ref WHERE ref_type = ? AND ref_id = ?)"
                                + " RETURNING op_seq, entity_type, entity_id",
                        row ->
                                new Dependent(
                                        row.getLong(1),
                                        new Orphans.Ref(row.getString(2), row.getString(3))),
                        new Orphans.Ref(operation.entityType(), operation.entityId()).isTakenOut(),
                        operation.entityType(),
                        operation.entityId())
                .forEach(one -> {
                    // The hub never had what it names, so it cannot have done it either.
                    Orphans.asAnother(handle, one.opSeq(), ids.get());
                    Orphans.stopBehind(handle, one.opSeq(), one.thing());
                });
    }

    private record Dependent(long opSeq, Orphans.Ref thing) {}

    /// What the fields said before an operation changed them.
    private static Optional<ObjectNode> before(ReadHandle handle, OutboxOperation operation) {
        return handle.sql()
                .first(
                        "SELECT before FROM outbox WHERE op_seq = ? AND before IS NOT NULL",
                        row -> Shadows.parsed(row.getString(1)),
                        operation.opSeq());
    }

    /// The hub's copy, unless the hub has acknowledged something since that this station has not read in the feed: then only
    /// what is given up is taken back.
    private void showAgain(
            WriteHandle handle, OutboxOperation operation, Optional<ObjectNode> before) {
        String word = operation.entityType();
        String id = operation.entityId();
        Optional<EntityTable> known = types.of(word).map(EntityTable::new);
        if (known.isEmpty() || EntityOutbox.isQueued(handle, word, id)) {
            return;
        }
        EntityTable table = known.get();
        table.find(handle, id)
                .ifPresent(row -> table.put(handle, takenBack(row, operation, before)));
        Shadows.find(handle, word, id)
                .filter(shadow -> !FeedPages.isOvertaken(handle, word, id, shadow.feedSeq()))
                .ifPresent(shadow -> FeedRows.showIfItFits(handle, table, shadow));
        Orphans.release(handle, types, now());
    }

    private static StoredEntity takenBack(
            StoredEntity row, OutboxOperation operation, Optional<ObjectNode> before) {
        EntityMetadata known = row.metadata();
        return new StoredEntity(
                row.type(),
                row.id(),
                before.map(old -> EntityFields.applied(row.fields(), old)).orElse(row.fields()),
                new EntityMetadata(
                        known.labId(),
                        known.createdAt(),
                        known.createdBy(),
                        known.updatedAt(),
                        known.version(),
                        known.hash(),
                        SyncMark.SYNCED,
                        known.deleted() && operation.kind() != OperationKind.DELETE));
    }

    private void mark(WriteHandle handle, OutboxOperation operation, SyncMark mark) {
        types.of(operation.entityType())
                .map(EntityTable::new)
                .ifPresent(table -> table.mark(handle, operation.entityId(), mark));
    }

    /// How many the hub has acknowledged, and how many of them can be cleared; neither is counted further than `most`.
    public Completed completed(ReadHandle handle, int most) {
        return new Completed(
                handle.sql()
                        .first(
                                "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE status = 'acknowledged' LIMIT ?)",
                                row -> row.getInt(1),
                                most)
                        .orElse(0),
                handle.sql()
                        .first(OLDEST_DONE, row -> row.getInt(1), clearableBefore(), most)
                        .orElse(0));
    }

    private long clearableBefore() {
        return now().minus(KEPT).toEpochMilli();
    }

    /// What is done.
    ///
    /// @param all sessions too
    /// @param clearable changes acknowledged longer than [#KEPT] ago
    public record Completed(int all, int clearable) {}

    /// What came of clearing.
    ///
    /// @param hindrance null if it was done
    public record Cleared(int operations, @Nullable Hindrance hindrance) {}

    /// Clears the oldest changes that the hub has acknowledged longer than [#KEPT] ago. The uploads of sessions stay.
    ///
    /// @param most in one transaction
    public Cleared clear(WriteHandle handle, Order order, int most) {
        Optional<Hindrance> unfit = unfit(order);
        if (unfit.isPresent()) {
            return new Cleared(0, unfit.get());
        }
        int cleared =
                handle.sql()
                        .list(
                                "DELETE FROM outbox WHERE op_seq IN (%s) RETURNING op_seq"
                                        .formatted(DONE),
                                row -> row.getLong(1),
                                clearableBefore(),
                                most)
                        .size();
        if (cleared > 0) {
            AuditTrail.append(
                    handle,
                    now(),
                    "queue_cleared",
                    order.by().id(),
                    Json.object()
                            .put("operations", cleared)
                            .put("reason", order.reason())
                            .put("authentication", order.authentication().word()));
        }
        return new Cleared(cleared, null);
    }

    private void audit(WriteHandle handle, String kind, Order order, OutboxOperation operation) {
        ObjectNode details =
                Json.object()
                        .put("operationId", operation.id())
                        .put("operation", operation.kind().word())
                        .put("entityType", operation.entityType())
                        .put("entityId", operation.entityId())
                        .put("status", operation.status().word())
                        .put("reason", order.reason())
                        .put("authentication", order.authentication().word());
        if (operation.kind() != OperationKind.UPLOAD) {
            details.put("payload", operation.payload());
        }
        AuditTrail.append(handle, now(), kind, order.by().id(), details);
    }

    private Instant now() {
        return clock.instant();
    }
}
