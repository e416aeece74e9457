package io.prepstation.kiosk.sync;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.people.NewUser;
import io.prepstation.kiosk.people.SignIn;
import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.people.SignInResult.Closed;
import io.prepstation.kiosk.people.SignInResult.HubNeeded;
import io.prepstation.kiosk.people.SignInResult.NotAllowed;
import io.prepstation.kiosk.people.SignInResult.PinToBeChanged;
import io.prepstation.kiosk.people.SignInResult.Recognised;
import io.prepstation.kiosk.people.SignInResult.Wrong;
import io.prepstation.kiosk.store.Pepper;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.secret.SecretHash;
import io.prepstation.model.sync.PersonLogin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station that recognises people against the real hub, and without it.
@Tag("STO-9")
class SignInTest {

    private static final String OWN = "314159";
    private static final User BEN = new User("ben", "Ben Ito", Set.of(Role.OPERATOR), true);

    final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-20T09:00:00Z"));

    @TempDir Path folder;
    TestHub hub;
    FaultyWire wire;
    SyncedStation bench;
    StationDatabase station;
    SignIn signIn;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder.resolve("hub"), now::get);
        hub.add(person("ben", "Ben Ito", Role.OPERATOR, "B-1"));
        hub.add(person("ada", "Ada Lo", Role.AUDITOR, "B-2"));
        hub.add(person("eva", "Eva Roth", Role.OPERATOR, "B-3"));
        wire = new FaultyWire(hub.port());
        bench = new SyncedStation(folder.resolve("station"), hub, wire, now::get);
        start();
    }

    private static NewUser person(String id, String name, Role role, String badge) {
        return new NewUser(id, name, Set.of(role), Set.of(TestHub.LAB), badge, "271828");
    }

    @AfterEach
    void close() throws Exception {
        station.close();
        bench.close();
        wire.close();
        hub.close();
    }

    private void start() throws Exception {
        station = StationDatabase.open(folder.resolve("station"));
        signIn =
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
                                new SecretHash(Pepper.open(folder.resolve("station")))),
                        now::get,
                        new Random(7));
    }

    private void restart() throws Exception {
        station.close();
        start();
    }

    private void chooseOwnPin(String badge) {
        assertInstanceOf(PinToBeChanged.class, signIn.signIn(badge, "271828"));
        assertInstanceOf(Recognised.class, signIn.changePin(badge, "271828", OWN));
    }

    @Nested
    class With_the_hub {

        @Test
        void the_first_pin_lets_nobody_weigh_before_it_was_changed() {
            assertInstanceOf(PinToBeChanged.class, signIn.signIn("B-1", "271828"));
            assertEquals(Authentication.CHOSEN, signIn.authenticationOf(BEN));

            assertEquals(new Recognised(BEN, false), signIn.changePin("B-1", "271828", OWN));
            assertEquals(new Recognised(BEN, false), signIn.signIn("B-1", OWN));
        }

        @Test
        void signatures_say_badge_and_pin_of_whom_was_recognised_and_of_nobody_else() {
            chooseOwnPin("B-1");

            assertEquals(Authentication.BADGE_AND_PIN, signIn.authenticationOf(BEN));
            assertEquals(
                    Authentication.CHOSEN,
                    signIn.authenticationOf(
                            new User("eva", "Eva Roth", Set.of(Role.OPERATOR), true)));
        }

        @Test
        void a_first_pin_may_be_changed_by_who_only_agrees_to_something() throws Exception {
            hub.add(person("kai", "Kai Berg", Role.ADMINISTRATOR, "B-4"));
            User kai = new User("kai", "Kai Berg", Set.of(Role.ADMINISTRATOR), true);
            assertEquals(
                    new PinToBeChanged(kai),
                    signIn.confirm("B-4", "271828", Permission.MOVE_STATION));

            assertEquals(
                    new Recognised(kai, false),
                    signIn.confirmChangePin("B-4", "271828", OWN, Permission.MOVE_STATION));
            assertEquals(
                    Authentication.CHOSEN,
                    signIn.authenticationOf(kai),
                    "he did not take the bench over");
        }

        @Test
        void who_may_not_weigh_is_told_so() {
            signIn.signIn("B-2", "271828");

            assertEquals(new NotAllowed("Ada Lo"), signIn.changePin("B-2", "271828", OWN));
        }

        @Test
        void who_has_left_is_refused_although_the_station_knew_him() throws Exception {
            chooseOwnPin("B-1");
            hub.deactivate("ben");

            assertInstanceOf(SignInResult.Refused.class, signIn.signIn("B-1", OWN));
        }

        @Test
        void an_old_pin_is_wrong_although_the_station_knew_it() throws Exception {
            chooseOwnPin("B-1");
            signIn.changePin("B-1", OWN, "161803");

            assertInstanceOf(Wrong.class, signIn.signIn("B-1", OWN));
        }
    }

    @Nested
    class At_another_bench {

        /// As any other station of the lab does it.
        private void changes(String badge, String from, String to) {
            assertInstanceOf(
                    HubAnswer.Accepted.class,
                    bench.client().changePin(new PersonLogin.PinChange(badge, from, to)));
        }

        @Test
        void a_badge_that_wrong_pins_closed_is_closed_here_too_also_for_an_old_pin() {
            chooseOwnPin("B-1");
            changes("B-1", OWN, "161803");
            for (int i = 0; i < 5; i++) {
                assertInstanceOf(
                        HubAnswer.Failed.class,
                        bench.client().login(new PersonLogin.Request("B-1", "50000" + i)));
            }

            assertEquals(new Closed(Duration.ofSeconds(31)), signIn.signIn("B-1", OWN));
            assertEquals(new Closed(Duration.ofSeconds(31)), signIn.signIn("B-1", "161803"));
        }

        @Test
        void a_changed_pin_ends_the_old_one_here_as_soon_as_the_station_hears_of_it()
                throws Exception {
            chooseOwnPin("B-1");
            changes("B-1", OWN, "161803");
            hears();
            wire.unplug();

            assertEquals(new HubNeeded(true), signIn.signIn("B-1", OWN));
            assertEquals(new HubNeeded(false), signIn.signIn("B-1", OWN), "it is forgotten");
        }

        @Test
        void a_badge_that_was_replaced_ends_the_lost_one_here_too() throws Exception {
            chooseOwnPin("B-1");
            hub.equip("ben", "B-9");
            hears();
            wire.unplug();

            assertEquals(new HubNeeded(true), signIn.signIn("B-1", OWN));
        }

        @Test
        void a_pin_that_was_changed_here_is_good_here_also_before_the_feed_tells_of_it()
                throws Exception {
            chooseOwnPin("B-1");
            wire.unplug();
            assertEquals(new Recognised(BEN, true), signIn.signIn("B-1", OWN));
            wire.plug();
            hears();
            wire.unplug();

            assertEquals(new Recognised(BEN, true), signIn.signIn("B-1", OWN));
        }

        @Test
        void a_station_that_loads_everything_anew_hears_of_it_too() throws Exception {
            chooseOwnPin("B-1");
            changes("B-1", OWN, "161803");
            if (bench.client().download(bench.enrolment.lab(), HalfLoad.of(bench.database))
                    instanceof HubAnswer.Accepted<Download>(var download)) {
                download.replaceIn(bench.database);
            }
            wire.unplug();

            assertEquals(new HubNeeded(true), signIn.signIn("B-1", OWN));
        }

        /// It was counted again as before the hub was put back, and what the station knew seemed no older.
        @Test
        void a_badge_that_was_replaced_again_after_a_restore_ends_what_the_hub_lost()
                throws Exception {
            chooseOwnPin("B-1");
            hears();
            Path copy = hub.backUp(folder.resolve("backup"));
            assertInstanceOf(Recognised.class, signIn.changePin("B-1", OWN, "161803"));
            hears();
            hub.putBack(copy);
            hub.equip("ben", "B-9");
            sync();
            hears();
            wire.unplug();

            assertEquals(new HubNeeded(true), signIn.signIn("B-1", "161803"));
        }

        /// Follows the hub's feed to its end.
        private void hears() throws Exception {
            assertTrue(sync().success());
        }

        private SyncResult sync() throws Exception {
            try (SyncEngine engine =
                    SyncEngine.start(
                                    bench.database,
                                    bench.sessions,
                                    bench.enrolment,
                                    bench.network,
                                    bench.setup())
                            .orElseThrow()) {
                return engine.syncNow().get(20, SECONDS);
            }
        }
    }

    @Nested
    class Without_the_hub {

        @Test
        void whom_the_hub_confirmed_before_is_recognised_also_after_a_restart() throws Exception {
            chooseOwnPin("B-1");
            wire.unplug();
            restart();

            assertEquals(new Recognised(BEN, true), signIn.signIn("B-1", OWN));
            assertEquals(Authentication.BADGE_AND_PIN, signIn.authenticationOf(BEN));
            assertInstanceOf(Wrong.class, signIn.signIn("B-1", "271828"));
        }

        @Test
        void nobody_signs_in_for_the_first_time() throws Exception {
            wire.unplug();

            assertEquals(new HubNeeded(false), signIn.signIn("B-1", "271828"));
            assertEquals(new HubNeeded(false), signIn.changePin("B-1", "271828", OWN));
        }

        @Test
        void after_thirty_days_the_hub_must_be_asked_again() throws Exception {
            chooseOwnPin("B-1");
            wire.unplug();
            now.set(now.get().plus(Duration.ofDays(30)));

            assertEquals(new HubNeeded(true), signIn.signIn("B-1", OWN));
        }

        @Test
        void a_stolen_database_has_neither_pins_nor_badges_nor_the_pepper() throws Exception {
            chooseOwnPin("B-1");
            restart();

            for (String file : List.of("station.db", "station.db-wal")) {
                Path path = folder.resolve("station").resolve(file);
                String content =
                        Files.exists(path)
                                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                                : "";
                assertEquals(-1, content.indexOf(OWN), file);
                assertEquals(-1, content.indexOf("B-1\0"), file);
            }
            Path pepper = folder.resolve("station/keys/pepper");
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(pepper)));
        }
    }

    @Nested
    class Tries_in_which_nobody_compared_the_pin {

        private static final int MANY = 12;

        @Test
        void close_no_badge_that_the_hub_was_needed_for() throws Exception {
            wire.unplug();
            for (int i = 0; i < MANY; i++) {
                assertEquals(new HubNeeded(false), signIn.signIn("B-1", "271828"));
                assertEquals(new HubNeeded(false), signIn.changePin("B-1", "271828", OWN));
            }
            wire.plug();

            assertInstanceOf(PinToBeChanged.class, signIn.signIn("B-1", "271828"));
        }

        /// A real clock tells more than is stored.
        @Test
        void close_none_between_two_milliseconds_either() throws Exception {
            chooseOwnPin("B-1");
            now.set(now.get().plusNanos(123_456_789));
            wire.unplug();
            for (int i = 0; i < 4; i++) {
                assertInstanceOf(Wrong.class, signIn.signIn("B-1", "50000" + i));
            }
            assertEquals(new HubNeeded(false), signIn.changePin("B-1", OWN, "161803"));

            assertEquals(new Recognised(BEN, true), signIn.signIn("B-1", OWN));
        }

        @Test
        void close_none_of_somebody_who_looks_for_a_new_pin() {
            for (int i = 0; i < MANY; i++) {
                assertInstanceOf(
                        SignInResult.Refused.class, signIn.changePin("B-1", "271828", "271828"));
            }

            chooseOwnPin("B-1");
        }

        @Test
        void close_none_of_somebody_who_is_not_of_this_lab() throws Exception {
            chooseOwnPin("B-1");
            hub.deactivate("ben");
            for (int i = 0; i < MANY; i++) {
                assertInstanceOf(SignInResult.Refused.class, signIn.signIn("B-1", OWN));
            }
        }

        @Test
        void add_nothing_to_what_the_hub_has_closed() {
            for (int i = 0; i < 5; i++) {
                assertInstanceOf(
                        HubAnswer.Failed.class,
                        bench.client().login(new PersonLogin.Request("B-1", "50000" + i)));
            }
            for (int i = 0; i < MANY; i++) {
                assertInstanceOf(Closed.class, signIn.signIn("B-1", "271828"));
            }
            now.set(now.get().plusSeconds(30));

            chooseOwnPin("B-1");
        }

        @Test
        void take_nothing_off_those_that_were_wrong() throws Exception {
            chooseOwnPin("B-1");
            wire.unplug();
            for (int i = 0; i < 4; i++) {
                assertInstanceOf(Wrong.class, signIn.signIn("B-1", "50000" + i));
                assertEquals(new HubNeeded(false), signIn.changePin("B-1", OWN, "161803"));
            }
            assertInstanceOf(Wrong.class, signIn.signIn("B-1", "500004"));

            assertEquals(new Closed(Duration.ofSeconds(30)), signIn.signIn("B-1", OWN));
        }
    }

    @Nested
    class A_clock_that_was_ahead {

        private final Instant right = now.get();

        private void wrongIn2030(int tries) throws Exception {
            chooseOwnPin("B-1");
            wire.unplug();
            now.set(Instant.parse("2030-01-01T00:00:00Z"));
            for (int i = 0; i < tries; i++) {
                assertInstanceOf(Wrong.class, signIn.signIn("B-1", "50000" + i));
            }
            now.set(right);
        }

        @Test
        void closes_no_badge_until_then_by_a_try_that_is_free() throws Exception {
            wrongIn2030(1);

            assertEquals(new Recognised(BEN, true), signIn.signIn("B-1", OWN));
        }

        @Test
        void closes_one_no_longer_than_its_wrong_pins_cost() throws Exception {
            wrongIn2030(5);

            assertEquals(new Closed(Duration.ofSeconds(30)), signIn.signIn("B-1", OWN));
            now.set(right.plusSeconds(20));
            assertEquals(new Closed(Duration.ofSeconds(10)), signIn.signIn("B-1", OWN));
            now.set(right.plusSeconds(30));
            assertEquals(new Recognised(BEN, true), signIn.signIn("B-1", OWN));
        }
    }

    @Nested
    class Wrong_pins {

        @Test
        void close_their_badge_over_a_restart_and_no_other() throws Exception {
            chooseOwnPin("B-1");
            signIn.signIn("B-3", "271828");
            signIn.changePin("B-3", "271828", OWN);
            wire.unplug();
            for (int i = 0; i < 5; i++) {
                assertInstanceOf(Wrong.class, signIn.signIn("B-1", "50000" + i));
            }
            restart();

            assertEquals(new Closed(Duration.ofSeconds(30)), signIn.signIn("B-1", OWN));
            assertInstanceOf(
                    Recognised.class, signIn.signIn("B-3", OWN), "the bench is not locked");
            now.set(now.get().plusSeconds(30));
            assertInstanceOf(Recognised.class, signIn.signIn("B-1", OWN));
        }

        /// The attack goes on until the others are in, so whoever had to wait for its end would wait for ever. How long
        /// signing in took is the shortest of several tries, so that what else the machine does counts for nothing.
        @Test
        void by_the_thousand_at_once_and_over_restarts_let_nobody_in_and_keep_nobody_else_out()
                throws Exception {
            chooseOwnPin("B-1");
            chooseOwnPin("B-3");
            wire.unplug();
            Attack attack = new Attack();
            Duration shortest = Duration.ofDays(1);
            for (int round = 0; round < 2; round++) {
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    attack.begin(threads, signIn);
                    await().until(attack::isUnderWay);
                    for (int i = 0; i < 5; i++) {
                        Instant begun = Instant.now();
                        assertInstanceOf(Recognised.class, signIn.signIn("B-3", OWN));
                        shortest = min(shortest, Duration.between(begun, Instant.now()));
                    }
                    await().until(attack::hasTriedFiveHundredTimes);
                    attack.end();
                }
                restart();
            }

            assertEquals(Map.of(Wrong.class, 5, Closed.class, attack.tries() - 5), attack.answers);
            assertTrue(attack.tries() >= 1000, attack.tries() + " tries");
            assertTrue(
                    shortest.compareTo(Duration.ofSeconds(2)) <= 0,
                    "others sign in within " + shortest);
            assertInstanceOf(Closed.class, signIn.signIn("B-1", OWN), "also the right PIN");
        }

        private static Duration min(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        /// Guesses the PIN of one badge from many threads, again and again, never the right one.
        private static final class Attack {

            private static final int AT_ONCE = 32;

            final Map<Class<?>, Integer> answers = new ConcurrentHashMap<>();
            private final AtomicInteger tries = new AtomicInteger();
            private final AtomicInteger inThisRound = new AtomicInteger();
            private volatile boolean on;

            void begin(ExecutorService threads, SignIn signIn) {
                on = true;
                inThisRound.set(0);
                for (int i = 0; i < AT_ONCE; i++) {
                    threads.execute(() -> {
                        while (on) {
                            String pin = String.format("%06d", 500_000 + tries.getAndIncrement());
                            answers.merge(signIn.signIn("B-1", pin).getClass(), 1, Integer::sum);
                            inThisRound.incrementAndGet();
                        }
                    });
                }
            }

            boolean isUnderWay() {
                return inThisRound.get() > AT_ONCE;
            }

            boolean hasTriedFiveHundredTimes() {
                return inThisRound.get() >= 500;
            }

            void end() {
                on = false;
            }

            int tries() {
                return tries.get();
            }
        }
    }
}
