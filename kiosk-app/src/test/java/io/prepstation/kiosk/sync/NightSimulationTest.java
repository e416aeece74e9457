package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.kiosk.store.StationEnrolment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Nights of eight virtual hours with two stations, sometimes a copied card, and a hub: the product's own store, outbox,
/// core and hub, each on its own SQLite file; only the wire, the clocks and chance are the test's. Afterwards the network
/// is mended and everything must be where it belongs. The same seed is the same night.
@Tag("SYN-4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NightSimulationTest {

    /// Of the build; `scripts/prove simulation` runs the rest.
    private static final int SHORT = Integer.getInteger("nights.count", 200);

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

    private static final int WORKERS = 2;

    /// In so many nights everything happens that can happen to what refers to a thing that is gone.
    private static final int ENOUGH_FOR_ORPHANS = 200;

    /// So many bad nights tell enough.
    private static final int ENOUGH = 3;

    private final AtomicLong places = new AtomicLong();
    private final Map<String, Long> orphans = new ConcurrentHashMap<>();
    private Path folder;
    private Path template;
    private List<StationEnrolment> enrolments;

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
        enrolments = new ArrayList<>();
        try (TestHub hub = new TestHub(template.resolve("hub"), SyncedStation.clockOf2026());
                FaultyWire wire = new FaultyWire(hub.port())) {
            hub.addSupervisor(NightJudge.SAM.id());
            for (int n = 0; n < 2; n++) {
                try (SyncedStation station =
                        new SyncedStation(
                                template.resolve("station-" + n),
                                hub,
                                wire,
                                SyncedStation.clockOf2026())) {
                    enrolments.add(station.enrolment);
                }
            }
        }
    }

    @AfterAll
    void clear() throws Exception {
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
        try (Night night = new Night(template, place, enrolments, seed, without)) {
            List<String> broken = night.pass();
            return new Came(seed, broken, night.trace());
        }
    }

    @Test
    void whatever_happens_nothing_is_lost_doubled_or_different() throws Exception {
        long start = System.nanoTime();
        Duration before = used();
        ConcurrentLinkedQueue<Came> bad = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(FIRST);
        try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> workers = new ArrayList<>();
            for (int n = 0; n < WORKERS; n++) {
                workers.add(threads.submit(() -> nights(next, bad)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.printf(
                "%d nights from seed %d: %.1f a second, %d ms of processor each, load %.1f%n",
                SHORT,
                FIRST,
                SHORT * 1000.0 / millis,
                used().minus(before).dividedBy(SHORT).toMillis(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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
        Optional<Came> noticed = Optional.empty();
        for (long more = 0; more < PATIENCE && noticed.isEmpty(); more++) {
            long seed = rule.noticed() + more;
            Came came = night(seed, rule);
            // A night that is broken with every protection too shows nothing about one of them.
            if (!came.broken().isEmpty() && night(seed).broken().isEmpty()) {
                noticed = Optional.of(came);
            }
        }
        assertTrue(noticed.isPresent(), rule + " was missed by nobody");
        System.out.printf(
                "without %s: night %d: %s%n",
                rule, noticed.get().seed(), noticed.get().broken().getFirst());
    }
}
