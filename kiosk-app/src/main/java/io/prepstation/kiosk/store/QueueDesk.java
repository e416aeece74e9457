package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What a supervisor may do with a single operation of the queue: have it tried again, or take it out (SYN-1). Each needs
/// a reason and stands in the audit trail; sessions are never taken out.
public final class QueueDesk {

    private static final Set<OperationStatus> OVER =
            Set.of(OperationStatus.ACKNOWLEDGED, OperationStatus.CONFLICT);

    private final EntityTypes types;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids for operations that go up again as others
    public QueueDesk(EntityTypes types, InstantSource clock, Supplier<String> ids) {
        this.types = types;
        this.clock = clock;
        this.ids = ids;
    }

    /// Who does it and why.
    public record Order(User by, String reason) {}

    /// Tries it at the next occasion, as if it had never failed. One that the hub refused goes up as a new operation, because
    /// the hub would only repeat its answer.
    ///
    /// @return why it was not done; empty if it was
    public Optional<String> retry(WriteHandle handle, String operationId, Order order) {
        Optional<OutboxOperation> found = Outbox.find(handle, operationId);
        Optional<String> hindrance = hindrance(order, found, operationId);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        OutboxOperation operation = found.orElseThrow();
        boolean refused = operation.status() == OperationStatus.REJECTED;
        if (refused && operation.kind() == OperationKind.UPLOAD) {
            return Optional.of("The hub refused this session. Correct it: station correct");
        }
        String id = refused ? ids.get() : operationId;
        handle.sql()
                .run(
                        "UPDATE outbox SET operation_id = ?1, frozen = CASE WHEN ?2 THEN NULL ELSE frozen END,"
                                + " ever_sent = CASE WHEN ?2 THEN 0 ELSE ever_sent END, status = 'pending',"
                                + " attempts = 0, last_error = NULL, next_attempt_at = ?3 WHERE op_seq = ?4",
                        id,
                        refused ? 1 : 0,
                        now().toEpochMilli(),
                        operation.opSeq());
        mark(handle, operation, SyncMark.PENDING);
        audit(handle, "queue_retried", order, operation);
        return Optional.empty();
    }

    /// Gives an edit up that the hub does not have: the thing is again what the hub says, one that only this station knows is
    /// withdrawn, and what refers to that waits for a person.
    ///
    /// @return why it was not done; empty if it was
    public Optional<String> remove(WriteHandle handle, String operationId, Order order) {
        Optional<OutboxOperation> found = Outbox.find(handle, operationId);
        Optional<String> hindrance = hindrance(order, found, operationId);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        OutboxOperation operation = found.orElseThrow();
        if (operation.entityType().equals(EntityType.SESSIONS.word())) {
            return Optional.of(
                    "A session is a record and stays in the queue until the hub has it.");
        }
        if (mayBeAtTheHub(handle, operation)) {
            return Optional.of(
                    "It was sent and may be at the hub by now. Sync first, then look again.");
        }
        audit(handle, "queue_removed", order, operation);
        boolean whole = operation.kind() == OperationKind.CREATE;
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
            showAgain(handle, operation);
        }
        return Optional.empty();
    }

    private static boolean mayBeAtTheHub(ReadHandle handle, OutboxOperation operation) {
        return switch (operation.status()) {
            case REJECTED, BLOCKED -> false;
            case PENDING, SENT, HELD, ACKNOWLEDGED, CONFLICT ->
                    handle.sql()
                            .first(
                                    "SELECT ever_sent FROM outbox WHERE op_seq = ?",
                                    row -> row.getBoolean(1),
                                    operation.opSeq())
                            .orElse(true);
        };
    }

    private static Optional<String> hindrance(
            Order order, Optional<OutboxOperation> operation, String id) {
        if (!order.by().may(Permission.CLEAR_QUEUE)) {
            return Optional.of(order.by().name() + " may not change the queue. Ask a supervisor.");
        }
        if (order.reason().isBlank()) {
            return Optional.of("Say why.");
        }
        if (operation.isEmpty()) {
            return Optional.of("There is no operation " + id + " in the queue.");
        }
        return operation
                .filter(one -> OVER.contains(one.status()))
                .map(one ->
                        one.status() == OperationStatus.CONFLICT
                                ? "It waits for a decision: station sync conflicts"
                                : "The hub has it already.");
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
                .run(
                        "UPDATE outbox SET status = 'blocked', last_error = ? WHERE status IN ('pending', 'held')"
                                + " AND op_seq IN (SELECT op_seq FROM outbox_ref WHERE ref_type = ? AND ref_id = ?)",
                        "refers to %s %s, which was taken out of the queue"
                                .formatted(operation.entityType(), operation.entityId()),
                        operation.entityType(),
                        operation.entityId());
    }

    private void showAgain(WriteHandle handle, OutboxOperation operation) {
        if (EntityOutbox.isQueued(handle, operation.entityType(), operation.entityId())) {
            return;
        }
        mark(handle, operation, SyncMark.SYNCED);
        Optional<EntityTable> table = types.of(operation.entityType()).map(EntityTable::new);
        Optional<Shadows.Shadow> known =
                Shadows.find(handle, operation.entityType(), operation.entityId());
        if (table.isPresent() && known.isPresent()) {
            FeedRows.show(handle, table.get(), known.get());
        }
    }

    private void mark(WriteHandle handle, OutboxOperation operation, SyncMark mark) {
        types.of(operation.entityType())
                .map(EntityTable::new)
                .ifPresent(table -> table.mark(handle, operation.entityId(), mark));
    }

    private void audit(WriteHandle handle, String kind, Order order, OutboxOperation operation) {
        ObjectNode details =
                Json.object()
                        .put("operationId", operation.id())
                        .put("operation", operation.kind().word())
                        .put("entityType", operation.entityType())
                        .put("entityId", operation.entityId())
                        .put("status", operation.status().word())
                        .put("reason", order.reason());
        if (operation.kind() != OperationKind.UPLOAD) {
            details.put("payload", operation.payload());
        }
        AuditTrail.append(handle, now(), kind, order.by().id(), details);
    }

    private Instant now() {
        return clock.instant();
    }
}
