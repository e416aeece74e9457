package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.api.Contract;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.sync.Download;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download that was cut goes on, and one of what changed since.
@Tag("SYN-3")
class ResumedDownloadTest {

    private static final String PATH = "/api/sync/download";
    private static final int CUT = 100;

    @TempDir Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningHub hub;
    private TestStation station;
    private String salt;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        salt = station.ingredients().values().iterator().next().id();
    }

    @AfterEach
    void stop() {
        hub.close();
        http.close();
    }

    private HttpResponse<byte[]> packed(TestStation who, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub.url() + path))
                        .header("Authorization", who.bearer())
                        .header("Accept", "application/gzip");
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> rest(TestStation who, String path, String etag)
            throws IOException, InterruptedException {
        return packed(who, path, "Range", "bytes=" + CUT + "-", "If-Range", etag);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String pushLot(int number) throws Exception {
        String temp = String.format(Locale.ROOT, "temp_17305344%05d_aaaaaa_lots", number);
        return station.push(request(lot(temp, salt, "L-" + number)))
                .at("/results/0/realId")
                .asText();
    }

    private void assertAnew(HttpResponse<byte[]> former, HttpResponse<byte[]> answer)
            throws IOException {
        assertEquals(200, answer.statusCode());
        assertNotEquals(header(former, "ETag"), header(answer, "ETag"));
        assertEquals("", header(answer, "Content-Range"));
        assertEquals(0x1f, answer.body()[0], "from its beginning");
        assertTrue(unpacked(answer.body()).contains("\"end\":true"));
    }

    @Nested
    class A_packed_file {

        private HttpResponse<byte[]> whole;
        private String etag;

        @BeforeEach
        void load() throws Exception {
            whole = packed(station, PATH);
            etag = header(whole, "ETag");
        }

        @Test
        void has_the_lines_that_come_unpacked_too() throws Exception {
            assertEquals("application/gzip", header(whole, "Content-Type"));
            assertEquals(station.get(PATH).body(), unpacked(whole.body()));
            assertEquals("", header(station.get(PATH), "ETag"), "plain lines are not kept");
        }

        @Test
        void goes_on_with_its_own_bytes_whatever_changed_meanwhile() throws Exception {
            pushLot(1);

            var rest = rest(station, PATH, etag);

            int size = whole.body().length;
            assertEquals(206, rest.statusCode());
            assertEquals(etag, header(rest, "ETag"));
            assertEquals(
                    "bytes " + CUT + "-" + (size - 1) + "/" + size, header(rest, "Content-Range"));
            assertArrayEquals(Arrays.copyOfRange(whole.body(), CUT, size), rest.body());
        }

        @Test
        void goes_on_as_often_as_it_is_cut() throws Exception {
            rest(station, PATH, etag);

            var part = packed(station, PATH, "Range", "bytes=7-20", "If-Range", etag);

            assertArrayEquals(Arrays.copyOfRange(whole.body(), 7, 21), part.body());
        }

        @Test
        void has_nothing_behind_its_end() throws Exception {
            int size = whole.body().length;

            var answer = packed(station, PATH, "Range", "bytes=" + size + "-", "If-Range", etag);

            assertEquals(416, answer.statusCode());
            assertEquals("bytes */" + size, header(answer, "Content-Range"));
        }

        @Test
        void begins_anew_for_whoever_asks_otherwise() throws Exception {
            assertAnew(whole, rest(station, PATH, "\"other\""));
            assertAnew(whole, rest(station, PATH, "W/" + etag));
        }

        @Test
        void begins_anew_without_a_name_or_with_several_ranges() throws Exception {
            assertAnew(whole, packed(station, PATH, "Range", "bytes=100-"));
            assertAnew(whole, packed(station, PATH, "Range", "bytes=0-1,5-9", "If-Range", etag));
        }

        @Test
        void is_not_the_answer_to_another_question() throws Exception {
            var answer = rest(station, PATH + "?entityTypes=labs", etag);

            assertAnew(whole, answer);
            assertEquals(2, unpacked(answer.body()).lines().count());
        }

        @Test
        void belongs_to_its_station() throws Exception {
            TestStation other = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-2");

            assertAnew(whole, rest(other, PATH, etag));
            assertEquals(206, rest(station, PATH, etag).statusCode(), "and stays");
            assertProblem(401, "NO_TOKEN", hub.get(PATH, "Range", "bytes=100-", "If-Range", etag));
        }

        @Test
        void is_kept_for_ten_minutes() throws Exception {
            hub.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
            assertEquals(206, rest(station, PATH, etag).statusCode());
            hub.clock.advance(Duration.ofSeconds(1));

            assertAnew(whole, rest(station, PATH, etag));
        }

        @Test
        void makes_room_for_the_next_of_its_station() throws Exception {
            var next = packed(station, PATH);

            assertEquals(206, rest(station, PATH, header(next, "ETag")).statusCode());
            assertAnew(whole, rest(station, PATH, etag));
        }

        @Test
        void is_gone_with_the_program_and_has_no_name_on_the_disk() throws Exception {
            try (var files = Files.list(hub.data)) {
                assertEquals(
                        List.of(),
                        files.filter(file -> file.toString().endsWith(".spool")).toList());
            }
            hub.restart();

            assertAnew(whole, rest(station, PATH, etag));
        }
    }

    @Nested
    class Asked_in_a_body {

        private HttpResponse<String> post(String body) throws Exception {
            return station.post(PATH, body);
        }

        @Test
        void it_is_the_same() throws Exception {
            assertEquals(station.get(PATH).body(), post("{}").body());
            assertEquals(
                    station.get(PATH + "?entityTypes=formulas,labs").body(),
                    post("{\"entityTypes\":[\"labs\",\"formulas\"],\"labId\":\"lab-1\"}").body());
        }

        @Test
        void with_a_moment_it_is_the_newest_state_of_what_changed_since() throws Exception {
            String first = pushLot(1);
            String second = pushLot(2);
            long moment =
                    Json.parseObject(station.get("/api/sync/pull").body())
                            .path("nextTimestamp")
                            .asLong();
            hub.clock.advance(Duration.ofSeconds(1));
            station.push(
                    request(
                            Operations.update(
                                    "lots", first, 1, Json.object().put("status", "released"))));
            station.push(
                    request(
                            Operations.update(
                                    "lots", first, 2, Json.object().put("status", "blocked"))));
            station.push(request(Operations.delete("lots", second, 1)));

            List<String> lines = post("{\"lastSync\":" + moment + "}").body().lines().toList();

            assertEquals(3, lines.size(), lines.toString());
            assertEquals("blocked", Json.parseObject(lines.get(0)).at("/data/status").asText());
            assertEquals("delete", Json.parseObject(lines.get(1)).path("operation").asText());
            var end = Json.parseObject(lines.getLast());
            assertEquals(2, end.path("entities").asInt());
            assertEquals(1, end.path("deletions").asInt());
            assertEquals(
                    0,
                    Json.parseObject(
                                    station.get(
                                                    "/api/sync/pull?cursor="
                                                            + end.path("nextCursor").asText())
                                            .body())
                            .path("changes")
                            .size());
        }

        @Test
        void since_the_beginning_it_is_everything() throws Exception {
            pushLot(1);

            assertEquals(things(station.get(PATH).body()), things(post("{\"lastSync\":0}").body()));
        }

        private static Set<JsonNode> things(String lines) throws Exception {
            Set<JsonNode> things = new HashSet<>();
            for (String line : lines.lines().toList()) {
                things.add(Json.parseObject(line));
            }
            return things;
        }

        @Test
        void it_leaves_what_can_be_gone_on_with() throws Exception {
            String etag = header(packed(station, PATH), "ETag");

            var answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(hub.url() + PATH))
                                    .header("Authorization", station.bearer())
                                    .header("Accept", "application/gzip")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertTrue(unpacked(answer.body()).contains("\"end\":true"));
            assertEquals("", header(answer, "ETag"));
            assertEquals("", header(answer, "Accept-Ranges"));
            assertEquals(206, rest(station, PATH, etag).statusCode());
        }

        @Test
        void it_is_refused_as_the_other_one() throws Exception {
            assertProblem(403, "OTHER_LAB", post("{\"labId\":\"lab-2\"}"));
            assertProblem(400, "MALFORMED", post("{\"entityTypes\":[\"cats\"]}"));
            assertProblem(400, "MALFORMED", post("{\"lastSync\":-1}"));
            assertProblem(400, "MALFORMED", post("[]"));
            assertProblem(400, "MALFORMED", post("no JSON"));
            assertProblem(413, "TOO_LARGE", post("{\"labId\":\"" + "x".repeat(5_000) + "\"}"));
            assertProblem(401, "NO_TOKEN", hub.post(PATH, "{}"));
        }

        @Test
        void packed_it_is_refused_as_the_contract_says() throws Exception {
            var answer =
                    hub.post(
                            PATH,
                            "{}",
                            "Authorization",
                            station.bearer(),
                            "Content-Encoding",
                            "gzip");

            assertProblem(415, "UNKNOWN_ENCODING", answer);
            assertEquals(
                    Optional.empty(), Contract.SERVED.ofAnswer("POST " + PATH, 415, answer.body()));
        }

        private void purge() throws Exception {
            String head =
                    Json.parseObject(station.get("/api/sync/pull?limit=1000").body())
                            .path("nextCursor")
                            .asText();
            hub.clock.advance(Duration.ofDays(200));
            try (Administration administration = hub.administration()) {
                administration.purge();
                station.get("/api/sync/pull?cursor=" + head);
                administration.purge();
            }
        }

        @Test
        void what_is_purged_cannot_be_told() throws Exception {
            pushLot(1);
            purge();

            assertProblem(410, "CURSOR_TOO_OLD", post("{\"lastSync\":1}"));
            assertEquals(200, post("{}").statusCode());
        }

        /// What is asked and what is told are of one moment: whoever purges in between is before or behind both.
        @Test
        void what_is_purged_just_before_it_is_read_is_not_taken_for_whole() throws Exception {
            pushLot(1);
            purge();
            List<JsonNode> lines = new ArrayList<>();

            try (HubDatabase database = HubDatabase.open(new DataDirectory(hub.data))) {
                var gone =
                        new Download(database, hub.clock)
                                .send(
                                        RunningHub.LAB,
                                        EnumSet.allOf(EntityType.class),
                                        OptionalLong.of(1),
                                        lines::add);

                assertEquals("CURSOR_TOO_OLD", gone.orElseThrow().code());
            }
            assertEquals(List.of(), lines);
        }
    }
}
