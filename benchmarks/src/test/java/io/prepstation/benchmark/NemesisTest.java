package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.benchmark.ChaosProxy.Fate;
import io.prepstation.hub.Administration;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.model.sync.Pull;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong in a laboratory, over real sockets and processes: cut, stalled and half-open connections, SIGKILL of
/// stations, hub and database, while two stations make, weigh, photograph, and change the same things. Nothing that was on a
/// station's disk is lost, nothing is at the hub twice, within a bounded time nothing waits any more, and once the conflicts
/// are decided all say the same.
///
/// `-Dnemesis.rounds=N` makes it longer, `-Dnemesis.seed=N` repeats what is chance here. In each round everything happens.
@Tag("SYN-4")
@Tag("P2")
class NemesisTest {

    private static final Path DEMO_DATA = Path.of("..", "scripts", "demo-data");
    private static final int ROUNDS = Integer.getInteger("nemesis.rounds", 1);
    private static final long SEED = Long.getLong("nemesis.seed", 20_261_121);

    /// How long a round waits until each fate of the network was met.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int TURNS_OF_DECIDING = 20;

    @TempDir Path directory;

    private final Random random = new Random(SEED);
    private final List<KillableStation> stations = new ArrayList<>();
    private Optional<KillablePostgres> database = Optional.empty();
    private int hubsKilled;
    private int stationsKilled;
    private int databasesKilled;
    private int conflicts;
    private int values;

    @Test
    @Timeout(7200)
    void killed_hubs_and_stations_on_a_bad_network_lose_and_double_nothing() throws Exception {
        suffer();
    }

    @Test
    @Timeout(7200)
    @Tag("SYN-20")
    void with_a_killed_database_as_well_they_lose_and_double_nothing() throws Exception {
        try (KillablePostgres server = new KillablePostgres(directory.resolve("postgres"))) {
            database = Optional.of(server);
            suffer();
            assertEquals(ROUNDS, databasesKilled);
        }
    }

    private void suffer() throws Exception {
        try (EnrolledStation enrolled =
                new EnrolledStation(DEMO_DATA, database.map(KillablePostgres::url))) {
            StationEnrolment second = enrolled.another("bench-2");
            share(enrolled, second);
            enrolled.stopHub();
            int known = URI.create(second.hubUrl()).getPort();
            int port = freePort();
            try (ChaosProxy network = new ChaosProxy(known, port, SEED);
                    KillableStation one =
                            new KillableStation(
                                    "A", enrolled.data(), enrolled.enrolment(), random);
                    KillableStation other =
                            new KillableStation("B", enrolled.dataOf("bench-2"), second, random)) {
                stations.addAll(List.of(one, other));
                Child hub = Child.hub(enrolled.hubData(), port);
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        hub = round(round, network, hub, enrolled.hubData(), port);
                    }
                    Map<Fate, Integer> met = network.met();
                    network.heal();
                    String took = finish();
                    int sessions = reckon();
                    assertIntact(enrolled);
                    report(met, took, sessions);
                } finally {
                    hub.close();
                }
            }
        }
    }

    /// Two containers a round that both stations know: one of which both will change the same field, one of which each changes
    /// another.
    private static void share(EnrolledStation enrolled, StationEnrolment second) throws Exception {
        try (SyncingStation station = new SyncingStation(enrolled.data(), enrolled.enrolment());
                SyncEngine engine = station.engine(false)) {
            for (int number = 0; number < 2 * ROUNDS; number++) {
                station.container(shared(number));
            }
            assertTrue(engine.syncNow().get().success());
        }
        try (SyncingStation station = new SyncingStation(enrolled.dataOf("bench-2"), second);
                SyncEngine engine = station.engine(false)) {
            assertTrue(engine.syncNow().get().success());
        }
    }

    private static String shared(int number) {
        return "S-" + number;
    }

    private Child round(int round, ChaosProxy network, Child running, Path hubData, int port)
            throws Exception {
        Map<Fate, Integer> before = network.met();
        makeAtBoth(5);
        if (database.isPresent()) {
            database.get().kill();
            databasesKilled++;
            makeAtBoth(3);
            database.get().start();
            makeAtBoth(3);
        }
        running.kill();
        hubsKilled++;
        makeAtBoth(3);
        changeTheSame(round);
        Child hub = Child.hub(hubData, port);
        makeAtBoth(5);
        for (KillableStation station : stations) {
            station.killWhileMaking();
            stationsKilled++;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!allMet(before, network.met())) {
            assertTrue(System.nanoTime() < end, () -> "not every fate was met: " + network.met());
            makeAtBoth(1);
            network.cutWhole();
        }
        return hub;
    }

    private void makeAtBoth(int containers) throws Exception {
        for (KillableStation station : stations) {
            station.make(containers);
        }
        stations.get(random.nextInt(stations.size())).weigh();
    }

    /// While there is no hub that could tell one of the other.
    private void changeTheSame(int round) throws Exception {
        for (KillableStation station : stations) {
            station.edit(shared(2 * round), "tareG", value());
        }
        stations.getFirst().edit(shared(2 * round + 1), "tareG", value());
        stations.getLast().edit(shared(2 * round + 1), "status", "in_use");
        stations.get(random.nextInt(stations.size()))
                .edit(shared(random.nextInt(2 * ROUNDS)), "tareG", value());
    }

    private String value() {
        return "%d.5000".formatted(100 + values++);
    }

    private static boolean allMet(Map<Fate, Integer> before, Map<Fate, Integer> now) {
        return Fate.bad().stream().allMatch(fate -> now.get(fate) > before.get(fate));
    }

    private String finish() throws IOException, InterruptedException {
        for (KillableStation station : stations) {
            station.finish();
        }
        List<String> took = new ArrayList<>();
        for (KillableStation station : stations) {
            took.add(station.finished());
        }
        return String.join(" and ", took);
    }

    /// @return how many sessions are at the hub
    private int reckon() throws Exception {
        try (Reckoning one = new Reckoning(stations.getFirst());
                Reckoning other = new Reckoning(stations.getLast())) {
            List<Pull.Change> history = one.history();
            Reckoning.assertOnce(history);
            for (Reckoning each : List.of(one, other)) {
                each.assertNothingLost(history);
                each.assertNobodyToBlame();
            }
            assertNoticed(one, history);
            decide(one, other);
            one.assertConverged();
            other.assertConverged();
            assertEquals(one.containers(), other.containers());
            history = one.history();
            Reckoning.assertOnce(history);
            return Math.toIntExact(
                    history.stream().filter(each -> each.entityType().equals("sessions")).count());
        }
    }

    /// What would be wrong is seen in the same history.
    private void assertNoticed(Reckoning station, List<Pull.Change> history) {
        Set<String> said = stations.getFirst().containers;
        said.add("never made");
        assertThrows(AssertionError.class, () -> station.assertNothingLost(history));
        said.remove("never made");
        assertNoticedOfChanges(station, history);
        List<Pull.Change> twice = new ArrayList<>(history);
        history.stream().filter(one -> one.originOperation() != null).limit(1).forEach(twice::add);
        assertThrows(AssertionError.class, () -> Reckoning.assertOnce(twice));
    }

    /// A change went along with every container but the first of each program's life, and is missed where the history has
    /// nothing of it.
    private void assertNoticedOfChanges(Reckoning station, List<Pull.Change> history) {
        KillableStation ledger = stations.getFirst();
        List<KillableStation.Field> along =
                ledger.edits.keySet().stream()
                        .filter(field -> ledger.containers.contains(field.code()))
                        .toList();
        assertTrue(along.size() >= ledger.containers.size() - ROUNDS - 1, along::toString);
        KillableStation.Field one = along.getFirst();
        List<Pull.Change> without =
                history.stream()
                        .filter(change -> !says(change, one, RestlessStation.IN_USE))
                        .toList();
        AssertionError noticed =
                assertThrows(AssertionError.class, () -> station.assertNothingLost(without));
        assertTrue(noticed.getMessage().contains(one + " = "), noticed::getMessage);
    }

    private static boolean says(Pull.Change change, KillableStation.Field field, String value) {
        return change.data().path("code").asText().equals(field.code())
                && change.data().path(field.name()).asText().equals(value);
    }

    private void decide(Reckoning one, Reckoning other) throws Exception {
        int open = one.decide() + other.decide();
        conflicts = open;
        for (int turn = 0; open > 0 && turn < TURNS_OF_DECIDING; turn++) {
            open = one.decide() + other.decide();
        }
        assertEquals(0, open, "conflicts that cannot be decided");
        assertTrue(conflicts >= ROUNDS, () -> "only " + conflicts + " conflicts");
    }

    private static void assertIntact(EnrolledStation enrolled) throws Exception {
        try (Administration administration =
                Administration.open(enrolled.hubData(), InstantSource.system())) {
            var report = administration.verify();
            assertTrue(report.isIntact(), () -> report.faults().toString());
        }
    }

    private void report(Map<Fate, Integer> met, String took, int sessions) {
        Fate.bad().forEach(fate -> assertTrue(met.get(fate) >= ROUNDS, () -> met.toString()));
        assertEquals(ROUNDS, hubsKilled);
        assertEquals(2 * ROUNDS, stationsKilled);
        Map<String, Integer> said = new HashMap<>();
        stations.forEach(station -> {
            said.merge("containers", station.containers.size(), Integer::sum);
            said.merge("changes", station.edits.size(), Integer::sum);
            said.merge("sessions", station.sessions.size(), Integer::sum);
        });
        System.out.printf(
                "proof: nemesis, seed %d, %d rounds on %s: met %s, killed %d hubs, %d stations, %d databases;"
                        + " of %d containers, %d changed fields and %d sessions that were said to be saved 0 lost, 0 double"
                        + " (%d sessions at the hub); %d conflicts decided; at rest %s after healing%n",
                SEED,
                ROUNDS,
                database.isPresent() ? "PostgreSQL" : "SQLite",
                met,
                hubsKilled,
                stationsKilled,
                databasesKilled,
                said.get("containers"),
                said.get("changes"),
                said.get("sessions"),
                sessions,
                conflicts,
                took);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
