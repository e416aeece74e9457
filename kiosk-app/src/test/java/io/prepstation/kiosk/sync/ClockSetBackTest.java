package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.hub.people.NewUser;
import io.prepstation.kiosk.StationClock;
import io.prepstation.kiosk.people.SignIn;
import io.prepstation.kiosk.people.SignInResult.HubNeeded;
import io.prepstation.kiosk.people.SignInResult.PinToBeChanged;
import io.prepstation.kiosk.people.SignInResult.Recognised;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.ClockFloors;
import io.prepstation.kiosk.store.Pepper;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.secret.SecretHash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock of a station without a network is set back, or comes up at an old time after a power cut.
@Tag("STO-9")
class ClockSetBackTest {

    private static final Instant BEGUN = Instant.parse("2026-11-20T09:00:00Z");
    private static final String PIN = "314159";

    @TempDir Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(BEGUN);

    private TestHub hubThatKnowsBen() throws Exception {
        TestHub hub = new TestHub(folder.resolve("hub"), now::get);
        hub.add(
                new NewUser(
                        "ben",
                        "Ben Ito",
                        Set.of(Role.OPERATOR),
                        Set.of(TestHub.LAB),
                        "B-1",
                        "271828"));
        return hub;
    }

    @Test
    void a_pin_that_ran_out_stays_so() throws Exception {
        StationClock clock = new StationClock(now::get, () -> 0);
        Path data = folder.resolve("station");
        try (TestHub hub = hubThatKnowsBen();
                FaultyWire wire = new FaultyWire(hub.port());
                SyncedStation bench = new SyncedStation(data, hub, wire, now::get);
                StationDatabase station = StationDatabase.open(data)) {
            SignIn signIn =
                    new SignIn(
                            bench.enrolment.lab(),
                            new SignIn.Means(
                                    bench.database,
                                    station.badges(),
                                    Optional.of(
                                            HubClient.station(
                                                    bench.network,
                                                    bench.enrolment,
                                                    HubTimeouts.FOR_A_PERSON)),
                                    new SecretHash(Pepper.open(data))),
                            clock,
                            new Random(7));
            assertInstanceOf(PinToBeChanged.class, signIn.signIn("B-1", "271828"));
            assertInstanceOf(Recognised.class, signIn.changePin("B-1", "271828", PIN));
            wire.unplug();
            assertInstanceOf(Recognised.class, signIn.signIn("B-1", PIN));

            now.set(BEGUN.plus(Duration.ofDays(31)));
            assertEquals(new HubNeeded(true), signIn.signIn("B-1", PIN));
            bench.database.change(handle ->
                    AuditTrail.append(handle, now.get(), "session_created", "s", Json.object()));
            now.set(BEGUN.plus(Duration.ofDays(1)));
            clock.learn(bench.database.read(handle -> ClockFloors.read(handle, Optional.empty())));

            assertEquals(new HubNeeded(true), signIn.signIn("B-1", PIN));
        }
    }
}
