package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.prepstation.kiosk.store.QueueDesk.Way;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Nights of eight virtual hours with two stations, sometimes a copied card, and a hub: the product's own store, outbox,
/// core and hub, each on its own SQLite file; only the wire, the clocks and chance are the test's. Afterwards the network
/// is mended and everything must be where it belongs. The same seed is the same night.
@Tag("SYN-4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightSimulationTest {

    /// Of the build; `scripts/prove simulation` runs the rest.
    private static final int SHORT = Integer.getInteger("nights.count", 300);

    private static final long FIRST = Long.getLong("nights.first", 0);

    /// So many nights may pass until a missing protection shows.
    private static final int PATIENCE = 150;

    private static final List<String> LOGGERS =
            List.of(
                    "SyncPush",
                    "SyncPull",
                    "SyncEngine",
                    "NetworkMonitor",
                    "Store",
                    "io.prepstation");

    /// Twice the processors of a build: a night waits half of its time for the thread that writes.
    private static final int WORKERS = Integer.getInteger("nights.workers", 4);

    /// In so many nights everything happens that can happen to what refers to a thing that is gone.
    private static final int ENOUGH_FOR_ORPHANS = 200;

    /// So many bad nights tell enough.
    private static final int ENOUGH = 3;

    private final AtomicLong places = new AtomicLong();

    /// Of nights with every protection, whether they were well; each is asked for by several rules.
    private final Map<Long, Boolean> well = new ConcurrentHashMap<>();

    /// Of all traces together; another run of the same nights has the same.
    private final AtomicLong traces = new AtomicLong();

    private final Map<NightRule, Future<Optional<Came>>> searches = new EnumMap<>(NightRule.class);
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Map<String, Long> orphans = new ConcurrentHashMap<>();
    private Path folder;
    private Path template;
    private List<NightStation.Card> cards;

    /// Everything that goes wrong here goes wrong on purpose, and is logged ten thousand times.
    @BeforeAll
    void hush() {
        LOGGERS.forEach(name -> logger(name).setLevel(Level.OFF));
    }

    @AfterAll
    void speak() {
        LOGGERS.forEach(name -> logger(name).setLevel(null));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @BeforeAll
    void enrol() throws Exception {
        Path memory = Path.of("/dev/shm");
        folder =
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "nights")
                        : Files.createTempDirectory("nights");
        template = Files.createDirectory(folder.resolve("template"));
        cards = new ArrayList<>();
        try (TestHub hub = new TestHub(template.resolve("hub"), SyncedStation.clockOf2026());
                FaultyWire wire = new FaultyWire(hub.port())) {
            hub.addSupervisor(NightJudge.SAM.id());
            for (int n = 0; n < 2; n++) {
                Path data = template.resolve("station-" + n);
                try (SyncedStation station =
                        new SyncedStation(data, hub, wire, SyncedStation.clockOf2026())) {
                    cards.add(
                            new NightStation.Card(
                                    station.enrolment,
                                    StationKey.open(data).pair(),
                                    "station " + n));
                }
            }
        }
    }

    @AfterAll
    void clear() throws Exception {
        workers.shutdownNow();
        NightFiles.delete(folder);
    }

    /// What a night came to.
    private record Came(long seed, List<String> broken, String trace) {

        String text() {
            return "night %d: %s%n%s".formatted(seed, String.join("\n  ", broken), trace);
        }
    }

    private Came night(long seed) throws Exception {
        return night(seed, null);
    }

    private Came night(long seed, @Nullable NightRule without) throws Exception {
        Path place = folder.resolve("night-" + places.incrementAndGet());
        try (Night night = new Night(template, place, cards, seed, without)) {
            List<String> broken = night.pass();
            return new Came(seed, broken, night.trace());
        }
    }

    @Test
    @Order(1)
    void whatever_happens_nothing_is_lost_doubled_or_different() throws Exception {
        long start = System.nanoTime();
        Duration before = used();
        ConcurrentLinkedQueue<Came> bad = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(FIRST);
        List<Future<?>> passing = new ArrayList<>();
        for (int n = 0; n < WORKERS; n++) {
            passing.add(workers.submit(() -> nights(next, bad)));
        }
        for (Future<?> one : passing) {
            one.get();
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.printf(
                "%d nights from seed %d: %.1f a second, %d ms of processor each, load %.1f; traces %08x%n",
                SHORT,
                FIRST,
                SHORT * 1000.0 / millis,
                used().minus(before).dividedBy(SHORT).toMillis(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                traces.intValue());
        assertEquals(List.of(), bad.stream().map(Came::text).toList());
        System.out.println("orphans: " + orphans);
        if (SHORT >= ENOUGH_FOR_ORPHANS) {
            assertTrue(orphans.containsKey("set aside"), "nothing was set aside");
            for (Way way : List.of(Way.QUEUE, Way.KEEP, Way.REMOVE)) {
                assertTrue(
                        orphans.keySet().stream().anyMatch(one -> one.startsWith(way + " ")),
                        "nobody chose " + way);
            }
        }
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private @Nullable Void nights(AtomicLong next, ConcurrentLinkedQueue<Came> bad)
            throws Exception {
        for (long seed = next.getAndIncrement();
                seed < FIRST + SHORT && bad.size() < ENOUGH;
                seed = next.getAndIncrement()) {
            Came came = night(seed);
            well.put(seed, came.broken().isEmpty());
            traces.addAndGet(came.trace().hashCode());
            came.trace()
                    .lines()
                    .filter(line -> line.contains(" orphan "))
                    .forEach(line ->
                            orphans.merge(line.replaceAll(".* orphan ", ""), 1L, Long::sum));
            if (!came.broken().isEmpty()) {
                bad.add(came);
            }
        }
        return null;
    }

    @Test
    void the_same_seed_is_the_same_night() throws Exception {
        assertEquals(night(7).trace(), night(7).trace());
    }

    @ParameterizedTest
    @EnumSource(NightRule.class)
    void a_protection_taken_away_is_noticed(NightRule rule) throws Exception {
        Optional<Came> noticed = search(rule).get();
        assertTrue(noticed.isPresent(), rule + " was missed by nobody");
        System.out.printf(
                "without %s: night %d: %s%n",
                rule, noticed.get().seed(), noticed.get().broken().getFirst());
    }

    /// Whoever asks first lets the others begin too.
    private Future<Optional<Came>> search(NightRule rule) {
        if (searches.isEmpty()) {
            for (NightRule each : NightRule.values()) {
                searches.put(each, workers.submit(() -> missed(each)));
            }
        }
        return searches.get(rule);
    }

    private Optional<Came> missed(NightRule rule) throws Exception {
        for (long more = 0; more < PATIENCE; more++) {
            long seed = rule.noticed() + more;
            Came came = night(seed, rule);
            // A night that is broken with every protection too shows nothing about one of them.
            if (!came.broken().isEmpty() && isWell(seed)) {
                return Optional.of(came);
            }
        }
        return Optional.empty();
    }

    private boolean isWell(long seed) throws Exception {
        Boolean known = well.get(seed);
        return known == null ? night(seed).broken().isEmpty() : known;
    }
}
