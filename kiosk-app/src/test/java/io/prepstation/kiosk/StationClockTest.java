package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.ClockFloors;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockFloor;
import io.prepstation.model.sync.ClockOffset;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("STO-9")
class StationClockTest {

    private static final Instant FLOOR = Instant.parse("2026-11-20T09:00:00Z");

    @TempDir Path folder;

    /// Whatever a release says of itself: where it was built, it can be used.
    @Test
    void no_program_was_made_later_than_now() {
        Instant now = InstantSource.system().instant();

        assertEquals(Optional.empty(), StationClock.built().filter(now::isBefore));
    }

    @Test
    void a_program_in_a_folder_with_a_space_and_an_umlaut_was_written_too() throws Exception {
        Path program = Files.createDirectories(folder.resolve("Größe 1 %20")).resolve("a.jar");
        Files.writeString(program, "");

        assertEquals(
                Optional.of(Files.getLastModifiedTime(program).toInstant()),
                StationClock.written(program.toUri().toURL()));
    }

    @Test
    void of_a_program_whose_file_is_gone_or_elsewhere_nobody_knows() throws Exception {
        Path gone = folder.resolve("gone.jar");

        assertEquals(Optional.empty(), StationClock.written(gone.toUri().toURL()));
        assertEquals(
                Optional.empty(), StationClock.written(URI.create("http://hub/a.jar").toURL()));
    }

    @Test
    void of_a_program_that_was_built_later_nobody_may_say_that_the_clock_is_right() {
        assertFalse(
                StationClock.remedy(new ClockFloor(FLOOR, ClockFloor.Witness.PROGRAM))
                        .contains("confirm"));
        assertTrue(
                StationClock.remedy(new ClockFloor(FLOOR, ClockFloor.Witness.TRAIL))
                        .endsWith("station clock --confirm"));
    }

    private Path made() throws Exception {
        Path data = folder.resolve("data");
        StationAlone.open(data, ZoneOffset.UTC, InstantSource.system(), new TimeOrderedIds())
                .orElseThrow()
                .close();
        return data;
    }

    private static LabDatabase lab(Path data) throws StoreException {
        try (StationDatabase own = StationDatabase.open(data)) {
            return LabDatabase.open(data, own.current().orElseThrow().lab());
        }
    }

    private static Optional<String> obstacle(Path data) throws StoreException {
        try (StationDatabase own = StationDatabase.open(data);
                Station station =
                        new Station(
                                data,
                                ConfigReader.defaults(),
                                own.current().orElseThrow(),
                                _ -> {})) {
            return station.obstacle();
        }
    }

    private static void hubIsAhead(Path data, Duration so) throws StoreException {
        try (LabDatabase lab = lab(data)) {
            lab.change(handle ->
                    HubClock.keep(
                            handle,
                            new ClockOffset(
                                    so.negated(),
                                    Duration.ZERO,
                                    InstantSource.system().instant())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3M", "P30D"})
    void a_hub_that_is_ahead_holds_nobody_up(Duration ahead) throws Exception {
        Path data = made();
        hubIsAhead(data, Duration.ZERO);
        hubIsAhead(data, ahead);

        assertEquals(Optional.empty(), obstacle(data));
        try (LabDatabase lab = lab(data)) {
            Instant now = InstantSource.system().instant();
            Instant floor =
                    lab.read(handle -> ClockFloors.read(handle, Optional.empty()))
                            .orElseThrow()
                            .at();
            assertTrue(!floor.isAfter(now), floor + " is what PINs would run out by");
            assertTrue(lab.read(HubClock::last).orElseThrow().isWrong());
        }
    }

    /// What such a hub says must not take away what was known before.
    @Test
    void a_clock_that_came_up_in_the_past_is_refused_also_after_the_hub_said_so() throws Exception {
        Path data = made();
        Instant known = InstantSource.system().instant().plus(Duration.ofDays(3));
        try (LabDatabase lab = lab(data)) {
            lab.change(handle ->
                    HubClock.keep(handle, new ClockOffset(Duration.ZERO, Duration.ZERO, known)));
        }
        assertTrue(obstacle(data).isPresent());

        hubIsAhead(data, Duration.ofDays(3));

        assertTrue(obstacle(data).orElseThrow().contains("when the hub was last heard"));
    }

    @Nested
    class Behind_its_floor {

        private final AtomicReference<Instant> shown = new AtomicReference<>(Instant.EPOCH);
        private final AtomicLong nanos = new AtomicLong(17);
        private final StationClock clock = new StationClock(shown::get, nanos::get);

        @BeforeEach
        void learnt() {
            clock.learn(Optional.of(new ClockFloor(FLOOR, ClockFloor.Witness.TRAIL)));
        }

        @Test
        void it_goes_on_from_there_whoever_sets_the_machines_clock() {
            assertEquals(FLOOR, clock.instant());
            nanos.addAndGet(Duration.ofMinutes(5).toNanos());
            shown.set(FLOOR.minusSeconds(9));
            clock.learn(Optional.of(new ClockFloor(FLOOR, ClockFloor.Witness.TRAIL)));

            assertEquals(FLOOR.plus(Duration.ofMinutes(5)), clock.instant());
        }

        @Test
        void it_is_said_what_is_wrong_until_the_machine_is_right() {
            assertEquals(
                    Optional.of(
                            "the clock says 1970-01-01T00:00:00Z, but it cannot be before"
                                    + " 2026-11-20T09:00:00Z, when the last event of the audit trail was written"),
                    clock.fault());

            shown.set(FLOOR.plusSeconds(1));

            assertEquals(Optional.empty(), clock.fault());
            assertEquals(FLOOR.plusSeconds(1), clock.instant());
        }
    }

    /// The machine's clock is as it is; the trail was written a year ahead of it.
    @Nested
    class Of_a_station_whose_trail_is_later {

        private final Instant future = InstantSource.system().instant().plus(Duration.ofDays(365));
        private Path data;

        @BeforeEach
        void written() throws Exception {
            data = made();
            try (LabDatabase lab = lab()) {
                lab.change(handle ->
                        AuditTrail.append(handle, future, "something", "s", Json.object()));
            }
        }

        private LabDatabase lab() throws StoreException {
            return StationClockTest.lab(data);
        }

        private Optional<String> obstacle() throws StoreException {
            return StationClockTest.obstacle(data);
        }

        private StationShell.Outcome clock(String... more) {
            String[] all = new String[3 + more.length];
            all[0] = "clock";
            all[1] = "--data";
            all[2] = data.toString();
            System.arraycopy(more, 0, all, 3, more.length);
            return StationShell.run(all);
        }

        @Test
        void no_session_may_begin() throws Exception {
            String why = obstacle().orElseThrow();

            assertTrue(why.contains("cannot be before " + future.toString().substring(0, 19)), why);
            assertTrue(why.contains("A wrong clock"), why);
            assertEquals(1, clock().exitCode());
        }

        @Test
        void it_may_again_once_the_hub_was_heard() throws Exception {
            try (LabDatabase lab = lab()) {
                lab.change(handle ->
                        HubClock.keep(
                                handle,
                                new ClockOffset(
                                        Duration.ZERO,
                                        Duration.ZERO,
                                        InstantSource.system().instant())));
            }

            assertEquals(Optional.empty(), obstacle());
        }

        @Test
        void a_hub_that_is_ahead_too_changes_nothing_of_what_somebody_said() throws Exception {
            assertEquals(0, clock("--confirm").exitCode());
            hubIsAhead(data, Duration.ofDays(365));

            assertEquals(Optional.empty(), obstacle());
            assertEquals(0, clock().exitCode());
        }

        @Test
        void it_may_again_once_somebody_said_in_the_trail_that_the_clock_is_right()
                throws Exception {
            assertEquals(0, clock("--confirm").exitCode());

            assertEquals(Optional.empty(), obstacle());
            assertEquals(0, clock().exitCode());
            try (LabDatabase lab = lab()) {
                int said = lab.read(handle -> AuditTrail.countOfKind(handle, "clock_confirmed"));
                assertEquals(1, said);
            }
        }
    }
}
