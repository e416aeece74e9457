package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.kiosk.sync.FaultyWire.Fault;
import io.prepstation.model.sync.StationReport.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The station's token is replaced while something breaks: one of the two always opens the door afterwards, without a
/// person.
@Tag("OPS-4")
class TokenKeeperTest {

    final InstantSource clock = SyncedStation.clockOf2026();

    @TempDir Path folder;
    TestHub hub;
    FaultyWire wire;
    StationDatabase station;
    HubNetwork network = new HubNetwork();

    @BeforeEach
    void enrol() throws Exception {
        hub = new TestHub(folder.resolve("hub"), clock);
        wire = new FaultyWire(hub.port());
        station = StationDatabase.open(data());
        assertInstanceOf(EnrolResult.Enrolled.class, enrol(hub.newCode()));
    }

    @AfterEach
    void close() throws IOException {
        station.close();
        network.close();
        wire.close();
        hub.close();
    }

    private Path data() {
        return folder.resolve("station");
    }

    private EnrolResult enrol(String code) {
        return new Enrol(data(), station, network, clock, () -> UUID.randomUUID().toString())
                .enrol(wire.url(), code, "bench-1");
    }

    private StationEnrolment enrolment() throws StoreException {
        return station.enrolments().getFirst();
    }

    private TokenKeeper keeper(InstantSource now) throws StoreException {
        return new TokenKeeper(network, enrolment(), station, now);
    }

    /// As after a power cut: only what is on the disk is left.
    private void startAgain() throws StoreException {
        network.close();
        network = new HubNetwork();
        station.close();
        station = StationDatabase.open(data());
    }

    private boolean isLetIn(StationEnrolment enrolment) {
        return HubClient.station(network, enrolment, HubTimeouts.DEFAULT).pull("")
                instanceof HubAnswer.Accepted;
    }

    /// In a program of its own that knows nothing else.
    private boolean isLetIn(String token) throws StoreException {
        try (HubNetwork other = new HubNetwork()) {
            return HubClient.station(other, enrolment().withToken(token), HubTimeouts.DEFAULT)
                            .pull("")
                    instanceof HubAnswer.Accepted;
        }
    }

    @Nested
    class Undisturbed {

        @Test
        void the_new_one_is_used_and_the_old_one_is_an_alarm() throws Exception {
            String old = enrolment().token();

            assertTrue(keeper(clock).replace(station::keepToken));

            assertNotEquals(old, enrolment().token());
            assertTrue(isLetIn(enrolment()));
            assertEquals(List.of(), hub.alarms());
            assertFalse(isLetIn(old));
            assertEquals(1, hub.alarms().size());
        }

        @Test
        void it_is_time_after_a_month_or_when_the_clock_went_back() throws Exception {
            assertFalse(keeper(clock).isDue());
            assertTrue(keeper(() -> clock.instant().plus(Duration.ofDays(31))).isDue());
            assertTrue(keeper(() -> clock.instant().minus(Duration.ofDays(400))).isDue());

            keeper(clock).replace(station::keepToken);
            assertFalse(keeper(clock).isDue());
        }

        @Test
        @Tag("STO-9")
        void no_token_lies_readable_on_the_disk() throws Exception {
            keeper(clock).replace(station::keepToken);
            String token = enrolment().token();
            station.close();

            try (var files = Files.walk(data())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertFalse(content.contains(token), file.toString());
                }
            }
            station = StationDatabase.open(data());
            assertEquals(token, enrolment().token());
        }
    }

    @Nested
    class Interrupted {

        private StationEnrolment known;
        private String old;

        @BeforeEach
        void know() throws StoreException {
            known = enrolment();
            old = known.token();
        }

        private void recovers() throws Exception {
            wire.repair();
            startAgain();
            assertTrue(isLetIn(enrolment()));
            assertTrue(keeper(clock).replace(station::keepToken));
            startAgain();
            assertTrue(isLetIn(enrolment()));
            assertNotEquals(old, enrolment().token());
            assertEquals(List.of(), hub.alarms());
        }

        @Test
        void before_the_hub_heard_of_it() throws Exception {
            wire.set(new Fault.CutRequestAfter(20));
            assertFalse(keeper(clock).replace(station::keepToken));
            recovers();
        }

        @Test
        void on_the_way_back() throws Exception {
            wire.set(new Fault.CutAnswerAfter(20));
            assertFalse(keeper(clock).replace(station::keepToken));
            recovers();
        }

        @Test
        void because_the_disk_is_full() throws Exception {
            assertThrows(
                    StoreException.class,
                    () ->
                            keeper(clock)
                                    .replace((_, _) -> {
                                        throw new StoreException(Reason.NOT_USABLE, "disk full");
                                    }));
            assertTrue(isLetIn(enrolment()));
            recovers();
        }

        /// The disk takes the new file and does not let it take the place of the old one.
        @Test
        void because_the_disk_refuses_the_real_file_in_its_place() throws Exception {
            TokenKeeper keeper = keeper(clock);
            Path file = tokenFile();
            byte[] kept = Files.readAllBytes(file);
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));

            assertThrows(StoreException.class, () -> keeper.replace(station::keepToken));
            assertTrue(isLetInNow(), "the program goes on with the old one");
            assertEquals(List.of(), unfinished(), "nothing half is left behind");

            Files.delete(file.resolve("in the way"));
            Files.delete(file);
            Files.write(file, kept);
            recovers();
        }

        /// The folder of the keys is not there while it is written, as when a card comes loose.
        @Test
        void because_the_disk_takes_no_new_file() throws Exception {
            TokenKeeper keeper = keeper(clock);
            Path away = data().resolve("keys.away");
            Files.move(keys(), away);
            Files.createFile(keys());

            assertThrows(StoreException.class, () -> keeper.replace(station::keepToken));
            assertTrue(isLetInNow(), "the program goes on with the old one");

            Files.delete(keys());
            Files.move(away, keys());
            recovers();
        }

        /// What a power cut leaves of the file that was being written, beside the old one.
        @Test
        void while_its_file_was_half_written() throws Exception {
            byte[] sealed = Files.readAllBytes(tokenFile());
            assertThrows(
                    StoreException.class,
                    () ->
                            keeper(clock)
                                    .replace((_, _) -> {
                                        writeHalf(sealed);
                                        throw new StoreException(Reason.NOT_USABLE, "power cut");
                                    }));
            recovers();
        }

        @Test
        void between_keeping_it_and_noting_when() throws Exception {
            TokenKeeper keeper = keeper(clock);
            try (RawFile other = new RawFile(data().resolve("station.db"))) {
                assertThrows(
                        StoreException.class,
                        () ->
                                keeper.replace((id, token) -> {
                                    station.keepToken(id, token);
                                    lock(other);
                                }));
                other.execute("ROLLBACK");
            }
            startAgain();

            assertNotEquals(old, enrolment().token(), "the new one is on the disk");
            assertTrue(isLetIn(enrolment()));
            recovers();
        }

        private void lock(RawFile file) {
            try {
                file.execute("BEGIN IMMEDIATE");
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }

        /// By the program that runs, with the token it knows.
        private boolean isLetInNow() {
            return HubClient.station(network, known, HubTimeouts.DEFAULT).pull("")
                    instanceof HubAnswer.Accepted;
        }

        private Path keys() {
            return data().resolve("keys");
        }

        private Path tokenFile() throws IOException {
            return files("token-").getFirst();
        }

        private List<Path> unfinished() throws IOException {
            return files("token").stream()
                    .filter(file -> file.getFileName().toString().endsWith(".new"))
                    .toList();
        }

        private List<Path> files(String start) throws IOException {
            try (var files = Files.list(keys())) {
                return files.filter(file -> file.getFileName().toString().startsWith(start))
                        .toList();
            }
        }

        private void writeHalf(byte[] sealed) {
            try {
                Files.write(
                        data().resolve("keys/token1.new"),
                        Arrays.copyOf(sealed, sealed.length / 2));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void after_it_was_kept_and_before_it_was_used() throws Exception {
            assertTrue(keeper(clock).replace(station::keepToken));
            assertTrue(isLetIn(old), "until the new one is used");
            recovers();
            assertFalse(isLetIn(old), "the new one was used");
        }

        @Test
        void at_the_hub() throws Exception {
            assertTrue(keeper(clock).replace(station::keepToken));
            hub.restart();
            recovers();
        }
    }

    @Test
    @Tag("OPS-7")
    void the_hub_is_told_how_the_station_is() throws Exception {
        try (LabDatabase lab = LabDatabase.open(data(), enrolment().lab())) {
            StationReports reports =
                    new StationReports(
                            HubClient.station(network, enrolment(), HubTimeouts.DEFAULT),
                            lab,
                            clock,
                            "0.1.0",
                            () -> List.of(new Device("balance", "offline", "cable pulled")));

            assertTrue(reports.tell());
            wire.unplug();
            assertFalse(reports.tell());
        }
    }

    @Nested
    class An_enrolment {

        @Test
        void whose_answer_was_lost_goes_on_with_the_same_code() throws Exception {
            String code = hub.newCode();
            wire.set(new Fault.CutAnswerAfter(20));
            assertInstanceOf(EnrolResult.NotEnrolled.class, enrol(code));
            wire.repair();
            startAgain();

            assertInstanceOf(EnrolResult.Enrolled.class, enrol(code));
            assertTrue(isLetIn(enrolment()));
        }

        @Test
        void that_was_cut_once_is_asked_for_again_at_once() throws Exception {
            String code = hub.newCode();
            // Of an old connection that was cut too the program may hear only when it uses it.
            startAgain();
            wire.cutNextAnswerAfter(20);

            assertInstanceOf(EnrolResult.Enrolled.class, enrol(code));
        }

        @Test
        void whose_token_file_is_damaged_waits_for_a_person_and_harms_nothing() throws Exception {
            Path file;
            try (var files = Files.list(data().resolve("keys"))) {
                file =
                        files.filter(one -> one.getFileName().toString().startsWith("token-"))
                                .findFirst()
                                .orElseThrow();
            }
            Files.writeString(file, "AAAA");
            startAgain();

            assertEquals("", enrolment().token());
            assertFalse(isLetIn(enrolment()));
            assertInstanceOf(EnrolResult.Enrolled.class, enrol(hub.newCode()));
            assertTrue(isLetIn(enrolment()));
        }
    }
}
