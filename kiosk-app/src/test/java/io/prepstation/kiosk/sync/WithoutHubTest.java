package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.people.NewUser;
import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.people.SignIn;
import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.Pepper;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.model.people.HubFeature;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.secret.SecretHash;
import io.prepstation.model.sync.Resolution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goes through the table of what needs the hub, at a station whose cable was pulled. What a screen switches off is asked
/// here of what stands behind it; ConflictViewModelTest and SyncViewModelTest have the screens.
@Tag("STO-8")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutHubTest {

    private static final String BELONGS_TO_A_HUB = "this station belongs to a hub";

    @TempDir static Path folder;
    private final InstantSource clock = SyncedStation.clockOf2026();
    private TestHub hub;
    private PushPullTest.Bench bench;

    @BeforeAll
    void pull_the_cable() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        hub.add(
                new NewUser(
                        "ben",
                        "Ben Ito",
                        Set.of(Role.OPERATOR),
                        Set.of(TestHub.LAB),
                        "B-1",
                        "271828"));
        bench = new PushPullTest.Bench(folder.resolve("station"), hub, clock, 1);
        try (PushPullTest.Bench other =
                new PushPullTest.Bench(folder.resolve("other"), hub, clock, 2)) {
            other.create("lots", other.lot("L1"));
            other.sync();
            bench.sync();
            String lot = bench.all("lots").getFirst().id();
            other.update("lots", lot, Json.object().put("status", "blocked"));
            other.sync();
            bench.update("lots", lot, Json.object().put("status", "quarantine"));
            bench.sync();
        }
        bench.create("lots", bench.lot("L2"));
        bench.wire.unplug();
    }

    @AfterAll
    void close() throws Exception {
        bench.close();
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(HubFeature.class)
    void each_does_what_the_table_says(HubFeature feature) throws Exception {
        switch (feature) {
            case FIRST_SIGN_IN -> {
                try (StationDatabase known = StationDatabase.open(folder.resolve("station"))) {
                    assertEquals(
                            new SignInResult.HubNeeded(false),
                            signIn(known).signIn("B-1", "271828"));
                }
            }
            case NEW_PIN -> {
                try (StationDatabase known = StationDatabase.open(folder.resolve("station"))) {
                    assertEquals(
                            new SignInResult.HubNeeded(false),
                            signIn(known).changePin("B-1", "271828", "314159"));
                }
            }
            case JOIN_A_HUB -> joining();
            case SYNC_NOW -> {
                int waiting = bench.open().size();
                SyncResult result = bench.sync();
                assertFalse(result.success());
                assertEquals(waiting, bench.open().size());
            }
            case COMPARE ->
                    assertInstanceOf(
                            ConvergenceCheck.Outcome.NotCompared.class,
                            new ConvergenceCheck(
                                            bench.station.database, bench.station.client(), clock)
                                    .once());
            case DECIDE_CONFLICTS -> {
                Conflicts.StoredConflict conflict = bench.conflicts().getFirst();
                assertInstanceOf(
                        ConflictDesk.Decided.NotDone.class,
                        bench.desk()
                                .resolve(
                                        PushPullTest.ANNA,
                                        ConflictDesk.Decision.of(
                                                conflict, Resolution.SERVER_WINS)));
                assertEquals(1, bench.conflicts().size());
            }
            case WRITE_FORMULAS -> {
                Path file = Files.writeString(folder.resolve("formulas.csv"), "code,name\n");
                refuses("formulas", "import", file.toString());
            }
            case MANAGE_PEOPLE ->
                    refuses("users", "add", "--id", "cy", "--name", "Cy", "--role", "operator");
            case MANAGE_STATIONS, LOOK_AT_THE_WHOLE_LAB ->
                    // ArchitectureTest holds that.
                    assertEquals(HubFeature.Without.ONLY_THERE, feature.without());
        }
    }

    private SignIn signIn(StationDatabase known) throws Exception {
        return new SignIn(
                bench.station.enrolment.lab(),
                new SignIn.Means(
                        bench.station.database,
                        known.badges(),
                        Optional.of(bench.station.client()),
                        new SecretHash(Pepper.open(folder.resolve("station")))),
                clock,
                new Random(7));
    }

    private void joining() throws Exception {
        Path data = folder.resolve("new");
        try (StationDatabase fresh = StationDatabase.open(data);
                HubNetwork network = new HubNetwork()) {
            Enrol enrol =
                    new Enrol(data, fresh, network, clock, () -> UUID.randomUUID().toString());
            assertInstanceOf(
                    EnrolResult.NotEnrolled.class,
                    enrol.enrol(bench.wire.url(), "AAAA-AAAA", "bench-9"));
            assertTrue(fresh.enrolments().isEmpty());
        }
    }

    private void refuses(String... command) {
        String[] all = new String[command.length + 2];
        System.arraycopy(command, 0, all, 0, command.length);
        all[command.length] = "--data";
        all[command.length + 1] = folder.resolve("station").toString();
        StationShell.Outcome outcome = StationShell.run(all);
        assertTrue(outcome.err().contains(BELONGS_TO_A_HUB), outcome.err());
    }
}
