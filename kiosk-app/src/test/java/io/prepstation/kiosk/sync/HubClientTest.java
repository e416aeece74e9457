package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.HubAnswer.Failed;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubClientTest {

    static final LabKey LAB = new LabKey("acme", "lab-1");
    static final String LAB_LINE =
            "{\"entityType\":\"labs\",\"id\":\"lab-1\",\"version\":1,\"data\":{\"id\":\"lab-1\",\"name\":\"L\","
                    + "\"tenantId\":\"acme\",\"timeZone\":\"UTC\",\"demo\":true}}\n";
    static final String USER_LINE =
            "{\"entityType\":\"users\",\"id\":\"u\",\"version\":1,\"data\":{\"id\":\"u\",\"name\":\"U\","
                    + "\"roles\":[\"operator\"],\"labIds\":[\"lab-1\"],\"active\":true}}\n";

    @TempDir Path folder;
    final HubNetwork network = new HubNetwork();
    FaultyWire wire;

    @BeforeEach
    void open() throws IOException {
        wire = new FaultyWire(1);
    }

    @AfterEach
    void close() throws IOException {
        network.close();
        wire.close();
    }

    private HalfLoad half() {
        return new HalfLoad(folder.resolve("lab.half"), "");
    }

    HubClient client() {
        return client(wire.url());
    }

    HubClient client(String url) {
        return client(url, HubTimeouts.DEFAULT);
    }

    HubClient client(String url, HubTimeouts timeouts) {
        return HubClient.stranger(network, HubAddress.parse(url).orElseThrow(), timeouts);
    }

    HubFailure uploadAnswered(String head, String body) {
        wire.set(new FaultyWire.Fault.Answer(head, body));
        return failure(client().upload("{}", ""));
    }

    HubFailure downloadAnswered(String body) throws StoreException {
        wire.set(new FaultyWire.Fault.Answer("200 OK", body));
        return failure(client().download(LAB, half()));
    }

    static <T> HubFailure failure(HubAnswer<T> answer) {
        return switch (answer) {
            case Failed<T>(var why) -> why;
            case Accepted<T>(var body) -> throw new AssertionError("accepted " + body);
        };
    }

    static String end(int entities) {
        return "{\"end\":true,\"nextCursor\":\"e.7\",\"entities\":%d,\"deletions\":0}\n"
                .formatted(entities);
    }

    @Nested
    class When_something_answers {

        static Stream<Arguments> answers() {
            String problem =
                    "{\"status\":%d,\"title\":\"T\",\"detail\":\"D\",\"code\":\"C\",\"field\":\"f\"}";
            return Stream.of(
                    Arguments.of(400, problem, new HubFailure.NotUnderstood("f", "D")),
                    Arguments.of(401, problem, new HubFailure.NotAllowed("D")),
                    Arguments.of(401, "", new HubFailure.NotAllowed("it answered 401")),
                    Arguments.of(403, problem, new HubFailure.NotAllowed("D")),
                    Arguments.of(404, problem, new HubFailure.NotFound("D")),
                    Arguments.of(409, problem, new HubFailure.Conflicting("D")),
                    Arguments.of(413, problem, new HubFailure.TooBig()),
                    Arguments.of(422, problem, new HubFailure.Refused("f", "D")),
                    Arguments.of(426, problem, new HubFailure.NotAllowed("D")),
                    Arguments.of(429, problem, new HubFailure.Busy(null)),
                    Arguments.of(503, "", new HubFailure.Busy(null)),
                    Arguments.of(500, problem, new HubFailure.HubBroken(500)),
                    Arguments.of(502, "<html>", new HubFailure.HubBroken(502)));
        }

        @ParameterizedTest
        @MethodSource("answers")
        @Tag("SYN-11")
        void every_status_has_its_meaning(int status, String body, HubFailure meaning) {
            assertEquals(meaning, uploadAnswered(status + " X", body.formatted(status)));
        }

        @Test
        @Tag("SYN-11")
        void the_hubs_wish_to_wait_is_read() {
            assertEquals(
                    new HubFailure.Busy(Duration.ofSeconds(7)),
                    uploadAnswered("503 Busy\r\nRetry-After: 7", ""));
        }

        @ParameterizedTest
        @ValueSource(strings = {"400", "404", "409", "422", "302", "204"})
        @Tag("SYN-4")
        void no_session_is_given_up_on_the_word_of_a_stranger(String status) {
            assertInstanceOf(
                    HubFailure.Unintelligible.class,
                    uploadAnswered(status + " X", "<html>Hotel network: please log in</html>"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        {}
                        {"receipt":{}}
                        {"receipt":
                        []
                        """)
        void an_answer_without_a_readable_receipt_is_none(String body) {
            assertInstanceOf(HubFailure.Unintelligible.class, uploadAnswered("200 OK", body));
        }

        @Test
        void the_token_does_not_follow_a_redirect() throws IOException {
            try (FaultyWire elsewhere = new FaultyWire(1)) {
                uploadAnswered("307 Elsewhere\r\nLocation: " + elsewhere.url() + "/", "");

                assertEquals(0, elsewhere.connections());
            }
        }
    }

    @Nested
    class When_nothing_answers {

        @Test
        void a_refused_connection_is_out_of_reach() throws IOException {
            wire.unplug();

            assertInstanceOf(HubFailure.Unreachable.class, failure(client().upload("{}", "")));
        }

        @Test
        void a_name_nobody_knows_is_out_of_reach() {
            HubFailure why = failure(client("http://hub.invalid:1").probe());

            assertEquals(new HubFailure.Unreachable("no address is known for hub.invalid"), why);
        }

        @Test
        void silence_ends_with_the_time_limit() {
            wire.set(new FaultyWire.Fault.Silence());
            HubClient impatient = client(wire.url(), SyncedStation.SHORT);
            long start = System.nanoTime();

            HubFailure why = failure(impatient.upload("{}", ""));

            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertInstanceOf(HubFailure.Cut.class, why);
            assertTrue(waited.compareTo(Duration.ofMillis(900)) > 0, waited.toString());
            assertTrue(waited.compareTo(Duration.ofSeconds(30)) < 0, waited.toString());
        }
    }

    @Nested
    class When_downloading {

        @Test
        @Tag("SYN-3")
        void lines_become_the_master_data() throws StoreException {
            wire.set(new FaultyWire.Fault.Answer("200 OK", LAB_LINE + USER_LINE + end(2)));

            var accepted = assertInstanceOf(Accepted.class, client().download(LAB, half()));

            var download = assertInstanceOf(Download.class, accepted.body());
            assertEquals("U", download.data().users().getFirst().name());
            assertEquals("e.7", download.nextCursor());
        }

        @Test
        @Tag("SYN-3")
        void types_of_a_newer_hub_are_left_out() throws StoreException {
            String newer = "{\"entityType\":\"robots\",\"id\":\"r\",\"version\":1,\"data\":{}}\n";
            wire.set(new FaultyWire.Fault.Answer("200 OK", LAB_LINE + newer + end(2)));

            assertInstanceOf(Accepted.class, client().download(LAB, half()));
        }

        /// Whatever answers there would fill the disk.
        @Test
        @Tag("SYN-3")
        void what_is_too_long_for_a_load_is_not_kept() throws StoreException {
            wire.set(new FaultyWire.Fault.Answer("200 OK", LAB_LINE + USER_LINE + end(2)));
            Path file = folder.resolve("lab.half");

            HubFailure why = failure(client().download(LAB, new HalfLoad(file, "", 200)));

            assertEquals(new HubFailure.Unintelligible("it is too long for a load"), why);
            assertFalse(Files.exists(file));
        }

        @Test
        @Tag("SYN-3")
        void a_long_error_is_not_read() throws StoreException {
            String problem = "{\"status\":422,\"title\":\"T\",\"detail\":\"D\",\"code\":\"C\"}";
            wire.set(new FaultyWire.Fault.Answer("422 No", problem));
            assertInstanceOf(HubFailure.Refused.class, failure(client().download(LAB, half())));

            wire.set(new FaultyWire.Fault.Answer("422 No", problem + " ".repeat(100_000)));

            assertEquals(
                    new HubFailure.Unintelligible("status 422"),
                    failure(client().download(LAB, half())));
        }

        @Test
        @Tag("SYN-3")
        void without_its_last_line_it_is_not_whole() throws StoreException {
            assertEquals(
                    new HubFailure.Unintelligible("the download broke off after line 2"),
                    downloadAnswered(LAB_LINE + USER_LINE));
        }

        @Test
        void with_another_count_it_is_not_whole() throws StoreException {
            assertEquals(
                    new HubFailure.Unintelligible(
                            "the download has 2 entries, but its last line says 3"),
                    downloadAnswered(LAB_LINE + USER_LINE + end(3)));
        }

        @Test
        void another_labs_data_are_not_taken() throws StoreException {
            assertEquals(
                    new HubFailure.Unintelligible("the download is not of lab lab-1"),
                    downloadAnswered(LAB_LINE.replace("\"lab-1\"", "\"lab-2\"") + end(1)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"entityType\":\"users\",\"data\":{\"id\":\"u\"}}\n",
                    "{\"entityType\":\"users\",\"data\":{\"id\":\"u\",\"name\":\"U\",\"roles\":[\"king\"],"
                            + "\"labIds\":[],\"active\":true}}\n",
                    "not json\n"
                })
        void a_line_that_cannot_be_read_is_named(String line) throws StoreException {
            HubFailure why = downloadAnswered(LAB_LINE + line + end(2));

            assertTrue(why.text().contains("line 2"), why.text());
        }

        @Test
        void an_endless_line_is_refused_before_it_fills_the_memory() throws StoreException {
            String longLine =
                    Stream.generate(() -> "x").limit(3_000_000).collect(Collectors.joining());

            assertInstanceOf(HubFailure.Unintelligible.class, downloadAnswered(longLine));
        }
    }

    @Nested
    class When_the_hub_is_real {

        @Test
        @Tag("SYN-14")
        void it_takes_a_compressed_session_and_gives_it_back(@TempDir Path folder)
                throws Exception {
            var clock = SyncedStation.clockOf2026();
            try (TestHub hub = new TestHub(folder.resolve("hub"), clock);
                    FaultyWire direct = new FaultyWire(hub.port());
                    SyncedStation station =
                            new SyncedStation(folder.resolve("station"), hub, direct, clock)) {
                String session = station.prepare();
                String text = station.operation(session).payload();

                var uploaded = assertInstanceOf(Accepted.class, station.client().upload(text, ""));
                var again = assertInstanceOf(Accepted.class, station.client().upload(text, ""));
                var kept = assertInstanceOf(Accepted.class, station.client().session(session));

                assertEquals(uploaded, again);
                assertEquals(
                        ((Receipt) uploaded.body()).signature(),
                        ((ObjectNode) kept.body()).path("receipt").path("signature").asText());
            }
        }

        @Test
        void it_says_how_long_it_takes(@TempDir Path folder) throws Exception {
            try (TestHub hub = new TestHub(folder, SyncedStation.clockOf2026())) {
                assertInstanceOf(Accepted.class, client("http://127.0.0.1:" + hub.port()).probe());
            }
        }

        @Test
        void a_hub_without_tls_is_not_spoken_to_in_secret(@TempDir Path folder) throws Exception {
            try (TestHub hub = new TestHub(folder, SyncedStation.clockOf2026())) {
                assertInstanceOf(
                        HubFailure.Unreachable.class,
                        failure(client("https://127.0.0.1:" + hub.port()).probe()));
            }
        }

        @Test
        @Tag("OPS-4")
        void a_wrong_code_is_told_as_such(@TempDir Path folder) throws Exception {
            try (TestHub hub = new TestHub(folder, SyncedStation.clockOf2026())) {
                HubFailure why =
                        failure(
                                client("http://127.0.0.1:" + hub.port())
                                        .enrol(
                                                new Enrolment.Request(
                                                        "AAAA-AAAA", "bench-1", null, null)));

                assertInstanceOf(HubFailure.NotFound.class, why);
            }
        }
    }
}
