package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.hub.people.NewUser;
import io.prepstation.kiosk.people.SignIn;
import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.store.Pepper;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.secret.SecretHash;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every deed that a badge is asked for, tried by every role: the station recognises the person exactly where the table of
/// permissions lets him.
@Tag("STO-8")
@Tag("STO-9")
class RolesAtTheBenchTest {

    private static final String BADGE = "B-7";
    private static final String PIN = "314159";

    private final InstantSource now = InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z"));

    @TempDir Path folder;
    private TestHub hub;
    private FaultyWire wire;
    private SyncedStation bench;
    private StationDatabase station;
    private SignIn signIn;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder.resolve("hub"), now);
        wire = new FaultyWire(hub.port());
    }

    private void joinWith(Role role) throws Exception {
        hub.add(new NewUser("robin", "Robin", Set.of(role), Set.of(TestHub.LAB), BADGE, "271828"));
        Path data = folder.resolve("station");
        bench = new SyncedStation(data, hub, wire, now);
        station = StationDatabase.open(data);
        signIn =
                new SignIn(
                        bench.enrolment.lab(),
                        new SignIn.Means(
                                bench.database,
                                station.badges(),
                                Optional.of(bench.client()),
                                new SecretHash(Pepper.open(data))),
                        now,
                        new Random(7));
    }

    @AfterEach
    void close() throws Exception {
        station.close();
        bench.close();
        wire.close();
        hub.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_badge_is_good_for_what_the_table_gives_its_owner_and_for_nothing_else(Role role)
            throws Exception {
        joinWith(role);
        User robin = new User("robin", "Robin", Set.of(role), true);

        assertInstanceOf(SignInResult.PinToBeChanged.class, signIn.signIn(BADGE, "271828"));
        assertEquals(
                expected(robin, Permission.SIGN_IN, false), signIn.changePin(BADGE, "271828", PIN));
        assertEquals(expected(robin, Permission.SIGN_IN, false), signIn.signIn(BADGE, PIN));
        assertEquals(
                expected(robin, Permission.WITNESS, false),
                signIn.confirm(BADGE, PIN, Permission.WITNESS));

        wire.unplug();
        Map<Permission, SignInResult> table = new EnumMap<>(Permission.class);
        Map<Permission, SignInResult> atTheBench = new EnumMap<>(Permission.class);
        for (Permission deed : Permission.values()) {
            table.put(deed, expected(robin, deed, true));
            atTheBench.put(deed, signIn.confirm(BADGE, PIN, deed));
        }
        assertEquals(table, atTheBench);
    }

    private static SignInResult expected(User person, Permission deed, boolean offline) {
        return person.may(deed)
                ? new SignInResult.Recognised(person, offline)
                : new SignInResult.NotAllowed(person.name());
    }
}
