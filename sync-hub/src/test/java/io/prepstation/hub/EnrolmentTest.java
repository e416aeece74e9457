package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.sync.Enrolment;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-4")
class EnrolmentTest {

    @TempDir Path directory;

    private RunningHub hub;
    private String code;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        code = hub.newCode();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class With_a_fresh_code {

        @Test
        void a_station_gets_its_token_and_all_it_needs_to_check_receipts() throws Exception {
            var answer = enrol(code);

            assertEquals(201, answer.statusCode(), answer.body());
            var body = Json.parseObject(answer.body());
            assertEquals(RunningHub.LAB, body.path("labId").asText());
            assertEquals("acme", body.path("tenantId").asText());
            assertEquals(
                    SigningKey.idOf(body.path("hubPublicKey").asText()),
                    body.path("hubKeyId").asText());
            assertEquals(43, body.path("token").asText().length());
        }

        @Test
        void case_blanks_dashes_and_letters_that_look_like_digits_do_not_matter() throws Exception {
            String typed =
                    code.toLowerCase(Locale.ROOT)
                            .replace("-", " ")
                            .replace('0', 'o')
                            .replace('1', 'l');

            assertEquals(201, enrol(" " + typed + " ").statusCode());
        }

        @Test
        void the_token_is_not_in_the_hubs_files() throws Exception {
            String token = Json.parseObject(enrol(code).body()).path("token").asText();

            hub.restart();

            for (String file : List.of("hub.db", "hub.db-wal")) {
                Path path = hub.data.resolve(file);
                String content =
                        Files.exists(path)
                                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                                : "";
                assertEquals(-1, content.indexOf(token), file);
            }
        }

        @Test
        void only_one_of_many_at_the_same_time_gets_in() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tries =
                        IntStream.range(0, 8)
                                .mapToObj(_ -> threads.submit(() -> enrol(code)))
                                .toList();
                int entered = 0;
                for (var attempt : tries) {
                    entered += attempt.get().statusCode() == 201 ? 1 : 0;
                }
                assertEquals(1, entered);
            }
        }

        @Test
        void four_wrong_proofs_leave_it_alive() throws Exception {
            for (int wrong = 0; wrong < 4; wrong++) {
                assertEquals(404, enrol(wrongProof()).statusCode());
            }

            assertEquals(201, enrol(code).statusCode());
        }

        @Test
        void five_wrong_proofs_burn_it() throws Exception {
            for (int wrong = 0; wrong < 5; wrong++) {
                assertEquals(404, enrol(wrongProof()).statusCode());
            }

            assertEquals(404, enrol(code).statusCode());
        }

        @Test
        void it_still_works_in_its_last_second_after_a_restart() throws Exception {
            hub.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
            hub.restart();

            assertEquals(201, enrol(code).statusCode());
        }

        @Test
        void with_a_nonce_the_hub_proves_that_it_has_its_key() throws Exception {
            Enrolment.Request request =
                    new Enrolment.Request(code, "b", null, "0123456789abcdef_-");

            var answer = hub.post("/api/stations/enrol", Json.write(request).toString());

            assertEquals(201, answer.statusCode());
            assertTrue(
                    Json.read(Json.parseObject(answer.body()), Enrolment.Answer.class)
                            .isProvenFor(request));
        }

        @Test
        void without_one_nothing_is_proven() throws Exception {
            assertFalse(Json.parseObject(enrol(code).body()).has("proof"));
        }

        @Test
        void a_nonce_that_is_none_is_refused_and_the_code_stays_good() throws Exception {
            var answer =
                    hub.post(
                            "/api/stations/enrol",
                            "{\"code\":\"" + code + "\",\"name\":\"b\",\"nonce\":\"a b\"}");

            assertProblem(400, "MALFORMED", answer);
            assertEquals("nonce", Json.parseObject(answer.body()).path("field").asText());
            assertEquals(201, enrol(code).statusCode());
        }

        @Test
        void a_public_key_that_is_none_is_refused_and_the_code_stays_good() throws Exception {
            var answer =
                    hub.post(
                            "/api/stations/enrol",
                            "{\"code\":\"" + code + "\",\"name\":\"b\",\"publicKey\":\"AAAA\"}");

            assertProblem(400, "MALFORMED", answer);
            assertEquals("publicKey", Json.parseObject(answer.body()).path("field").asText());
            assertEquals(201, enrol(code).statusCode());
        }
    }

    @Nested
    class Without_a_code_that_opens {

        @Test
        void unknown_used_and_expired_codes_get_the_very_same_answer() throws Exception {
            String unknown = enrol("0000-0000").body();
            enrol(code);
            String used = enrol(code).body();
            String expiring = hub.newCode();
            hub.clock.advance(Duration.ofMinutes(10));
            String expired = enrol(expiring).body();

            assertEquals(List.of(unknown, unknown), List.of(used, expired));
            assertProblem(404, "NO_SUCH_CODE", enrol("what is this?"));
        }

        @Test
        void after_twenty_wrong_tries_an_address_has_to_wait() throws Exception {
            for (int wrong = 0; wrong < 20; wrong++) {
                assertEquals(404, enrol("0000-000" + wrong % 10).statusCode());
            }

            var answer = enrol(code);

            assertProblem(429, "TOO_MANY_TRIES", answer);
            assertTrue(answer.headers().firstValueAsLong("Retry-After").orElseThrow() <= 601);
            hub.clock.advance(Duration.ofMinutes(10));
            assertEquals(201, enrol(hub.newCode()).statusCode());
        }

        @Test
        void a_request_without_a_name_is_malformed() throws Exception {
            assertProblem(
                    400,
                    "MALFORMED",
                    hub.post("/api/stations/enrol", "{\"code\":\"" + code + "\"}"));
            assertProblem(
                    400,
                    "MALFORMED",
                    hub.post("/api/stations/enrol", "{\"code\":null,\"name\":\"b\"}"));
        }
    }

    @Nested
    class A_revoked_station {

        @Test
        void is_turned_away_from_its_next_request_on() throws Exception {
            TestStation station = TestStation.enrolledAt(hub);
            assertEquals(200, station.get("/api/sessions").statusCode());

            try (Administration administration = hub.administration()) {
                assertTrue(administration.stations().revoke(station.enrolment.stationId(), "hub"));
            }

            assertProblem(403, "REVOKED", station.get("/api/sessions"));
            assertProblem(403, "REVOKED", station.get("/api/sync/download"));
            assertProblem(403, "REVOKED", station.upload("{}"));
        }

        @Test
        void can_be_enrolled_again_and_gets_another_token() throws Exception {
            TestStation before = TestStation.enrolledAt(hub);
            TestStation after = TestStation.enrolledAt(hub);

            assertNotEquals(before.enrolment.token(), after.enrolment.token());
            assertNotEquals(before.enrolment.stationId(), after.enrolment.stationId());
        }
    }

    @Nested
    class A_token {

        private TestStation station;

        @BeforeEach
        void enrol() throws Exception {
            station = TestStation.enrolledAt(hub);
            assertEquals(200, station.get("/api/sessions").statusCode());
        }

        private HttpResponse<String> ask(String token) throws Exception {
            return hub.get("/api/sessions", "Authorization", "Bearer " + token);
        }

        private String old() {
            return station.enrolment.token();
        }

        @Test
        void is_good_until_the_one_that_replaces_it_is_used() throws Exception {
            String next = station.newToken();

            assertEquals(200, ask(old()).statusCode());
            assertEquals(200, ask(next).statusCode());
            assertProblem(401, "TOKEN_REPLACED", ask(old()));
            assertEquals(200, ask(next).statusCode());
        }

        @Test
        void that_was_replaced_raises_one_alarm_an_hour_for_who_comes_with_it() throws Exception {
            assertEquals(200, ask(station.newToken()).statusCode());
            for (int i = 0; i < 3; i++) {
                assertProblem(401, "TOKEN_REPLACED", ask(old()));
            }
            assertEquals(1, alarms());
            hub.clock.advance(Duration.ofHours(1));
            ask(old());
            assertEquals(2, alarms());
        }

        private int alarms() throws Exception {
            try (TestDatabase database = TestDatabase.of(hub)) {
                return Integer.parseInt(
                        database.text(
                                "SELECT COUNT(*) FROM hub_audit WHERE body LIKE"
                                        + " '%alarm_replaced_token_used%'"));
            }
        }

        @Test
        void that_was_handed_out_and_never_used_gives_way_to_the_next_one() throws Exception {
            String lost = station.newToken();
            String next = station.newToken();

            assertProblem(401, "NO_TOKEN", ask(lost));
            assertEquals(200, ask(old()).statusCode());
            assertEquals(200, ask(next).statusCode());
        }

        @Test
        void is_replaced_once_however_many_come_with_the_new_one_at_the_same_time()
                throws Exception {
            String next = station.newToken();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var asked =
                        IntStream.range(0, 8)
                                .mapToObj(_ -> threads.submit(() -> ask(next)))
                                .toList();
                for (var answer : asked) {
                    assertEquals(200, answer.get().statusCode());
                }
            }
        }

        @Test
        void keeps_its_state_over_a_restart_of_the_hub() throws Exception {
            String next = station.newToken();
            hub.restart();
            assertEquals(200, ask(old()).statusCode());
            assertEquals(200, ask(next).statusCode());
            hub.restart();
            assertProblem(401, "TOKEN_REPLACED", ask(old()));
        }

        @Test
        void that_nobody_replaced_for_four_hundred_days_is_good_no_more() throws Exception {
            hub.clock.advance(Duration.ofDays(399));
            assertEquals(200, ask(old()).statusCode());
            hub.clock.advance(Duration.ofDays(1));
            assertProblem(401, "TOKEN_EXPIRED", ask(old()));
        }

        @Test
        void of_a_revoked_station_is_not_replaced() throws Exception {
            String next = station.newToken();
            try (Administration administration = hub.administration()) {
                administration.stations().revoke(station.enrolment.stationId(), "hub");
            }

            assertProblem(403, "REVOKED", ask(next));
            assertProblem(403, "REVOKED", ask(old()));
        }
    }

    @Nested
    class A_station_whose_answer_was_lost {

        private HttpResponse<String> enrol(String key) throws Exception {
            return hub.post(
                    "/api/stations/enrol",
                    Json.object()
                            .put("code", code)
                            .put("name", "bench-1")
                            .put("publicKey", key)
                            .toString());
        }

        private String token(HttpResponse<String> answer) throws Exception {
            return Json.parseObject(answer.body()).path("token").asText();
        }

        @Test
        void comes_again_with_its_code_and_its_key_and_is_the_same_station() throws Exception {
            var lost = enrol(TestStation.rawKey());
            var answer = enrol(TestStation.rawKey());

            assertEquals(201, answer.statusCode(), answer.body());
            assertEquals(
                    Json.parseObject(lost.body()).path("stationId"),
                    Json.parseObject(answer.body()).path("stationId"));
            assertProblem(401, "NO_TOKEN", asked(token(lost)));
            assertEquals(200, asked(token(answer)).statusCode());
        }

        private HttpResponse<String> asked(String token) throws Exception {
            return hub.get("/api/sessions", "Authorization", "Bearer " + token);
        }

        @Test
        void is_not_let_in_again_once_its_token_was_used_or_too_late() throws Exception {
            assertEquals(200, asked(token(enrol(TestStation.rawKey()))).statusCode());
            assertProblem(404, "NO_SUCH_CODE", enrol(TestStation.rawKey()));

            code = hub.newCode();
            assertEquals(201, enrol(TestStation.rawKey()).statusCode());
            hub.clock.advance(Duration.ofMinutes(10));
            assertProblem(404, "NO_SUCH_CODE", enrol(TestStation.rawKey()));
        }

        @Test
        void is_not_mistaken_for_another_one_with_the_same_code() throws Exception {
            assertEquals(201, enrol(TestStation.rawKey()).statusCode());

            String other = SigningKey.rawPublicKey(TestStation.newKey());
            assertProblem(404, "NO_SUCH_CODE", enrol(other));
            assertProblem(404, "NO_SUCH_CODE", EnrolmentTest.this.enrol(code));
        }
    }

    static void assertProblem(int status, String code, HttpResponse<String> answer)
            throws Exception {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse("none"));
        var problem = Json.parseObject(answer.body());
        assertEquals(status, problem.path("status").asInt());
        assertEquals(code, problem.path("code").asText());
        assertTrue(problem.hasNonNull("title") && problem.hasNonNull("detail"), answer.body());
    }

    private HttpResponse<String> enrol(String typed) throws Exception {
        return hub.post(
                "/api/stations/enrol",
                Json.object().put("code", typed).put("name", "bench-1").toString());
    }

    private String wrongProof() {
        char last = code.charAt(8) == 'Z' ? 'Y' : 'Z';
        return code.substring(0, 8) + last;
    }
}
