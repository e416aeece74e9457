package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.StationConfig;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceLine;
import io.prepstation.kiosk.bench.BalanceToBench;
import io.prepstation.kiosk.bench.BalanceWatch;
import io.prepstation.kiosk.bench.BenchEffects;
import io.prepstation.kiosk.bench.BenchLoop;
import io.prepstation.kiosk.bench.SessionWatch;
import io.prepstation.kiosk.field.DiskGuard;
import io.prepstation.kiosk.field.Heart;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.metrics.FiguresSocket;
import io.prepstation.kiosk.metrics.RunningFigures;
import io.prepstation.kiosk.metrics.StationTallies;
import io.prepstation.kiosk.people.SignIn;
import io.prepstation.kiosk.preparation.BalanceReadiness;
import io.prepstation.kiosk.preparation.Correction;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.MinimumWeightRule;
import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.OpeningRetry;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.HeadLog;
import io.prepstation.kiosk.proof.HeadLogKeeper;
import io.prepstation.kiosk.store.ClockFloors;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Pepper;
import io.prepstation.kiosk.store.QueueDesk;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.ConvergenceCheck;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncLock;
import io.prepstation.kiosk.sync.SyncRules;
import io.prepstation.kiosk.sync.SyncSetup;
import io.prepstation.kiosk.sync.SyncStatus;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Connecting;
import io.prepstation.model.bench.Bench;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.secret.SecretHash;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.StationReport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything of a station but its screens: store, bench, balance, sync. Put together by hand in this one place.
public final class Station implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Station");
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Path data;
    private final Loaded config;
    private final StationEnrolment enrolment;
    private final InstantSource clock = InstantSource.system();
    private final StationClock floored = new StationClock(clock, System::nanoTime);
    private final Supplier<String> ids = new TimeOrderedIds();
    private final LabDatabase database;
    private final StationDatabase own;
    private final SignIn signIn;
    private final DiskGuard disk;
    private final Heartbeat balanceBeat = new Heartbeat(System::nanoTime);
    private final SessionService sessions;
    private final SessionReader reader;
    private final BalanceReadiness readiness;
    private final BenchLoop bench;
    private final Balance balance;
    private final SessionWatch watch;
    private final HeadLog headLog;
    private final ExecutorService storeWorker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("bench store").factory());
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("tick").daemon().factory());
    private final ExecutorService scans =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("scan").factory());
    private final HubNetwork network = new HubNetwork();
    private final StationTallies tallies = new StationTallies();
    private final List<Consumer<Signal.Kind>> signalListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<BalanceLine>> frameListeners = new CopyOnWriteArrayList<>();
    private @Nullable SyncEngine sync;
    private volatile boolean syncedElsewhere;
    private @Nullable HubUpkeep upkeep;
    private volatile List<StationReport.Device> otherDevices = List.of();
    private @Nullable HeadLogKeeper heads;
    private @Nullable FiguresSocket figures;

    /// Opens the lab's file; nothing runs before [#start].
    ///
    /// @param data the station's data directory
    /// @throws StoreException if the lab's file cannot be used
    public Station(
            Path data, Loaded config, StationEnrolment enrolment, Consumer<Signal.Kind> signals)
            throws StoreException {
        this.data = data;
        this.config = config;
        this.enrolment = enrolment;
        this.signalListeners.add(signals);
        StationConfig settings = config.config();
        this.own = StationDatabase.open(data);
        this.disk = new DiskGuard(data);
        this.database = LabDatabase.open(data, enrolment.lab());
        lookAtClock();
        this.signIn =
                new SignIn(
                        enrolment.lab(),
                        new SignIn.Means(
                                database,
                                own.badges(),
                                hubForPeople(),
                                new SecretHash(Pepper.openForKiosk(data))),
                        floored,
                        new SecureRandom());
        StationFacts facts =
                new StationFacts(
                        enrolment.stationId(),
                        config.hash(),
                        settings.bench().attempts(),
                        settings.checks(),
                        StationKey.open(data).pair());
        this.sessions = new SessionService(database, clock, ids, facts);
        this.readiness =
                new BalanceReadiness(
                        database,
                        clock,
                        ids,
                        new SecureRandom(),
                        settings.checks(),
                        settings.bench().minimumWeight());
        this.reader =
                new SessionReader(
                        database,
                        clock,
                        enrolment.stationId(),
                        new OpeningRetry(
                                settings.store().openReads(), settings.store().openPause()),
                        Thread::sleep);
        this.balance = Devices.balance(settings.balance(), balanceBeat);
        BenchEffects effects =
                new BenchEffects(
                        new BenchEffects.Surroundings(
                                sessions,
                                reader,
                                FrameJournal.of(data, enrolment.lab()),
                                balance,
                                this::signal,
                                user -> signIn().authenticationOf(user),
                                this::obstacle),
                        new BenchEffects.Setup(
                                settings.bench().vessel(),
                                settings.bench().volume(),
                                new MinimumWeightRule(
                                        settings.bench().minimumWeight(),
                                        settings.bench().minimumWeightEverywhere())),
                        clock,
                        storeWorker,
                        event -> bench().post(event));
        this.bench =
                new BenchLoop(
                        new Bench(settings.bench().rules()),
                        Situation.initial(
                                new Connecting(String.valueOf(settings.balance().port()))),
                        effects);
        bench.listen(effects::follow);
        this.watch = new SessionWatch(reader, bench::post);
        this.headLog = HeadLog.of(settings.store().headLog().map(Path::of), data, enrolment.lab());
    }

    /// Hears every signal from now on, on the bench's thread; before [#start].
    public void onSignal(Consumer<Signal.Kind> listener) {
        signalListeners.add(listener);
    }

    /// Hears every frame of the balance from now on, weight or not, on the balance's thread; before [#start].
    void onFrame(Consumer<BalanceLine> listener) {
        frameListeners.add(listener);
    }

    /// What belongs to the station and to no lab; open as long as the station is.
    public StationDatabase own() {
        return own;
    }

    /// Starts the bench, the balance and sync.
    ///
    /// @throws StoreException if the lock that keeps two programs from syncing one lab cannot be used
    public void start() throws StoreException {
        bench.listen(watch);
        bench.listen(new BalanceWatch(this::noteBalance));
        bench.start();
        balance.start(
                new BalanceToBench(
                        bench::post,
                        clock,
                        line -> frameListeners.forEach(listener -> listener.accept(line))));
        var _ =
                ticks.scheduleAtFixedRate(
                        () -> bench.post(new Tick(clock.instant())),
                        TICK.toMillis(),
                        TICK.toMillis(),
                        TimeUnit.MILLISECONDS);
        disk.look();
        var _ =
                ticks.scheduleAtFixedRate(
                        disk::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        var _ =
                ticks.scheduleAtFixedRate(
                        () -> Thread.startVirtualThread(this::lookAtClock),
                        LOOK.toMillis(),
                        LOOK.toMillis(),
                        TimeUnit.MILLISECONDS);
        heads = HeadLogKeeper.start(database, headLog);
        Thread.startVirtualThread(this::tidy);
        if (enrolment.hasHub()) {
            sync =
                    SyncEngine.start(
                                    database,
                                    sessions,
                                    enrolment,
                                    network,
                                    syncSetup(settings(), clock))
                            .orElse(null);
            syncedElsewhere = sync == null;
        }
        if (sync != null) {
            upkeep = HubUpkeep.start(network, enrolment, own, database, this::devices);
        }
        count();
        figures =
                FiguresSocket.open(data, new RunningFigures(tallies, this::devices)::text)
                        .orElse(null);
        log.info("station {} is open for {}", enrolment.stationId(), enrolment.lab());
    }

    /// What this lab's file knows of the time, again after the hub was heard or somebody confirmed the clock.
    void lookAtClock() {
        boolean wrong = floored.fault().isPresent();
        try {
            floored.learn(database.read(handle -> ClockFloors.read(handle, StationClock.built())));
        } catch (StoreException e) {
            log.warn("the clock cannot be held against the records: {}", e.getMessage());
        }
        Optional<String> fault = floored.fault();
        if (fault.isPresent() != wrong) {
            log.warn("clock: {}", fault.orElse("can be right again"));
        }
    }

    /// Why no session may begin now; one that runs goes on.
    Optional<String> obstacle() {
        if (disk.level() == DiskGuard.Level.FULL) {
            return Optional.of(
                    "the disk is nearly full; no session can begin. Call whoever looks after the station"
                            + " (docs/operations.md, \"A full disk\")");
        }
        return floored.fault()
                .map(fault ->
                        fault
                                + "; no session can begin. Call whoever looks after the station"
                                + " (docs/operations.md, \"A wrong clock\")");
    }

    private void tidy() {
        try {
            int forgotten = sessions.forgetUnnamedAttachments();
            if (forgotten > 0) {
                log.info("{} files of attachments belonged to no session", forgotten);
            }
        } catch (StoreException e) {
            log.warn("the folder of attachments is not tidy: {}", e.getMessage());
        }
    }

    private void count() {
        database.whenCommitted(tallies::committed);
        network.whenCalled(tallies::called);
        signIn.whenTried(result ->
                tallies.signedIn(result.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
        if (sync != null) {
            sync.onStatus(status -> {
                if (status instanceof SyncStatus.UpToDate(var last) && last != null) {
                    tallies.synced(last);
                }
            });
        }
    }

    /// How the devices beside the balance are, for the hub's page. Any thread may say so.
    public void otherDevices(List<StationReport.Device> devices) {
        otherDevices = List.copyOf(devices);
    }

    /// How the devices are now, the balance first.
    List<StationReport.Device> devices() {
        List<StationReport.Device> devices = new ArrayList<>();
        devices.add(
                switch (bench.situation().pan().status()) {
                    case BalanceStatus.Connecting(var port) ->
                            new StationReport.Device("balance", "connecting", port);
                    case BalanceStatus.Online(var identity) ->
                            new StationReport.Device(
                                    "balance",
                                    "online",
                                    identity.model() + " " + identity.serialNumber());
                    case BalanceStatus.Offline(var cause) ->
                            new StationReport.Device("balance", "offline", cause.detail());
                });
        devices.addAll(otherDevices);
        return devices;
    }

    private void noteBalance(BalanceIdentity balance) {
        storeWorker.execute(() -> {
            try {
                readiness.seen(balance, enrolment.stationId());
            } catch (StoreException e) {
                log.warn("balance {} is not in the register: {}", balance, e.getMessage());
            }
        });
    }

    /// Whether balances are ready, and their checks.
    public BalanceReadiness readiness() {
        return readiness;
    }

    /// A code was read by a camera or a scanner.
    public void scanned(String text) {
        scanned(new CodeScanned(FormulaCode.parse(text), text));
    }

    /// The same; what it stands for in the stock is looked up beside the caller's thread, one scan after the other.
    public void scanned(CodeScanned scan) {
        scans.execute(() -> bench.post(withMaterial(scan)));
    }

    private CodeScanned withMaterial(CodeScanned scan) {
        String wanted =
                bench.situation().state() instanceof BenchState.Weighing weighing
                        ? weighing.work().step().ingredientId()
                        : null;
        try {
            return reader.material(scan.code(), wanted, settings().bench().daysAfterOpening())
                    .map(material -> new CodeScanned(scan.code(), scan.text(), material))
                    .orElse(scan);
        } catch (StoreException e) {
            log.warn("a scanned code cannot be looked up: {}", e.getMessage());
            return scan;
        }
    }

    /// What must answer for the station to be alive, by name; the screen is not among it.
    public Map<String, Heart> hearts() {
        Map<String, Heart> hearts = new HashMap<>();
        hearts.put("store", answer -> Thread.startVirtualThread(() -> written(answer)));
        AtomicReference<@Nullable Runnable> asked = new AtomicReference<>();
        bench.listen(_ -> {
            Runnable answer = asked.getAndSet(null);
            if (answer != null) {
                answer.run();
            }
        });
        hearts.put("bench", asked::set);
        if (config.config().balance().port() != null) {
            hearts.put("balance", balanceBeat);
        }
        return hearts;
    }

    /// A store that refuses has answered; only one that hangs has not.
    private void written(Runnable answer) {
        try {
            database.write(_ -> clock.instant());
        } catch (StoreException e) {
            log.warn("the store refuses: {}", e.getMessage());
        }
        answer.run();
    }

    /// Recognises people by badge and PIN.
    public SignIn signIn() {
        return signIn;
    }

    public BenchLoop bench() {
        return bench;
    }

    public SessionReader reader() {
        return reader;
    }

    /// Signs a session that the hub refused as its next revision (SES-2).
    public Outcome<SessionRecord> correct(String sessionId, Correction correction) {
        return sessions.correct(sessionId, correction);
    }

    /// Keeps a photo or the like with a session that runs.
    public Outcome<SessionRecord> attach(String sessionId, NewAttachment attachment) {
        return sessions.attach(sessionId, attachment);
    }

    public LabDatabase database() {
        return database;
    }

    public StationEnrolment enrolment() {
        return enrolment;
    }

    public StationConfig settings() {
        return config.config();
    }

    public InstantSource clock() {
        return clock;
    }

    /// What the lab's records are held against at this station.
    ///
    /// @throws StoreException if the station's key cannot be read
    public Evidence evidence() throws StoreException {
        return new Evidence(
                Map.of(enrolment.hubKeyId(), enrolment.hubPublicKey()),
                Optional.of(StationKey.open(data).publicKey()),
                List.of(headLog));
    }

    /// A fresh UUIDv7.
    public String newId() {
        return ids.get();
    }

    /// Sends what waits, whatever its schedule says; what becomes of it shows in the status.
    public void syncNow() {
        SyncEngine running = sync;
        if (running != null) {
            var _ = running.syncNow().thenAccept(result -> log.info("sync now: {}", result));
        }
    }

    /// Ends the round of sync under way; what was sent is still answered and kept.
    void stopSync() {
        SyncEngine running = sync;
        if (running != null) {
            running.stop();
        }
    }

    /// Syncs and compares what station and hub hold of the lab; what came of it is kept in the lab's file.
    ///
    /// @return why it could not be compared; empty if it was
    Optional<String> compareWithHub() {
        SyncEngine running = sync;
        if (running == null) {
            return Optional.of("No hub, or another program syncs this lab: station sync check");
        }
        HubClient hub = HubClient.station(network, enrolment, HubTimeouts.DEFAULT);
        try {
            ConvergenceCheck.Outcome outcome =
                    new ConvergenceCheck(database, hub, clock)
                            .after(() -> running.syncNow().join());
            return outcome instanceof ConvergenceCheck.Outcome.NotCompared(var why)
                    ? Optional.of(why)
                    : Optional.empty();
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The program is ending.");
        }
    }

    /// Where conflicts are shown and decided; empty if there is no hub.
    Optional<ConflictRoom> conflicts() {
        return enrolment.hasHub()
                ? Optional.of(
                        new ConflictRoom(
                                database,
                                entities(),
                                HubClient.station(network, enrolment, HubTimeouts.FOR_A_PERSON),
                                clock))
                : Optional.empty();
    }

    /// Where the queue is looked at, and what a supervisor orders about it is done.
    QueueRoom queue() {
        EntityStore store = entities();
        return new QueueRoom(database, store, new QueueDesk(store, clock, ids), clock);
    }

    /// Where materials are looked at and changed.
    MaterialRoom materials() {
        return new MaterialRoom(database, entities(), clock, settings().bench().daysAfterOpening());
    }

    private EntityStore entities() {
        return new EntityStore(
                enrolment.lab(), EntityTypes.STANDARD, clock, ids, new SecureRandom());
    }

    /// Empty if there is no hub, or another program syncs this lab.
    public Optional<SyncEngine> sync() {
        return Optional.ofNullable(sync);
    }

    /// Whether nothing goes up from here although it could: another program synced this lab when it was opened, and does no more.
    boolean couldSync() throws StoreException {
        return syncedElsewhere && !SyncLock.isHeld(database.path());
    }

    private void signal(Signal.Kind kind) {
        signalListeners.forEach(listener -> listener.accept(kind));
    }

    private Optional<HubClient> hubForPeople() {
        return enrolment.hasHub()
                ? Optional.of(HubClient.station(network, enrolment, HubTimeouts.FOR_A_PERSON))
                : Optional.empty();
    }

    /// How every lab of the station is synced.
    static SyncSetup syncSetup(StationConfig settings, InstantSource clock) {
        SyncRules patience = SyncRules.DEFAULT;
        SyncRules rules =
                new SyncRules(
                        settings.sync().retry(),
                        patience.ownFailures(),
                        patience.probeEvery(),
                        patience.settle(),
                        patience.lookEvery(),
                        longest(patience.longestPause(), settings.sync().retry().cap()),
                        settings.sync().syncOnReconnect(),
                        patience.batch());
        return new SyncSetup(
                rules, HubTimeouts.DEFAULT, settings.sync().autoSync(), clock, new SecureRandom());
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// Ends in the order of the flow: devices first, the store last.
    @Override
    public void close() {
        ticks.shutdownNow();
        scans.shutdownNow();
        balance.close();
        bench.close();
        storeWorker.shutdown();
        try {
            if (!storeWorker.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("a store task did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (figures != null) {
            figures.close();
        }
        watch.close();
        if (heads != null) {
            heads.close();
        }
        if (upkeep != null) {
            upkeep.close();
        }
        if (sync != null) {
            sync.close();
        }
        network.close();
        database.close();
        own.close();
    }
}
