package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.Json;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand guesses over 32 connections, with a restart in the middle: nobody is let in, what was closed stays closed,
/// and who stands elsewhere is let in at once.
@Tag("OPS-7")
class ThousandGuessesTest {

    private static final int AT_ONCE = 32;
    private static final String ELSEWHERE = "127.0.0.2";
    private static final Duration AT_ONCE_IS = Duration.ofSeconds(2);

    @TempDir Path directory;

    private RunningHub hub;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.in(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Map<Integer, Integer> guesses(AtOnce.Request request) throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int round = 0; round < 2; round++) {
            int from = round * 500;
            AtOnce.statuses(AT_ONCE, 500, number -> request.ask(from + number))
                    .forEach((status, count) -> answers.merge(status, count, Integer::sum));
            hub.restart();
        }
        return answers;
    }

    private String oneTime(String user) throws Exception {
        try (Administration administration = hub.administration()) {
            return administration.webSessions().oneTimePassword(user, "hub").orElseThrow();
        }
    }

    private static void assertSoon(int wanted, AtOnce.Request request) throws Exception {
        long begun = System.nanoTime();
        assertEquals(wanted, request.ask(0));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(took.compareTo(AT_ONCE_IS) <= 0, "took " + took);
    }

    @Nested
    class At_codes_for_stations {

        @Test
        void close_the_address_and_no_other() throws Exception {
            String right = hub.newCode();

            Map<Integer, Integer> answers =
                    guesses(number -> enrol("%04d-%04d".formatted(number, number), "127.0.0.1"));

            assertEquals(Map.of(404, 20, 429, 980), answers);
            assertEquals(429, enrol(right, "127.0.0.1"), "it holds for the right code");
            assertSoon(201, _ -> enrol(right, ELSEWHERE));
            hub.clock.advance(Duration.ofMinutes(10));
            String next = hub.newCode();
            assertEquals(201, enrol(next, "127.0.0.1"), "it ends");
        }

        @Test
        void burn_the_code_they_are_at_and_no_other() throws Exception {
            String code = hub.newCode();
            String other = hub.newCode();

            Map<Integer, Integer> answers =
                    guesses(number ->
                            enrol(
                                    code.substring(0, 5) + "%04d".formatted(number),
                                    "127.0.0." + (2 + number % 9)));

            assertEquals(Map.of(404, 180, 429, 820), answers);
            hub.clock.advance(Duration.ofMinutes(9));
            assertEquals(404, enrol(code, "127.0.0.20"), "it is burnt");
            assertSoon(201, _ -> enrol(other, "127.0.0.20"));
        }

        private int enrol(String code, String from) throws Exception {
            String body = Json.object().put("code", code).put("name", "bench-1").toString();
            try (HttpClient client =
                    HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(from)).build()) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(hub.url() + "/api/stations/enrol"))
                                .POST(BodyPublishers.ofString(body))
                                .build();
                return client.send(request, BodyHandlers.discarding()).statusCode();
            }
        }
    }

    @Nested
    class At_passwords {

        @Test
        void of_one_person_close_that_name_and_no_other() throws Exception {
            String right = oneTime("mia");

            Map<Integer, Integer> answers =
                    guesses(number -> signIn("mia", "wrong " + number, "127.0.0.1"));

            assertEquals(Map.of(403, 5, 429, 995), answers);
            assertEquals(429, signIn("mia", right, ELSEWHERE), "it holds for the right one");
            String sams = oneTime("sam");
            assertSoon(303, _ -> signIn("sam", sams, "127.0.0.1"));
            hub.clock.advance(Duration.ofSeconds(30));
            assertEquals(303, signIn("mia", right, ELSEWHERE), "it ends");
        }

        @Test
        void of_a_thousand_people_close_the_address_and_no_other() throws Exception {
            Map<Integer, Integer> answers =
                    guesses(number -> signIn("person" + number, "a guess", "127.0.0.1"));

            assertEquals(Map.of(403, 20, 429, 980), answers);
            String sams = oneTime("sam");
            assertEquals(429, signIn("sam", sams, "127.0.0.1"), "it holds for the right one");
            assertSoon(303, _ -> signIn("sam", sams, ELSEWHERE));
        }

        private int signIn(String user, String password, String from) throws Exception {
            try (Browser browser = new Browser(hub.url(), from)) {
                return browser.post("/ui/login", "user", user, "password", password).statusCode();
            }
        }
    }
}
