package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.SyncState;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Enrolment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnrolTest {

    final InstantSource clock = SyncedStation.clockOf2026();
    final HubNetwork network = new HubNetwork();

    @TempDir Path folder;
    TestHub hub;
    FaultyWire wire;
    StationDatabase station;
    Enrol enrol;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        wire = new FaultyWire(hub.port());
        station = StationDatabase.open(data());
        enrol = new Enrol(data(), station, network, clock, () -> UUID.randomUUID().toString());
    }

    @AfterEach
    void close() throws IOException {
        station.close();
        network.close();
        wire.close();
        hub.close();
    }

    Path data() {
        return folder.resolve("station");
    }

    @Test
    @Tag("OPS-4")
    @Tag("STO-7")
    void a_station_with_a_code_gets_its_token_and_the_labs_data() throws Exception {
        var enrolled =
                assertInstanceOf(
                        EnrolResult.Enrolled.class,
                        enrol.enrol(wire.url(), hub.newCode(), "bench-1"));

        assertEquals(List.of(enrolled.enrolment()), station.enrolments());
        try (LabDatabase lab = LabDatabase.open(data(), enrolled.enrolment().lab())) {
            assertTrue(lab.read(handle -> MasterData.user(handle, TestHub.OPERATOR)).isPresent());
            assertEquals(1, lab.read(MasterData::formulas).size());
            assertTrue(lab.read(handle -> SyncState.get(handle, "cursor")).isPresent());
        }
    }

    @Test
    @Tag("OPS-4")
    void a_used_code_changes_nothing() throws Exception {
        String code = hub.newCode();
        enrol.enrol(wire.url(), code, "bench-1");
        var before = station.enrolments();

        var again =
                assertInstanceOf(
                        EnrolResult.NotEnrolled.class, enrol.enrol(wire.url(), code, "bench-1"));

        assertEquals(before, station.enrolments());
        assertTrue(again.message().contains("no such code"), again.message());
    }

    @Test
    void what_is_no_address_is_said_to_be_none() {
        for (String text : List.of("hub.lab", "ftp://hub.lab", "https://", "http://a b")) {
            assertEquals(
                    new EnrolResult.BadAddress(text), enrol.enrol(text, "AAAA-AAAA", "bench-1"));
        }
    }

    @Test
    @Tag("OPS-4")
    void nothing_is_sent_unprotected_beyond_this_machine() throws Exception {
        for (String text :
                List.of("http://hub.lab", "http://192.0.2.7:8080", "http://127.evil.example")) {
            assertEquals(
                    new EnrolResult.Unprotected(text), enrol.enrol(text, "AAAA-AAAA", "bench-1"));
        }
        assertTrue(HubAddress.parse("http://localhost:8080").orElseThrow().isOwnMachine());
        assertTrue(HubAddress.parse("http://[::1]:8080").orElseThrow().isOwnMachine());
    }

    /// An answer that says all the right things, as a hub of before did, and proves none of them.
    @Test
    @Tag("OPS-4")
    void an_answer_without_a_proof_is_refused_for_a_new_lab_too() throws Exception {
        String key = SigningKey.rawPublicKey(StationKey.open(folder.resolve("other")).pair());
        wire.set(
                new FaultyWire.Fault.Answer(
                        "201 Created",
                        Json.write(
                                        new Enrolment.Answer(
                                                "s-1",
                                                "token",
                                                TestHub.LAB,
                                                "acme",
                                                SigningKey.idOf(key),
                                                key,
                                                "epoch",
                                                null))
                                .toString()));

        var refused =
                assertInstanceOf(
                        EnrolResult.NotEnrolled.class,
                        enrol.enrol(wire.url(), "AAAA-AAAA", "bench-1"));

        assertInstanceOf(HubFailure.Older.class, refused.why());
        assertEquals(List.of(), station.enrolments());
    }

    @Test
    void a_hub_that_is_away_leaves_the_station_as_it_was() throws Exception {
        wire.unplug();

        assertInstanceOf(
                EnrolResult.NotEnrolled.class, enrol.enrol(wire.url(), hub.newCode(), "bench-1"));
        assertEquals(List.of(), station.enrolments());
    }

    /// Wherever the wire is cut, holding the same code up again leads to the end, or the station is in already and loads by
    /// itself.
    @ParameterizedTest
    @MethodSource("cuts")
    @Tag("OPS-4")
    void enrolment_cut_off_anywhere_goes_on_with_the_same_code(FaultyWire.Fault cut)
            throws Exception {
        EnrolmentCode code = new EnrolmentCode(wire.url(), null, hub.newCode());
        wire.set(cut);
        EnrolResult first = enrol.join(code, "bench-1");
        wire.repair();

        if (first instanceof EnrolResult.NotEnrolled) {
            assertInstanceOf(EnrolResult.Enrolled.class, enrol.join(code, "bench-1"));
        }
        var enrolment = station.enrolments().getFirst();
        assertEquals(1, station.enrolments().size());
        // Of its own: the repair cut the connections that stood, and a request that leaves on one
        // before that is noticed is lost.
        try (HubNetwork unused = new HubNetwork()) {
            var own = HubClient.station(unused, enrolment, HubTimeouts.DEFAULT);
            assertInstanceOf(
                    HubAnswer.Accepted.class,
                    own.download(enrolment.lab(), new HalfLoad(folder.resolve("half"), "")));
        }
    }

    static Stream<FaultyWire.Fault> cuts() {
        return Stream.concat(
                IntStream.of(0, 150, 450).mapToObj(FaultyWire.Fault.CutRequestAfter::new),
                IntStream.of(0, 150, 450, 750).mapToObj(FaultyWire.Fault.CutAnswerAfter::new));
    }

    @Test
    @Tag("OPS-4")
    void a_code_whose_station_was_heard_of_opens_no_more() throws Exception {
        String code = hub.newCode();
        assertInstanceOf(EnrolResult.Enrolled.class, enrol.enrol(wire.url(), code, "bench-1"));

        assertInstanceOf(EnrolResult.NotEnrolled.class, enrol.enrol(wire.url(), code, "bench-1"));
    }

    @Test
    @Tag("SYN-11")
    void enrolling_again_lets_go_what_was_held() throws Exception {
        try (SyncedStation bench = new SyncedStation(folder.resolve("other"), hub, wire, clock)) {
            String session = bench.prepare();
            hub.revoke(bench.enrolment.stationId());
            try (SyncEngine engine = bench.engine()) {
                org.awaitility.Awaitility.await()
                        .until(() -> engine.status() instanceof SyncStatus.Held);
            }

            var enrolled =
                    assertInstanceOf(EnrolResult.Enrolled.class, bench.enrolAgain(hub, wire));

            assertNotEquals(bench.enrolment.stationId(), enrolled.enrolment().stationId());
            assertEquals(bench.enrolment.stationEpoch(), enrolled.enrolment().stationEpoch());
            assertEquals(OperationStatus.PENDING, bench.operation(session).status());
            try (SyncEngine _ = bench.engine(enrolled.enrolment())) {
                org.awaitility.Awaitility.await().until(() -> bench.receipt(session).isPresent());
            }
        }
    }

    /// A power cut in the middle of enrolling again leaves the old enrolment, or the new one with nothing on hold.
    @Test
    @Tag("SYN-11")
    @Tag("OPS-4")
    void enrolling_again_cut_off_leaves_nothing_on_hold_beside_a_new_enrolment() throws Exception {
        try (SyncedStation bench = new SyncedStation(folder.resolve("other"), hub, wire, clock);
                StationDatabase own = StationDatabase.open(folder.resolve("other"))) {
            String session = bench.prepare();
            hub.revoke(bench.enrolment.stationId());
            try (SyncEngine engine = bench.engine()) {
                org.awaitility.Awaitility.await()
                        .until(() -> engine.status() instanceof SyncStatus.Held);
            }
            AtomicInteger asked = new AtomicInteger();
            InstantSource failing =
                    () -> {
                        if (asked.incrementAndGet() == 2) {
                            throw new IllegalStateException("the power is cut");
                        }
                        return clock.instant();
                    };
            Enrol cut =
                    new Enrol(
                            folder.resolve("other"),
                            own,
                            network,
                            failing,
                            () -> UUID.randomUUID().toString());
            String code = hub.newCode();
            assertThrows(IllegalStateException.class, () -> cut.enrol(wire.url(), code, "bench-1"));

            boolean asBefore =
                    own.enrolments().getFirst().stationId().equals(bench.enrolment.stationId());
            assertEquals(
                    asBefore ? OperationStatus.HELD : OperationStatus.PENDING,
                    bench.operation(session).status());
            assertInstanceOf(EnrolResult.Enrolled.class, bench.enrolAgain(hub, wire));
            assertEquals(OperationStatus.PENDING, bench.operation(session).status());
        }
    }
}
