package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.sync.RetrySchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A station's own code (store, outbox, core, work) on its own file, in virtual time: it dies when it is told to.
final class NightStation implements AutoCloseable {

    static final User ANNA = new User(TestHub.OPERATOR, "Anna Ek", Set.of(Role.OPERATOR), true);

    private static final SyncRules RULES =
            new SyncRules(
                    new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(5)),
                    8,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    true);

    final NightWire wire;
    final LabDatabase database;
    final EntityStore store;
    final StringBuilder trace = new StringBuilder();

    private final StationEnrolment enrolment;
    private final Random random;
    private final @Nullable NightRule without;
    private final InstantSource clock;
    private final Deque<SyncEffect.Task> tasks = new ArrayDeque<>();
    private SyncCore core;
    private SyncWork work;
    private EngineState state = EngineState.initial(true);
    boolean diskFull;
    Instant alarm;
    private Instant[] now;
    private int made;

    NightStation(
            Path data,
            StationEnrolment enrolment,
            NightWire wire,
            Instant[] now,
            Random random,
            @Nullable NightRule without)
            throws StoreException {
        this.enrolment = enrolment;
        this.wire = wire;
        this.random = random;
        this.without = without;
        this.now = now;
        this.clock = () -> this.now[0];
        this.alarm = now[0];
        this.database = LabDatabase.open(data, enrolment.lab());
        this.store =
                new EntityStore(
                        enrolment.lab(),
                        EntityTypes.STANDARD,
                        clock,
                        () -> new UUID(random.nextLong(), random.nextLong()).toString(),
                        random);
        SyncSetup setup = new SyncSetup(RULES, HubTimeouts.DEFAULT, true, clock, random);
        SessionService sessions =
                new SessionService(
                        database,
                        clock,
                        () -> new UUID(random.nextLong(), random.nextLong()).toString(),
                        new StationFacts(
                                enrolment.stationId(),
                                "c0ffee",
                                AttemptPolicy.DEFAULT,
                                StationKey.open(data).pair()));
        this.work =
                new SyncWork(
                        database,
                        new UploadRecords(database, sessions, setup),
                        wire,
                        new PushWork(database, wire, setup, enrolment.stationEpoch()));
        this.core = new SyncCore(RULES, random, enrolment.hubPublicKey());
        restart();
    }

    void restart() {
        tasks.clear();
        core = new SyncCore(RULES, random, enrolment.hubPublicKey());
        state = EngineState.initial(true);
        tell(new SyncEvent.Started());
    }

    void tell(SyncEvent event) {
        Next next = core.step(state, event, now[0]);
        state = next.state();
        for (SyncEffect effect : next.effects()) {
            switch (effect) {
                case SyncEffect.Task task -> tasks.add(task);
                case SyncEffect.WakeAt(var at) -> alarm = at;
                case SyncEffect.RoundEnded _, SyncEffect.Explain _ -> {}
            }
        }
    }

    boolean hasWork() {
        return !tasks.isEmpty();
    }

    /// Does the next piece of work. Perhaps the program dies before the core hears of it.
    void work(boolean dies) throws StoreException {
        SyncEffect.Task task = tasks.remove();
        SyncEvent event =
                diskFull && !(task instanceof SyncEffect.Probe)
                        ? new SyncEvent.StoreFailed("disk full")
                        : done(task, dies);
        trace.append(event.getClass().getSimpleName()).append(dies ? "! " : " ");
        now[0] = now[0].plus(wire.passed);
        wire.passed = Duration.ZERO;
        if (dies) {
            restart();
        } else {
            tell(event);
        }
    }

    private SyncEvent done(SyncEffect.Task task, boolean dies) throws StoreException {
        before(task);
        if (task instanceof SyncEffect.KeepPage(var page)
                && without == NightRule.CURSOR_WITH_ITS_PAGE
                && dies) {
            NightFile.run(
                    database,
                    "UPDATE sync_state SET value = '"
                            + page.page().nextCursor()
                            + "' WHERE key = 'cursor'");
            return new SyncEvent.Stored();
        }
        SyncEvent event = work.of(task);
        after(task);
        return event;
    }

    private void before(SyncEffect.Task task) throws StoreException {
        if (without == NightRule.AN_OPERATION_KEEPS_ITS_ID && task instanceof SyncEffect.Push) {
            NightFile.run(
                    database,
                    "UPDATE outbox SET frozen = NULL, operation_id = operation_id || 'x'"
                            + " WHERE status IN ('sent', 'pending') AND ever_sent = 1");
        }
        if (without == NightRule.EDITED_ROWS_ARE_KEPT && task instanceof SyncEffect.KeepPage) {
            for (String type : List.of("lots", "containers", "notes")) {
                NightFile.run(database, "UPDATE " + type + " SET sync_status = 'synced'");
            }
            NightFile.run(
                    database,
                    "UPDATE outbox SET status = 'acknowledged' WHERE kind = 'update'"
                            + " AND status = 'pending' AND ever_sent = 0");
        }
        if (without == NightRule.LOADS_KEEP_WHAT_WAITS && task instanceof SyncEffect.KeepPage) {
            NightFile.run(
                    database,
                    "DELETE FROM outbox WHERE status = 'pending' AND ever_sent = 0 AND kind = 'update'");
        }
        if (without == NightRule.SHADOWS_ARE_KEPT && task instanceof SyncEffect.KeepPush) {
            NightFile.run(database, "DELETE FROM shadow");
        }
    }

    private void after(SyncEffect.Task task) throws StoreException {
        if (without == NightRule.ENDED_BY_AN_ANSWER && task instanceof SyncEffect.Push) {
            NightFile.run(
                    database, "UPDATE outbox SET status = 'acknowledged' WHERE status = 'sent'");
        }
        if (without == NightRule.HELD_NOT_DELETED
                && task instanceof SyncEffect.KeepPush(PushOutcome.Held _)) {
            NightFile.run(database, "DELETE FROM outbox WHERE status = 'held'");
        }
        if (without == NightRule.NETWORK_IS_NOT_TO_BLAME
                && task instanceof SyncEffect.KeepPush(PushOutcome.Postponed(var ids, _, _))) {
            for (String id : ids) {
                NightFile.run(
                        database,
                        "UPDATE outbox SET attempts = attempts + 1, status = CASE WHEN attempts > 1"
                                + " THEN 'blocked' ELSE status END WHERE operation_id = '"
                                + id
                                + "' AND status = 'pending'");
            }
        }
    }

    /// Somebody at the bench does something.
    void act(String name) throws StoreException {
        List<StoredEntity> lots = all("lots");
        List<StoredEntity> notes = all("notes");
        made++;
        switch (random.nextInt(8)) {
            case 0, 1 -> create("lots", lot(name + "-" + made));
            case 2 -> {
                if (!lots.isEmpty()) {
                    create(
                            "containers",
                            Json.object()
                                    .put("code", "C-" + name + "-" + made)
                                    .put("lotId", any(lots).id())
                                    .put("status", "in_use"));
                }
            }
            case 3 -> {
                if (!lots.isEmpty()) {
                    create(
                            "notes",
                            Json.object()
                                    .put("entityType", "lots")
                                    .put("entityId", any(lots).id())
                                    .put("text", "note " + name + "-" + made));
                }
            }
            case 4, 5 -> {
                if (!lots.isEmpty()) {
                    String status = List.of("released", "blocked", "quarantine").get(made % 3);
                    update("lots", any(lots), Json.object().put("status", status));
                }
            }
            case 6 -> {
                if (!lots.isEmpty()) {
                    update(
                            "lots",
                            any(lots),
                            Json.object().put("openedOn", "2026-11-" + (10 + made % 15)));
                }
            }
            default -> {
                if (!notes.isEmpty()) {
                    update("notes", any(notes), Json.object().put("text", "text " + name + made));
                }
            }
        }
        tell(new SyncEvent.WorkAdded());
    }

    private ObjectNode lot(String number) throws StoreException {
        return Json.object()
                .put("ingredientId", all("ingredients").getFirst().id())
                .put("lotNumber", number)
                .put("expiresOn", "2027-03-31")
                .put("status", "released")
                .put("remainingG", "500.0");
    }

    private StoredEntity any(List<StoredEntity> rows) {
        return rows.get(random.nextInt(rows.size()));
    }

    private List<StoredEntity> all(String type) throws StoreException {
        return database.read(handle -> store.getAll(handle, type));
    }

    private void create(String type, ObjectNode fields) throws StoreException {
        edit(() -> uncheckedCreate(type, fields));
        if (without == NightRule.ROW_WITH_ITS_OPERATION && random.nextInt(4) == 0) {
            NightFile.run(
                    database,
                    "DELETE FROM outbox WHERE op_seq = (SELECT max(op_seq) FROM outbox)"
                            + " AND ever_sent = 0");
        }
    }

    private Edit uncheckedCreate(String type, ObjectNode fields) {
        try {
            return database.write(handle -> store.create(handle, ANNA, type, fields));
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private void update(String type, StoredEntity row, ObjectNode changes) {
        edit(() -> {
            try {
                return database.write(
                        handle -> store.update(handle, ANNA, type, row.id(), changes));
            } catch (StoreException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void edit(Supplier<Edit> edit) {
        Edit result = edit.get();
        trace.append(result instanceof Edit.Written ? "edit " : "refused ");
    }

    @Override
    public void close() {
        database.close();
    }
}
