package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.kiosk.store.NightFile;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Nights of eight virtual hours with two stations and a hub: the product's own store, outbox, core and hub, each on its
/// own SQLite file; only the wire, the clock and chance are the test's. Afterwards the network is mended and everything
/// must be where it belongs. The same seed is the same night.
@Tag("SYN-4")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NightSimulationTest {

    /// Of the build; `scripts/prove simulation` runs the rest.
    private static final int SHORT = Integer.getInteger("prepstation.nights", 40);

    private static final long FIRST = Long.getLong("prepstation.first.night", 0);

    /// So many nights may pass until a missing protection shows.
    private static final int PATIENCE = 60;

    private static final List<EntityType> TYPES =
            List.of(EntityType.LOTS, EntityType.CONTAINERS, EntityType.NOTES);

    private Path folder;
    private Path template;
    private List<StationEnrolment> enrolments;

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
    void clear() throws IOException {
        delete(folder);
    }

    /// What a night came to.
    record Night(List<String> broken, String trace) {}

    @Test
    void whatever_happens_nothing_is_lost_doubled_or_different() throws Exception {
        long start = System.nanoTime();
        for (long seed = FIRST; seed < FIRST + SHORT; seed++) {
            assertEquals(List.of(), night(seed, null).broken(), "seed " + seed);
        }
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        LoggerFactory.getLogger("Simulation")
                .info("{} nights in {} s from seed {}", SHORT, seconds, FIRST);
    }

    @Test
    void the_same_seed_is_the_same_night() throws Exception {
        assertEquals(night(7, null).trace(), night(7, null).trace());
    }

    @ParameterizedTest
    @EnumSource(NightRule.class)
    void a_protection_taken_away_is_noticed(NightRule rule) throws Exception {
        Optional<Long> noticed = Optional.empty();
        for (long seed = 0; seed < PATIENCE && noticed.isEmpty(); seed++) {
            if (!night(seed, rule).broken().isEmpty()) {
                noticed = Optional.of(seed);
            }
        }
        assertTrue(noticed.isPresent(), rule + " was missed by nobody");
    }

    private Night night(long seed, @Nullable NightRule without) throws Exception {
        Path place = folder.resolve("night");
        copy(template, place);
        Random random = new Random(seed);
        Instant[] now = {Instant.parse("2026-11-20T20:00:00Z")};
        List<String> broken = new ArrayList<>();
        StringBuilder trace = new StringBuilder();
        try (NightHub hub =
                new NightHub(place.resolve("hub").resolve("hub.db"), () -> now[0], random)) {
            List<NightStation> stations = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                StationEnrolment enrolment = enrolments.get(n);
                Station known = hub.station(enrolment.stationId());
                NightWire wire = new NightWire(hub, known, random, without);
                stations.add(
                        new NightStation(
                                place.resolve("station-" + n),
                                enrolment,
                                wire,
                                now,
                                random,
                                without));
            }
            try {
                live(stations, now, random);
                heal(stations);
                boolean settled = settle(stations, now);
                if (!settled) {
                    broken.add("the queue did not empty after the network was mended");
                }
                check(hub, stations, broken);
            } catch (AssertionError | IllegalStateException | IllegalArgumentException e) {
                broken.add(String.valueOf(e));
            } finally {
                stations.forEach(station -> trace.append(station.trace));
                stations.forEach(NightStation::close);
            }
        } finally {
            delete(place);
        }
        return new Night(broken, trace.toString());
    }

    private static void live(List<NightStation> stations, Instant[] now, Random random)
            throws Exception {
        Instant end = now[0].plus(Duration.ofHours(8));
        while (now[0].isBefore(end)) {
            NightStation station = stations.get(random.nextInt(stations.size()));
            switch (random.nextInt(30)) {
                case 0, 1, 2, 3, 4, 5 -> {
                    station.act(station == stations.getFirst() ? "a" : "b");
                    now[0] = now[0].plusSeconds(random.nextInt(300));
                }
                case 6 -> station.wire.bad = random.nextInt(3) > 0;
                case 7 -> station.wire.away = random.nextInt(3) == 0;
                case 8 -> station.diskFull = random.nextInt(4) == 0;
                case 9 -> station.restart();
                case 10 -> now[0] = now[0].plus(Duration.ofMinutes(random.nextInt(40)));
                default -> {
                    if (station.hasWork()) {
                        station.work(random.nextInt(12) == 0);
                    } else {
                        wake(station, now);
                    }
                }
            }
        }
    }

    private static void wake(NightStation station, Instant[] now) {
        if (station.alarm.isAfter(now[0])) {
            now[0] =
                    now[0].plus(Duration.between(now[0], station.alarm).dividedBy(2)).plusMillis(1);
        } else {
            station.tell(new SyncEvent.Tick());
        }
    }

    private static void heal(List<NightStation> stations) {
        for (NightStation station : stations) {
            station.wire.bad = false;
            station.wire.away = false;
            station.diskFull = false;
            station.restart();
            station.tell(new SyncEvent.Asked(1));
        }
    }

    /// A few rounds each, in turn, because what one brings up the other reads.
    private static boolean settle(List<NightStation> stations, Instant[] now) throws Exception {
        for (int round = 0; round < 4; round++) {
            for (NightStation station : stations) {
                station.tell(new SyncEvent.Asked(round));
                for (int n = 0; n < 400 && station.hasWork(); n++) {
                    station.work(false);
                }
                now[0] = now[0].plusSeconds(60);
            }
        }
        for (NightStation station : stations) {
            long waiting =
                    NightFile.number(
                            station.database,
                            "SELECT count(*) FROM outbox WHERE status IN ('pending', 'sent', 'held')");
            if (waiting > 0) {
                return false;
            }
        }
        return true;
    }

    private static void check(NightHub hub, List<NightStation> stations, List<String> broken)
            throws Exception {
        Station any = stations.getFirst().wire.station();
        List<Pull.Change> history = hub.history(any);
        Map<String, Pull.Change> last = new TreeMap<>();
        Map<String, Integer> effects = new HashMap<>();
        for (Pull.Change change : history) {
            last.put(change.entityType() + "/" + change.id(), change);
            if (change.originOperation() != null) {
                effects.merge(change.originOperation(), 1, Integer::sum);
            }
        }
        effects.forEach((operation, times) -> {
            if (times > 1) {
                broken.add(operation + " took effect " + times + " times");
            }
        });
        for (NightStation station : stations) {
            operations(station, broken);
            rows(station, last, broken);
        }
    }

    private static void operations(NightStation station, List<String> broken) throws Exception {
        for (NightFile.Ended operation : NightFile.operations(station.database)) {
            switch (operation.status()) {
                case "acknowledged", "conflict" -> {}
                case "blocked" -> {
                    if (!operation.error().startsWith("waits for")) {
                        broken.add("given up: " + operation);
                    }
                }
                default -> broken.add("not ended well: " + operation);
            }
        }
        long orphans =
                NightFile.number(
                        station.database,
                        "SELECT (SELECT count(*) FROM lots WHERE id LIKE 'temp%' AND NOT EXISTS"
                                + " (SELECT 1 FROM outbox o WHERE o.entity_id = lots.id))"
                                + " + (SELECT count(*) FROM notes WHERE id LIKE 'temp%' AND NOT EXISTS"
                                + " (SELECT 1 FROM outbox o WHERE o.entity_id = notes.id))"
                                + " + (SELECT count(*) FROM containers WHERE id LIKE 'temp%' AND NOT EXISTS"
                                + " (SELECT 1 FROM outbox o WHERE o.entity_id = containers.id))");
        if (orphans > 0) {
            broken.add(orphans + " rows will never go up");
        }
    }

    private static void rows(
            NightStation station, Map<String, Pull.Change> last, List<String> broken)
            throws Exception {
        long open =
                NightFile.number(
                        station.database, "SELECT count(*) FROM conflict WHERE status = 'open'");
        for (EntityType type : TYPES) {
            Map<String, ObjectNode> here = NightFile.rows(station.database, station.store, type);
            Map<String, ObjectNode> there = new TreeMap<>();
            last.forEach((_, change) -> {
                if (change.entityType().equals(type.word())
                        && !change.operation().equals("delete")) {
                    there.put(change.id(), NightHub.content(type, change));
                }
            });
            List<String> differing =
                    Stream.concat(here.keySet().stream(), there.keySet().stream())
                            .distinct()
                            .filter(id -> !Objects.equals(here.get(id), there.get(id)))
                            .toList();
            if (differing.size() > open) {
                String id = differing.getFirst();
                broken.add(
                        "%s %s: here %s, at the hub %s"
                                .formatted(type.word(), id, here.get(id), there.get(id)));
            }
        }
        long doubles =
                NightFile.number(
                        station.database,
                        "SELECT count(*) - count(DISTINCT lot_number) FROM lots WHERE withdrawn = 0");
        if (doubles > 0) {
            broken.add(doubles + " lots are there twice");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
