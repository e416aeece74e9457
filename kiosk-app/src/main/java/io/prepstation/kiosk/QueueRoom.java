package io.prepstation.kiosk;

import io.prepstation.kiosk.store.Convergence;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.OrphanRows;
import io.prepstation.kiosk.store.Orphans;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.QueueDesk.Cleared;
import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Order;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.StuckOperations;
import io.prepstation.kiosk.store.UploadDay;
import io.prepstation.kiosk.sync.LastSync;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.User;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the screens show of the queue, and what a supervisor orders about it (SYN-1).
public final class QueueRoom {

    private static final int SHOWN = 200;
    private static final int CLEARED_AT_ONCE = 1_000;

    private final LabDatabase database;
    private final EntityStore store;
    private final QueueDesk desk;
    private final InstantSource clock;

    public QueueRoom(LabDatabase database, EntityStore store, QueueDesk desk, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.desk = desk;
        this.clock = clock;
    }

    /// What is not at the hub yet.
    public SyncQueue look(ReadHandle handle) {
        ZoneId zone = MasterData.zone(handle);
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        Map<String, String> people = new HashMap<>();
        Set<Long> settled = Orphans.settled(handle);
        List<SyncQueue.Line> lines =
                Outbox.open(handle, SHOWN).stream()
                        .map(one -> line(handle, one, Orphans.stateAmong(settled, one), people))
                        .collect(Collectors.toCollection(ArrayList::new));
        List<OrphanRows.Row> orphans = OrphanRows.all(handle, store.types());
        orphans.forEach(row -> lines.add(line(handle, row)));
        return new SyncQueue(
                counts(handle, settled, orphans),
                lines,
                FeedPages.lastContact(handle).orElse(null),
                LastSync.last(handle).orElse(null),
                HubClock.last(handle).orElse(null),
                UploadDay.of(handle, today.minusDays(1), zone),
                Convergence.last(handle).orElse(null));
    }

    private SyncQueue.Counts counts(
            ReadHandle handle, Set<Long> settled, List<OrphanRows.Row> orphans) {
        Map<OperationStatus, Integer> open = Outbox.openByStatus(handle);
        int waiting =
                open.getOrDefault(OperationStatus.PENDING, 0)
                        + open.getOrDefault(OperationStatus.SENT, 0);
        int found =
                Math.toIntExact(
                        orphans.stream().filter(row -> row.state() == Orphans.State.FOUND).count());
        return new SyncQueue.Counts(
                waiting,
                StuckOperations.count(handle, settled) + found,
                desk.completed(handle, SyncQueue.MOST_COUNTED));
    }

    /// A thing that is at the hub, but not what it refers to.
    private SyncQueue.Line line(ReadHandle handle, OrphanRows.Row row) {
        Optional<StoredEntity> entity = store.get(handle, row.type(), row.id());
        return new SyncQueue.Line(
                row.key(),
                row.type(),
                entity.map(one -> EntityNames.of(one.fields())).orElse(row.id()),
                OperationKind.UPDATE,
                OperationStatus.BLOCKED,
                entity.map(one -> one.metadata().updatedAt()).orElse(Instant.EPOCH),
                entity.map(one -> person(handle, one.metadata().createdBy())).orElse(""),
                0,
                0,
                row.reason(),
                row.state(),
                QueueDesk.ways(row));
    }

    private SyncQueue.Line line(
            ReadHandle handle,
            OutboxOperation one,
            Orphans.State orphan,
            Map<String, String> people) {
        return new SyncQueue.Line(
                one.id(),
                one.entityType(),
                name(handle, one),
                one.kind(),
                one.status(),
                one.createdAt(),
                people.computeIfAbsent(one.author(), id -> person(handle, id)),
                one.attempts(),
                QueueDesk.dependents(handle, one),
                Objects.requireNonNullElse(one.lastError(), ""),
                orphan,
                desk.ways(handle, one));
    }

    private String name(ReadHandle handle, OutboxOperation one) {
        return store.types().of(one.entityType()).isEmpty()
                ? ""
                : store.get(handle, one.entityType(), one.entityId())
                        .map(row -> EntityNames.of(row.fields()))
                        .orElse("");
    }

    private static String person(ReadHandle handle, String id) {
        return MasterData.user(handle, id).map(User::name).orElse(id);
    }

    /// Does what a supervisor stands for with one of them.
    public QueueAnswer order(String operationId, Way way, Approval approval) {
        if (!approval.valid(Permission.CLEAR_QUEUE)) {
            return new QueueAnswer.Hindered(unfit(approval));
        }
        try {
            Optional<Hindrance> hindrance =
                    database.write(
                            handle -> desk.carryOut(handle, way, operationId, order(approval)));
            return hindrance
                    .<QueueAnswer>map(QueueAnswer.Hindered::new)
                    .orElse(new QueueAnswer.Done(1));
        } catch (StoreException e) {
            return new QueueAnswer.NotSaved(String.valueOf(e.getMessage()));
        }
    }

    /// Clears what the hub has acknowledged long ago; a long queue in several transactions.
    public QueueAnswer clear(Approval approval) {
        if (!approval.valid(Permission.CLEAR_QUEUE)) {
            return new QueueAnswer.Hindered(unfit(approval));
        }
        int cleared = 0;
        try {
            Cleared part;
            do {
                part =
                        database.write(
                                handle -> desk.clear(handle, order(approval), CLEARED_AT_ONCE));
                if (part.hindrance() != null) {
                    return new QueueAnswer.Hindered(part.hindrance());
                }
                cleared += part.operations();
            } while (part.operations() == CLEARED_AT_ONCE);
            return new QueueAnswer.Done(cleared);
        } catch (StoreException e) {
            return new QueueAnswer.NotSaved(String.valueOf(e.getMessage()));
        }
    }

    private static Hindrance unfit(Approval approval) {
        return approval.by().may(Permission.CLEAR_QUEUE) ? Hindrance.NO_REASON : Hindrance.NO_RIGHT;
    }

    private static Order order(Approval approval) {
        return new Order(approval.by(), approval.reason(), approval.authentication());
    }
}
