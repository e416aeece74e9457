package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.sync.ClockOffset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station whose clock is not the hub's.
@Tag("SYN-10")
class ClockTest {

    private static final Duration AHEAD = Duration.ofMinutes(7);

    @TempDir Path folder;

    @Test
    void its_distance_is_kept_and_told_and_no_time_of_a_record_is_changed_by_it() throws Exception {
        Clock hubs = (Clock) SyncedStation.clockOf2026();
        InstantSource own = Clock.offset(hubs, AHEAD);
        try (TestHub hub = new TestHub(folder.resolve("hub"), hubs);
                FaultyWire wire = new FaultyWire(hub.port());
                SyncedStation station =
                        new SyncedStation(folder.resolve("station"), hub, wire, own);
                SyncEngine engine = station.engine()) {
            engine.syncNow().get(15, TimeUnit.SECONDS);
            engine.syncNow().get(15, TimeUnit.SECONDS);

            ClockOffset offset = station.database.read(HubClock::last).orElseThrow();
            assertTrue(offset.isWrong());
            Duration error = offset.ahead().minus(AHEAD).abs();
            assertFalse(error.compareTo(offset.uncertainty().plusMillis(1)) > 0, offset.toString());

            Instant before = own.instant();
            PreparationSession prepared = session(station, station.prepare());
            Instant after = own.instant();
            engine.syncNow().get(15, TimeUnit.SECONDS);

            assertTrue(station.receipt(prepared.id()).isPresent());
            assertEquals(prepared, session(station, prepared.id()));
            assertFalse(prepared.startedAt().isBefore(before.truncatedTo(ChronoUnit.MILLIS)));
            assertFalse(Objects.requireNonNull(prepared.endedAt()).isAfter(after));
            assertEquals(
                    String.valueOf(prepared.startedAt().toEpochMilli()),
                    station.client().session(prepared.id())
                                    instanceof HubAnswer.Accepted<ObjectNode>(var kept)
                            ? kept.path("session").path("startedAt").asText()
                            : "");
        }
    }

    private static PreparationSession session(SyncedStation station, String id)
            throws StoreException {
        return station.database
                .read(handle -> SessionRepository.find(handle, id))
                .orElseThrow()
                .session();
    }
}
