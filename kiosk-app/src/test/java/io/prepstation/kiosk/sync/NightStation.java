package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.DiskLimit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.NightQueue;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.User;
import io.prepstation.model.session.AttemptPolicy;
import io.prepstation.model.sync.RetrySchedule;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A station's own code (store, outbox, core, work) on its own file, in virtual time: it dies when it is told to.
final class NightStation implements AutoCloseable {

    /// Who a station is, whatever happens to its files.
    ///
    /// @param minute decides when the nightly upload begins, as its id does for a station; that is another one in every run
    record Card(StationEnrolment enrolment, KeyPair key, String minute) {

        Card in(long seed) {
            return new Card(enrolment, key, minute + " of night " + seed);
        }
    }

    final String name;
    final NightWire wire;
    final NightClock.Wrist wrist;
    LabDatabase database;
    EntityStore store;
    NightSabotage sabotage;
    Instant alarm;
    private boolean full;

    /// Its place in the feed when that was last looked at; none after its store was put back.
    String stood = "";

    /// What ever stood in its outbox.
    final NightQueue queue = new NightQueue();

    private boolean diesBetween;

    private final Path data;
    private final Card card;
    private final NightClock clock;
    private final Random random;
    private final @Nullable NightRule without;
    private final StringBuilder trace;
    private final Deque<SyncEffect.Task> tasks = new ArrayDeque<>();
    private final Supplier<String> ids;
    private StationEnrolment enrolment;
    private SessionService sessions;
    private SyncCore core;
    private SyncWork work;
    private EngineState state = EngineState.initial(true);

    NightStation(
            String name,
            Path data,
            Card card,
            NightWire wire,
            NightClock clock,
            Random random,
            @Nullable NightRule without,
            StringBuilder trace)
            throws StoreException {
        this.name = name;
        this.data = data;
        this.card = card;
        this.enrolment = card.enrolment();
        this.wire = wire;
        this.clock = clock;
        this.wrist = new NightClock.Wrist(clock);
        this.random = random;
        this.without = without;
        this.trace = trace;
        this.alarm = clock.now;
        this.ids = () -> new UUID(random.nextLong(), random.nextLong()).toString();
        open();
    }

    /// Nobody makes fifty changes at once in a night, so most stations send few at once: a batch goes up while another is kept.
    private SyncRules rules() {
        return new SyncRules(
                new RetrySchedule(Duration.ofSeconds(2), Duration.ofMinutes(5)),
                8,
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                without == NightRule.WRONG_CLOCKS_ARE_NOT_BELIEVED
                        ? Duration.ofDays(36_500)
                        : Duration.ofHours(1),
                true,
                name.equals("b") ? 50 : 2);
    }

    private void open() throws StoreException {
        database = LabDatabase.open(data, enrolment.lab());
        full = false;
        sabotage = new NightSabotage(database, without);
        store = new EntityStore(enrolment.lab(), EntityTypes.STANDARD, wrist, ids, random);
        SyncSetup setup = new SyncSetup(rules(), HubTimeouts.DEFAULT, true, wrist, random);
        sessions =
                new SessionService(
                        database,
                        wrist,
                        ids,
                        new StationFacts(
                                enrolment.stationId(),
                                "c0ffee",
                                AttemptPolicy.DEFAULT,
                                card.key()));
        work =
                new SyncWork(
                        database,
                        new UploadRecords(database, sessions, setup, card.minute()),
                        wire,
                        new PushWork(database, wire, setup, enrolment.stationEpoch(), this::beside),
                        wrist);
        restart();
    }

    /// The program ends; the next begins with what is in the file.
    void restart() {
        tasks.clear();
        core = new SyncCore(rules(), random, enrolment.hubPublicKey());
        state = EngineState.initial(true);
        tell(new SyncEvent.Started());
    }

    /// The machine starts anew: the file is opened again too.
    void reboot() throws StoreException {
        database.close();
        open();
    }

    /// Everything as it was in the file at `from`, as `station restore` leaves it.
    void restore(Path from) throws Exception {
        database.close();
        NightFiles.copyOver(from, data);
        enrolment = enrolment.inEpoch(ids.get());
        stood = "";
        queue.forget();
        wire.forget();
        open();
    }

    /// Nobody else writes meanwhile.
    void backUp(Path to) throws Exception {
        NightFile.settle(database);
        NightFiles.copyOver(data, to);
    }

    /// @return the id of the finished session
    String prepare(User operator) {
        return preparing().prepare(operator);
    }

    /// Weighs the first step and goes away.
    String begin(User operator) {
        return preparing().begin(operator).id();
    }

    /// What was begun here.
    List<String> running() throws StoreException {
        return database.read(handle -> SessionRepository.running(handle, enrolment.stationId()));
    }

    void finish(String session, User operator) throws StoreException {
        preparing()
                .finish(
                        database.read(handle -> SessionRepository.find(handle, session))
                                .orElseThrow(),
                        operator);
    }

    private Preparing preparing() {
        return new Preparing(sessions, wrist, ids);
    }

    /// Whether the disk was filled since the machine started.
    boolean isFull() {
        return full;
    }

    void fillTheDisk() throws StoreException {
        full = true;
        DiskLimit.pagesLeft(database, 0);
    }

    void tell(SyncEvent event) {
        Next next = core.step(state, event, wrist.instant());
        state = next.state();
        for (SyncEffect effect : next.effects()) {
            switch (effect) {
                case SyncEffect.Task task -> tasks.add(task);
                case SyncEffect.WakeAt(var at) ->
                        alarm = clock.now.plus(Duration.between(wrist.instant(), at));
                case SyncEffect.NightOver(var at) -> {
                    work.nightOver(at);
                    log("night over");
                }
                case SyncEffect.RoundEnded _, SyncEffect.Explain _ -> {}
            }
        }
    }

    boolean hasWork() {
        return !tasks.isEmpty();
    }

    /// What it would do next; null if nothing.
    SyncEffect.@Nullable Task next() {
        return tasks.peek();
    }

    /// A supervisor's desk for what waits.
    QueueDesk desk() {
        return new QueueDesk(store, wrist, ids);
    }

    /// Sends a batch while another is kept: before it, as far as anybody can tell.
    private void beside(Runnable sending) {
        sending.run();
        log(NightRuns.SENT_AHEAD);
        if (diesBetween) {
            throw new Death();
        }
    }

    /// The program ends in the middle of something.
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Does the next piece of work. Perhaps the program dies before it, or before the core hears of it.
    ///
    /// @return what was done
    SyncEffect.Task work(boolean dies) throws StoreException {
        SyncEffect.Task task = tasks.remove();
        if (dies && random.nextInt(3) == 0) {
            sabotage.before(task, true);
            log("dies before " + task.getClass().getSimpleName());
            restart();
            return task;
        }
        sabotage.before(task, false);
        diesBetween = dies && random.nextBoolean();
        SyncEvent event;
        try {
            event = work.of(task);
        } catch (Death _) {
            log(NightRuns.DIED_BETWEEN);
            restart();
            return task;
        }
        sabotage.after(task);
        if (task instanceof SyncEffect.KeepPush) {
            queue.look(database);
        }
        log(event.getClass().getSimpleName() + (dies ? "!" : ""));
        if (wire.gaveUp > 0) {
            wire.gaveUp = 0;
            log("hub gave up");
        }
        if (wire.wentOn > 0) {
            wire.wentOn = 0;
            log(NightRuns.LOAD_WENT_ON);
        }
        clock.pass(wire.passed);
        wire.passed = Duration.ZERO;
        if (dies) {
            restart();
        } else {
            tell(event);
        }
        return task;
    }

    void log(String what) {
        trace.append(clock.now).append(' ').append(name).append(' ').append(what).append('\n');
    }

    @Override
    public void close() {
        database.close();
    }
}
