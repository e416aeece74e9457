package io.prepstation.kiosk;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.StationConfig;
import io.prepstation.device.balance.Balance;
import io.prepstation.kiosk.bench.BalanceToBench;
import io.prepstation.kiosk.bench.BenchEffects;
import io.prepstation.kiosk.bench.BenchLoop;
import io.prepstation.kiosk.bench.SessionWatch;
import io.prepstation.kiosk.field.Heart;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.people.Pepper;
import io.prepstation.kiosk.people.SignIn;
import io.prepstation.kiosk.preparation.OpeningRetry;
import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.preparation.StationFacts;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncRules;
import io.prepstation.kiosk.sync.SyncSetup;
import io.prepstation.model.balance.BalanceStatus.Connecting;
import io.prepstation.model.bench.Bench;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    private static final Duration TICK = Duration.ofMillis(250);

    private final Loaded config;
    private final OpenedLab lab;
    private final StationEnrolment enrolment;
    private final InstantSource clock = InstantSource.system();
    private final Supplier<String> ids = new TimeOrderedIds();
    private final LabDatabase database;
    private final CompletableFuture<SignIn> signIn = new CompletableFuture<>();
    private final Heartbeat balanceBeat = new Heartbeat(System::nanoTime);
    private final SessionService sessions;
    private final SessionReader reader;
    private final BenchLoop bench;
    private final Balance balance;
    private final SessionWatch watch;
    private final ExecutorService storeWorker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("bench store").factory());
    private final ScheduledExecutorService ticks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("tick").daemon().factory());
    private final HubNetwork network = new HubNetwork();
    private @Nullable StationDatabase own;
    private @Nullable SyncEngine sync;

    /// Takes the opened lab and closes it at its own end; nothing runs before [#start].
    public Station(OpenedLab lab, Loaded config, Consumer<Signal.Kind> signals) {
        this.config = config;
        this.lab = lab;
        this.enrolment = lab.enrolment();
        StationConfig settings = config.config();
        this.database = lab.database();
        StationFacts facts =
                new StationFacts(enrolment.stationId(), config.hash(), settings.bench().attempts());
        this.sessions = new SessionService(database, clock, ids, facts);
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
                                balance,
                                signals,
                                user -> signIn().authenticationOf(user)),
                        new BenchEffects.Setup(
                                settings.bench().vessel(), settings.bench().minimumWeight()),
                        clock,
                        storeWorker,
                        event -> bench().post(event));
        this.bench =
                new BenchLoop(
                        new Bench(settings.bench().rules()),
                        Situation.initial(
                                new Connecting(String.valueOf(settings.balance().port()))),
                        effects);
        this.watch = new SessionWatch(reader, bench::post);
    }

    /// Starts the bench, the balance and sync.
    ///
    /// @throws StoreException if the lock that keeps two programs from syncing one lab cannot be used
    public void start() throws StoreException {
        StationDatabase station = StationDatabase.open(lab.data());
        own = station;
        signIn.complete(signIn(station));
        bench.listen(watch);
        bench.start();
        balance.start(new BalanceToBench(bench::post, clock));
        var _ =
                ticks.scheduleAtFixedRate(
                        () -> bench.post(new Tick(clock.instant())),
                        TICK.toMillis(),
                        TICK.toMillis(),
                        TimeUnit.MILLISECONDS);
        sync = SyncEngine.start(database, sessions, enrolment, network, syncSetup()).orElse(null);
        log.info("station {} is open for {}", enrolment.stationId(), enrolment.lab());
    }

    private SignIn signIn(StationDatabase station) throws StoreException {
        return new SignIn(
                enrolment.lab(),
                new SignIn.Means(
                        database,
                        station.badges(),
                        HubClient.station(network, enrolment, HubTimeouts.FOR_A_PERSON),
                        new SecretHash(Pepper.open(lab.data()))),
                clock,
                new SecureRandom());
    }

    /// A code was read by a camera or a scanner.
    public void scanned(String text) {
        bench.post(new CodeScanned(FormulaCode.parse(text), text));
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

    /// Recognises people by badge and PIN; waits for [#start].
    public SignIn signIn() {
        return signIn.join();
    }

    public BenchLoop bench() {
        return bench;
    }

    public SessionReader reader() {
        return reader;
    }

    public LabDatabase database() {
        return database;
    }

    public StationEnrolment enrolment() {
        return enrolment;
    }

    /// The lab as it was when it was opened.
    OpenedLab lab() {
        return lab;
    }

    public StationConfig settings() {
        return config.config();
    }

    public InstantSource clock() {
        return clock;
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

    /// Empty if another program syncs this lab.
    public Optional<SyncEngine> sync() {
        return Optional.ofNullable(sync);
    }

    private SyncSetup syncSetup() {
        SyncRules patience = SyncRules.DEFAULT;
        SyncRules rules =
                new SyncRules(
                        settings().sync().retry(),
                        patience.ownFailures(),
                        patience.probeEvery(),
                        patience.lookEvery(),
                        patience.longestPause(),
                        settings().sync().syncOnReconnect());
        return new SyncSetup(
                rules,
                HubTimeouts.DEFAULT,
                settings().sync().autoSync(),
                clock,
                new SecureRandom());
    }

    /// Ends in the order of the flow: devices first, the store last.
    @Override
    public void close() {
        ticks.shutdownNow();
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
        watch.close();
        if (sync != null) {
            sync.close();
        }
        network.close();
        database.close();
        if (own != null) {
            own.close();
        }
    }
}
