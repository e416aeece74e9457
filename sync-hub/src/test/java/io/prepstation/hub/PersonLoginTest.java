package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.people.NewUserResult.Refused;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-9")
class PersonLoginTest {

    private static final String BADGE = "B-0042";
    private static final String PIN = "271828";

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        add(
                new NewUser(
                        "olga",
                        "Olga Ek",
                        Set.of(Role.OPERATOR),
                        Set.of(RunningHub.LAB),
                        BADGE,
                        PIN));
        station = TestStation.enrolledAt(hub);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void add(NewUser user) throws Exception {
        try (Administration administration = hub.administration()) {
            var result = administration.users().add(user);
            assertTrue(result instanceof Added, result.toString());
        }
    }

    private HttpResponse<String> login(String badge, String pin) throws Exception {
        ObjectNode body = Json.object().put("badge", badge).put("pin", pin);
        return hub.post("/api/people/login", body.toString(), "Authorization", station.bearer());
    }

    private HttpResponse<String> change(String pin, String newPin) throws Exception {
        ObjectNode body = Json.object().put("badge", BADGE).put("pin", pin).put("newPin", newPin);
        return hub.post("/api/people/pin", body.toString(), "Authorization", station.bearer());
    }

    private static ObjectNode json(HttpResponse<String> answer) throws Exception {
        return Json.parseObject(answer.body());
    }

    private static String code(HttpResponse<String> answer) throws Exception {
        return json(answer).path("code").asText();
    }

    @Nested
    class The_right_badge_and_pin {

        @Test
        void are_answered_with_the_person_and_how_long_the_station_may_know_him() throws Exception {
            var answer = login(BADGE, PIN);

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("olga", json(answer).path("user").path("id").asText());
            assertEquals(
                    hub.clock.instant().plus(Duration.ofDays(30)).toEpochMilli(),
                    json(answer).path("offlineUntil").asLong());
        }

        @Test
        void given_by_an_administrator_are_to_be_changed_first() throws Exception {
            assertTrue(json(login(BADGE, PIN)).path("pinChangeRequired").asBoolean());

            assertEquals(200, change(PIN, "314159").statusCode());

            assertFalse(json(login(BADGE, "314159")).path("pinChangeRequired").asBoolean());
            assertEquals("WRONG_BADGE_OR_PIN", code(login(BADGE, PIN)));
        }

        @Test
        void cannot_become_a_pin_that_is_guessed_first() throws Exception {
            for (String bad : List.of("123456", "12345", PIN)) {
                assertEquals("PIN_UNUSABLE", code(change(PIN, bad)), bad);
            }
            assertEquals(200, login(BADGE, PIN).statusCode());
        }

        @Test
        void of_somebody_who_has_left_are_refused_from_the_next_try_on() throws Exception {
            assertEquals(200, login(BADGE, PIN).statusCode());
            try (Administration administration = hub.administration()) {
                assertEquals(Optional.empty(), administration.users().deactivate("olga", "admin"));
            }

            assertEquals("NOT_HERE", code(login(BADGE, PIN)));
        }

        @Test
        @Tag("STO-6")
        void of_the_last_supervisor_stay_until_there_is_another_one() throws Exception {
            try (Administration administration = hub.administration()) {
                Users users = administration.users();
                assertEquals(
                        Optional.of(
                                "sam is the last supervisor of lab lab-1; add another one first"),
                        users.deactivate("sam", "admin"));
                assertTrue(active(users, "sam"));
                users.add(
                        new NewUser(
                                "sue",
                                "Sue",
                                Set.of(Role.OPERATOR, Role.SUPERVISOR),
                                Set.of(RunningHub.LAB),
                                null));
                assertEquals(Optional.empty(), users.deactivate("sam", "admin"));
                assertEquals(Optional.empty(), users.deactivate("sam", "admin"), "gone already");
                assertTrue(users.deactivate("sue", "admin").isPresent());
                assertTrue(active(users, "sue"));
            }
        }

        private static boolean active(Users users, String id) throws StoreException {
            return users.all().stream()
                    .filter(member -> member.user().id().equals(id))
                    .anyMatch(member -> member.user().active());
        }

        @Test
        void are_in_none_of_the_hubs_files() throws Exception {
            login(BADGE, PIN);
            hub.restart();

            for (String file : List.of("hub.db", "hub.db-wal")) {
                Path path = hub.data.resolve(file);
                String content =
                        Files.exists(path)
                                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                                : "";
                assertEquals(-1, content.indexOf(PIN), file);
                assertEquals(-1, content.indexOf(BADGE), file);
            }
        }

        @Test
        void after_the_badge_was_lost_are_another_pair() throws Exception {
            try (Administration administration = hub.administration()) {
                assertEquals(
                        Optional.empty(),
                        administration.users().equip("olga", "B-0043", "161803", "admin"));
            }

            assertEquals("WRONG_BADGE_OR_PIN", code(login(BADGE, PIN)));
            assertTrue(json(login("B-0043", "161803")).path("pinChangeRequired").asBoolean());
        }
    }

    @Nested
    class Wrong_ones {

        @Test
        void are_one_answer_whether_badge_or_pin_is_wrong() throws Exception {
            var wrongPin = login(BADGE, "000001");
            var wrongBadge = login("B-9999", PIN);

            assertEquals(422, wrongPin.statusCode());
            assertEquals(wrongPin.body(), wrongBadge.body());
        }

        @Test
        void need_a_stations_token_first() throws Exception {
            var answer =
                    hub.post(
                            "/api/people/login",
                            Json.object().put("badge", BADGE).put("pin", PIN).toString());

            assertEquals(401, answer.statusCode());
        }

        @Test
        void by_the_thousand_and_over_restarts_let_nobody_in_and_lock_nobody_else_out()
                throws Exception {
            add(
                    new NewUser(
                            "ben",
                            "Ben Ito",
                            Set.of(Role.OPERATOR),
                            Set.of(RunningHub.LAB),
                            "B-0044",
                            "141421"));
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int round = 0; round < 2; round++) {
                guess(500, round * 500)
                        .forEach((status, count) -> answers.merge(status, count, Integer::sum));
                hub.restart();
            }

            assertEquals(Map.of(422, 5, 429, 995), answers);
            assertEquals(
                    429, login(BADGE, PIN).statusCode(), "the lockout holds for the right PIN");
            assertEquals(200, login("B-0044", "141421").statusCode(), "another person signs in");
            hub.clock.advance(Duration.ofSeconds(30));
            assertEquals(200, login(BADGE, PIN).statusCode(), "the lockout ends");
        }

        @Test
        void of_badges_nobody_has_close_the_bench_to_such_badges_and_to_nobody_who_works_there()
                throws Exception {
            for (int i = 0; i < 60; i++) {
                assertEquals("WRONG_BADGE_OR_PIN", code(login("stranger " + i, PIN)));
            }

            assertEquals("TOO_MANY_TRIES", code(login("stranger 60", PIN)));
            assertEquals(200, login(BADGE, PIN).statusCode());
            assertEquals("WRONG_BADGE_OR_PIN", code(login(BADGE, "500000")));
            hub.clock.advance(Duration.ofMinutes(10));
            assertEquals("WRONG_BADGE_OR_PIN", code(login("stranger 60", PIN)));
        }

        private Map<Integer, Integer> guess(int times, int from) throws Exception {
            return AtOnce.statuses(
                    32,
                    times,
                    number ->
                            login(BADGE, String.format("%06d", 500_000 + from + number))
                                    .statusCode());
        }

        @Test
        void of_unknown_badges_are_forgotten_once_they_are_old() throws Exception {
            login("a stranger's", PIN);
            assertEquals("1", limits());
            hub.clock.advance(Duration.ofDays(31));

            hub.post(
                    "/api/stations/enrol",
                    Json.object().put("code", "0000-0000").put("name", "bench-9").toString());

            assertEquals("0", limits());
        }

        private String limits() throws Exception {
            try (TestDatabase database = TestDatabase.of(hub)) {
                return database.text(
                        "SELECT count(*) FROM lockouts WHERE door LIKE 'tries:station:%'");
            }
        }

        @Test
        void of_a_clock_that_was_ahead_close_the_badge_no_longer_than_they_cost() throws Exception {
            hub.clock.advance(Duration.ofDays(1));
            for (int i = 0; i < 5; i++) {
                assertEquals(422, login(BADGE, "500000").statusCode());
            }
            hub.clock.advance(Duration.ofDays(-1));

            var closed = login(BADGE, PIN);
            assertEquals("31", closed.headers().firstValue("Retry-After").orElse(""));
            hub.clock.advance(Duration.ofSeconds(30));
            assertEquals(200, login(BADGE, PIN).statusCode());
        }

        @Test
        void close_the_badge_longer_each_time_and_the_audit_says_so() throws Exception {
            for (int i = 0; i < 5; i++) {
                login(BADGE, "500000");
            }
            hub.clock.advance(Duration.ofSeconds(30));
            assertEquals(422, login(BADGE, "500001").statusCode());
            var closed = login(BADGE, PIN);

            assertEquals("61", closed.headers().firstValue("Retry-After").orElse(""));
            try (TestDatabase database = TestDatabase.of(hub)) {
                assertEquals(
                        "1",
                        database.text(
                                "SELECT count(*) FROM hub_audit WHERE body LIKE '%door_closed%'"));
            }
        }
    }

    @Nested
    class A_new_user {

        @Test
        void with_a_poor_pin_or_a_pin_without_badge_is_refused() throws Exception {
            try (Administration administration = hub.administration()) {
                for (NewUser user :
                        List.of(
                                new NewUser(
                                        "x",
                                        "X",
                                        Set.of(Role.OPERATOR),
                                        Set.of(RunningHub.LAB),
                                        "B-1",
                                        "111111"),
                                new NewUser(
                                        "x",
                                        "X",
                                        Set.of(Role.OPERATOR),
                                        Set.of(RunningHub.LAB),
                                        null,
                                        PIN))) {
                    assertTrue(administration.users().add(user) instanceof Refused);
                }
            }
        }
    }
}
