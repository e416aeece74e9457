package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.kiosk.Station;
import io.prepstation.kiosk.StationLabs;
import io.prepstation.kiosk.command.StationCommand;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.ui.desk.LabChoice;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One station in the labs of two tenants, which have the same id, at two real hubs.
@Tag("STO-7")
class StationLabsTest {

    private static final LabKey ACME = new LabKey("acme", TestHub.LAB);
    private static final LabKey BETA = new LabKey("beta", TestHub.LAB);

    private static final InstantSource CLOCK = InstantSource.system();

    private static final User MANAGER = new User("mia", "Mia Holm", Set.of(Role.LAB_MANAGER), true);

    @TempDir static Path hubs;
    private static TestHub acme;
    private static TestHub beta;

    @TempDir Path folder;
    private FaultyWire toAcme;
    private FaultyWire toBeta;
    private StationLabs labs;

    @BeforeAll
    static void start() throws Exception {
        acme = new TestHub(hubs.resolve("acme"), CLOCK, "acme");
        beta = new TestHub(hubs.resolve("beta"), CLOCK, "beta");
    }

    @AfterAll
    static void stop() {
        acme.close();
        beta.close();
    }

    @BeforeEach
    void open() throws Exception {
        toAcme = new FaultyWire(acme.port());
        toBeta = new FaultyWire(beta.port());
        labs = opened();
    }

    @AfterEach
    void close() throws Exception {
        labs.close();
        toAcme.close();
        toBeta.close();
    }

    private Path data() {
        return folder.resolve("station");
    }

    private StationLabs opened() throws StoreException {
        return StationLabs.open(data(), ConfigReader.defaults(), _ -> {});
    }

    private StationEnrolment join(TestHub hub, FaultyWire wire) throws Exception {
        var joined =
                assertInstanceOf(
                        EnrolResult.Enrolled.class,
                        labs.join(
                                new EnrolmentCode(wire.url(), null, hub.newCode()),
                                Optional.of(MANAGER)));
        return joined.enrolment();
    }

    @Test
    @Tag("OPS-4")
    void a_station_without_a_lab_joins_by_a_code_and_works_for_it() throws Exception {
        assertTrue(labs.current().isEmpty());

        StationEnrolment joined = join(acme, toAcme);

        assertEquals(joined, labs.current().orElseThrow());
        try (Station station = labs.enter(joined)) {
            LabChoice choice = labs.choice(station, "");
            assertEquals(
                    new LabChoice(
                            List.of(new LabChoice.Line(ACME, "Lab 1", toAcme.url(), 0)), ACME, ""),
                    choice);
        }
    }

    @Test
    void the_lab_worked_for_last_is_the_one_after_a_restart() throws Exception {
        StationEnrolment first = join(acme, toAcme);
        join(beta, toBeta);
        try (Station _ = labs.enter(first)) {
            labs.close();
        }

        labs = opened();

        assertEquals(ACME, labs.current().orElseThrow().lab());
        assertEquals(List.of(ACME, BETA), labs.all().stream().map(StationEnrolment::lab).toList());
    }

    @Test
    void what_waits_in_a_lab_nobody_works_in_goes_to_that_labs_hub_and_no_other() throws Exception {
        String session;
        StationEnrolment enrolled;
        try (SyncedStation bench = new SyncedStation(data(), acme, toAcme, CLOCK)) {
            session = bench.prepare();
            enrolled = bench.enrolment;
        }
        toAcme.unplug();
        StationEnrolment second = join(beta, toBeta);
        try (Station station = labs.enter(second)) {
            labs.syncOthers(BETA);
            assertEquals(1, labs.choice(station, "").labs().getFirst().waiting());

            toAcme.plug();

            await().until(() -> acme.sessions(enrolled.token()).contains(session));
            await().until(() -> labs.choice(station, "").labs().getFirst().waiting() == 0);
        }
        assertFalse(beta.sessions(second.token()).contains(session));
    }

    @Test
    @Tag("SYN-10")
    void changing_the_lab_brings_up_what_waits_in_the_one_that_is_entered() throws Exception {
        String session;
        StationEnrolment first;
        try (SyncedStation bench = new SyncedStation(data(), acme, toAcme, CLOCK)) {
            session = bench.prepare();
            first = bench.enrolment;
        }
        StationEnrolment second = join(beta, toBeta);
        try (Station station = labs.enter(second)) {
            station.start();
        }

        try (Station station = labs.enter(first)) {
            station.start();

            await().until(() -> acme.sessions(first.token()).contains(session));
        }
    }

    @Test
    @Tag("SYN-17")
    void syncing_by_command_reaches_the_hub_of_every_lab_even_if_one_of_them_is_away()
            throws Exception {
        String ofAcme;
        StationEnrolment atAcme;
        try (SyncedStation bench = new SyncedStation(data(), acme, toAcme, CLOCK)) {
            ofAcme = bench.prepare();
            atAcme = bench.enrolment;
        }
        String ofBeta;
        StationEnrolment atBeta;
        try (SyncedStation bench = new SyncedStation(data(), beta, toBeta, CLOCK)) {
            ofBeta = bench.prepare();
            atBeta = bench.enrolment;
        }
        toBeta.unplug();

        assertEquals(75, sync("now"));
        assertTrue(acme.sessions(atAcme.token()).contains(ofAcme));

        toBeta.plug();
        assertEquals(0, sync("now"));
        assertTrue(beta.sessions(atBeta.token()).contains(ofBeta));
    }

    @Test
    @Tag("SYN-12")
    void comparing_by_command_says_by_its_exit_code_whether_anything_differs() throws Exception {
        Path file;
        try (SyncedStation bench = new SyncedStation(data(), acme, toAcme, CLOCK)) {
            file = bench.database.path();
        }
        new SyncedStation(data(), beta, toBeta, CLOCK).close();
        assertEquals(0, sync("check"));

        toBeta.unplug();
        assertEquals(75, sync("check"));
        try (RawFile raw = new RawFile(file)) {
            raw.tamper(List.of("UPDATE ingredients SET name = 'Soda'"));
        }
        assertEquals(1, sync("check"));
    }

    private int sync(String command) {
        return StationCommand.run("--data", data().toString(), "sync", command);
    }

    @Test
    @Tag("OPS-4")
    void the_token_of_a_lab_nobody_works_in_is_replaced_in_time_and_known_to_who_enters_it()
            throws Exception {
        StationEnrolment first = join(acme, toAcme);
        StationEnrolment second = join(beta, toBeta);
        try (Station station = labs.enter(second)) {
            station.own().remember("token_since " + first.stationId(), "0");

            labs.syncOthers(BETA);

            await().until(() -> !tokenAtAcme(station).equals(first.token()));
        }
        try (Station station = labs.enter(first)) {
            assertEquals(tokenAtAcme(station), station.enrolment().token());
            acme.sessions(station.enrolment().token());
            assertEquals(List.of(), acme.alarms());
        }
    }

    private static String tokenAtAcme(Station station) throws StoreException {
        return station.own().enrolment(ACME).orElseThrow().token();
    }

    @Test
    void nothing_of_one_lab_can_be_read_in_the_other() throws Exception {
        String session;
        try (SyncedStation bench = new SyncedStation(data(), acme, toAcme, CLOCK)) {
            session = bench.prepare();
        }
        StationEnrolment second = join(beta, toBeta);
        try (Station station = labs.enter(second)) {
            assertTrue(
                    station.database()
                            .read(handle -> SessionRepository.find(handle, session))
                            .isEmpty());
            assertTrue(station.own().badges().find(BETA, "a badge that acme knows").isEmpty());
        }
    }

    @Test
    void a_lab_comes_and_goes_without_the_network() throws Exception {
        StationEnrolment first = join(acme, toAcme);
        StationEnrolment second = join(beta, toBeta);
        toAcme.unplug();
        toBeta.unplug();

        for (StationEnrolment lab : List.of(first, second, first)) {
            try (Station station = labs.enter(lab)) {
                labs.syncOthers(lab.lab());
                station.start();
                assertEquals(2, labs.choice(station, "").labs().size());
            }
        }

        assertEquals(ACME, labs.current().orElseThrow().lab());
    }

    @Test
    @Tag("OPS-4")
    void a_code_of_another_hub_for_the_same_lab_leads_no_records_astray() throws Exception {
        StationEnrolment before = join(acme, toAcme);
        try (TestHub stranger = new TestHub(folder.resolve("stranger"), CLOCK, "acme");
                FaultyWire wire = new FaultyWire(stranger.port())) {

            EnrolResult result =
                    labs.join(
                            new EnrolmentCode(wire.url(), null, stranger.newCode()),
                            Optional.of(MANAGER));

            assertEquals(new EnrolResult.OtherHub(ACME), result);
            assertEquals(List.of(before), labs.all());
        }
    }

    /// The hub's public key is no secret: each receipt names it.
    @Test
    @Tag("OPS-4")
    void a_stranger_that_names_the_key_of_the_labs_own_hub_is_seen_through() throws Exception {
        StationEnrolment before = join(acme, toAcme);
        try (TestHub stranger = new TestHub(folder.resolve("stranger"), CLOCK, "acme");
                FaultyWire wire = new FaultyWire(stranger.port())) {
            stranger.tamper(
                    "UPDATE hub_identity SET key_id = '%s', public_key = '%s'"
                            .formatted(before.hubKeyId(), before.hubPublicKey()));

            EnrolResult result =
                    labs.join(
                            new EnrolmentCode(wire.url(), null, stranger.newCode()),
                            Optional.of(MANAGER));

            assertEquals(
                    new EnrolResult.NotEnrolled(
                            new HubFailure.Unintelligible("it has not got the key that it names")),
                    result);
            assertEquals(List.of(before), labs.all());
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    @Tag("OPS-4")
    @Tag("STO-8")
    void a_station_of_a_lab_goes_elsewhere_only_by_somebody_who_may_lead_it_there(Role role)
            throws Exception {
        StationEnrolment before = join(acme, toAcme);
        EnrolmentCode code = new EnrolmentCode(toBeta.url(), null, beta.newCode());

        assertEquals(new EnrolResult.PersonNeeded(), labs.join(code, Optional.empty()));
        EnrolResult asked =
                labs.join(code, Optional.of(new User("u-1", "Ada", Set.of(role), true)));

        if (Permission.MOVE_STATION.isGivenTo(role)) {
            assertInstanceOf(EnrolResult.Enrolled.class, asked);
        } else {
            assertEquals(new EnrolResult.PersonNeeded(), asked);
            assertEquals(List.of(before), labs.all());
            assertEquals(before, labs.current().orElseThrow());
        }
    }

    /// Of a lab without a hub, where the configuration wants a PIN that nobody could check.
    @Test
    @Tag("OPS-4")
    void a_station_of_a_lab_in_which_nobody_can_sign_in_goes_elsewhere_without_anybody()
            throws Exception {
        try (StationDatabase own = StationDatabase.open(data())) {
            own.save(
                    StationEnrolment.alone(
                            new LabKey("alone", "lab"), "station-1", "epoch", CLOCK.instant()));
        }

        assertInstanceOf(
                EnrolResult.Enrolled.class,
                labs.join(new EnrolmentCode(toBeta.url(), null, beta.newCode()), Optional.empty()));
    }

    @Test
    @Tag("OPS-4")
    void the_labs_own_hub_may_let_the_station_in_again() throws Exception {
        StationEnrolment before = join(acme, toAcme);

        StationEnrolment again = join(acme, toAcme);

        assertEquals(List.of(again), labs.all());
        assertEquals(before.hubPublicKey(), again.hubPublicKey());
    }
}
