package io.prepstation.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.command.StationShell;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockFloor;
import io.prepstation.model.sync.ClockOffset;
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
            data = folder.resolve("data");
            StationAlone.open(data, ZoneOffset.UTC, InstantSource.system(), new TimeOrderedIds())
                    .orElseThrow()
                    .close();
            try (LabDatabase lab = lab()) {
                lab.change(handle ->
                        AuditTrail.append(handle, future, "something", "s", Json.object()));
            }
        }

        private LabDatabase lab() throws StoreException {
            try (StationDatabase own = StationDatabase.open(data)) {
                return LabDatabase.open(data, own.current().orElseThrow().lab());
            }
        }

        private Optional<String> obstacle() throws StoreException {
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
