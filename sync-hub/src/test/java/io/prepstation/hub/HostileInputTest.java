package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.operation;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.dashboard.Page;
import io.prepstation.hub.people.NewUser;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an attacker or a broken station sends: each gets the right status, and the hub goes on as if nothing had been. All
/// of it comes from an enrolled station or a person who is signed in, because strangers do not get that far.
@Tag("OPS-7")
class HostileInputTest {

    /// Every operation that takes a body, with one it could take.
    private static final Map<String, String> BODIES =
            Map.of(
                    "/api/attachments",
                            "{\"sha256\":\""
                                    + "0".repeat(64)
                                    + "\",\"mediaType\":\"image/png\",\"size\":1}",
                    "/api/stations/enrol", "{\"code\":\"0000-0000\",\"name\":\"b\"}",
                    "/api/stations/report",
                            "{\"clock\":1,\"program\":\"p\",\"waiting\":1,\"stuck\":1,\"devices\":[]}",
                    "/api/people/login", "{\"badge\":\"b\",\"pin\":\"123456\"}",
                    "/api/people/pin", "{\"badge\":\"b\",\"pin\":\"123456\",\"newPin\":\"654321\"}",
                    "/api/sync/download", "{\"entityTypes\":[\"lots\"]}",
                    "/api/sync/push", "{\"operations\":[]}",
                    "/api/sync/upload", "{}",
                    "/api/sync/resolve-conflict",
                            "{\"conflictId\":\"x\",\"baseVersion\":1,\"userId\":\"sam\","
                                    + "\"resolution\":{\"type\":\"merge\"}}",
                    "/api/sync/undo-resolution",
                            "{\"conflictId\":\"x\",\"baseVersion\":1,\"userId\":\"sam\"}");

    /// A question this short comes as it is.
    private static final String UNPACKED = "/api/sync/download";

    private static final int LARGEST = 4 * 1024 * 1024;

    @TempDir static Path directory;

    private static RunningHub hub;
    private static TestStation station;
    private static String salt;

    @BeforeAll
    static void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        FormulaFiles.importCsv(hub, FormulaFiles.SALT, java.util.Optional.of(RunningHub.MANAGER));
        station = TestStation.enrolledAt(hub);
        salt = station.ingredients().values().iterator().next().id();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /// Over a connection of its own: the hub may close one that it heard such things on.
    private static HttpResponse<String> send(String path, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(hub.url() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", station.bearer())
                        .POST(BodyPublishers.ofByteArray(body));
        try (HttpClient alone = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    alone.send(
                            (headers.length == 0 ? request : request.headers(headers)).build(),
                            BodyHandlers.ofString());
            Answers.assertAsInTheContract(answer);
            return answer;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain, int times) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < times; i++) {
                gzip.write(plain);
            }
        }
        return packed.toByteArray();
    }

    private static void assertGoesOn() throws Exception {
        assertEquals(200, station.get("/api/sync/pull").statusCode());
    }

    @Nested
    class A_body {

        @Test
        void that_is_too_long_is_refused_as_such() throws Exception {
            for (String path : BODIES.keySet()) {
                assertProblem(413, "TOO_LARGE", send(path, new byte[LARGEST + 1]));
            }
            assertGoesOn();
        }

        @Test
        void that_becomes_too_long_when_it_is_unpacked_is_refused_as_such() throws Exception {
            byte[] bomb = gzip(new byte[1024 * 1024], 64);
            assertTrue(bomb.length < 100_000, "a bomb is small");
            for (String path : BODIES.keySet()) {
                HttpResponse<String> answer = send(path, bomb, "Content-Encoding", "gzip");
                assertProblem(413, "TOO_LARGE", answer);
            }
            assertGoesOn();
        }

        @Test
        void that_is_nested_deeply_or_is_no_json_is_not_understood() throws Exception {
            String deep = "{\"a\":" + "[".repeat(1500) + "]".repeat(1500) + "}";
            for (String body :
                    List.of(deep, "[".repeat(3000), "{", "nul", "", "\u0000", "{}{}", "[]", "1")) {
                for (String path : BODIES.keySet()) {
                    assertEquals(400, send(path, bytes(body)).statusCode(), path + " " + body);
                }
            }
            assertGoesOn();
        }

        @Test
        void that_says_it_is_packed_and_is_not_is_not_understood() throws Exception {
            for (String path : BODIES.keySet()) {
                int refused = path.equals(UNPACKED) ? 415 : 400;
                byte[] cut = java.util.Arrays.copyOf(gzip(bytes("{}"), 1), 12);
                assertEquals(
                        refused, send(path, cut, "Content-Encoding", "gzip").statusCode(), path);
                assertEquals(
                        refused,
                        send(path, bytes("{}"), "Content-Encoding", "gzip").statusCode(),
                        path);
                assertEquals(
                        415,
                        send(path, bytes("{}"), "Content-Encoding", "zstd").statusCode(),
                        path);
            }
        }

        @Test
        void with_a_member_of_the_wrong_type_is_not_understood() throws Exception {
            for (Map.Entry<String, String> good : BODIES.entrySet()) {
                ObjectNode body = Json.parseObject(good.getValue());
                for (String member : body.propertyStream().map(Map.Entry::getKey).toList()) {
                    for (String wrong : List.of("[1]", "{\"a\":1}")) {
                        ObjectNode bad = body.deepCopy();
                        bad.set(member, Json.parseObject("{\"x\":" + wrong + "}").get("x"));
                        assertClientsFault(send(good.getKey(), bytes(bad.toString())), bad);
                    }
                }
            }
            assertGoesOn();
        }

        private static void assertClientsFault(HttpResponse<String> answer, JsonNode sent) {
            boolean refused = answer.statusCode() >= 400 && answer.statusCode() < 500;
            assertTrue(refused, sent + " got " + answer.statusCode() + " " + answer.body());
        }
    }

    @Nested
    class A_text {

        private static final List<String> TEXTS =
                List.of(
                        "'; DROP TABLE sessions; --",
                        "x' OR '1'='1",
                        "<script>alert(1)</script>",
                        "\"><img src=x onerror=alert(1)>",
                        "javascript:alert(1)",
                        "${7*7}{{7*7}}%s%n",
                        "=HYPERLINK(\"http://evil\")",
                        "\u0000\u0001\u001b[31m",
                        "\ud800 alone",
                        "\u202eesrever\u2066",
                        "../../etc/passwd",
                        "x".repeat(100_000));

        @Test
        void is_a_text_and_nothing_else_in_store_pages_and_files() throws Exception {
            int number = 0;
            for (String text : TEXTS) {
                number++;
                ObjectNode request =
                        request(
                                lot("temp_17305344%05d_aaaaaa_lots".formatted(number), salt, text),
                                operation(
                                        "create",
                                        "containers",
                                        "temp_17305344%05d_bbbbbb_containers".formatted(number),
                                        Json.object().put("code", text).put("status", "clean")),
                                operation(
                                        "create",
                                        "ingredients",
                                        "temp_17305344%05d_cccccc_ingredients".formatted(number),
                                        Json.object().put("code", text).put("name", text)));
                HttpResponse<String> answer = send("/api/sync/push", bytes(request.toString()));
                assertEquals(200, answer.statusCode(), text);
            }
            try (Administration administration = hub.administration()) {
                for (String text : TEXTS.subList(0, 7)) {
                    administration.users().add(user("eve" + number++, text));
                }
            }
            assertPagesShowTexts();
            assertGoesOn();
        }

        private static NewUser user(String id, String name) {
            return new NewUser(
                    id, name, Set.of(Role.OPERATOR), Set.of(RunningHub.LAB), "badge of " + id);
        }

        private static void assertPagesShowTexts() throws Exception {
            String password;
            try (Administration administration = hub.administration()) {
                administration
                        .users()
                        .add(
                                new NewUser(
                                        "root",
                                        "<b>Root</b>",
                                        Set.of(Role.ADMINISTRATOR, Role.LAB_MANAGER),
                                        Set.of(RunningHub.LAB),
                                        null));
                password =
                        administration.webSessions().oneTimePassword("root", "hub").orElseThrow();
            }
            try (Browser browser = new Browser(hub.url()).signedIn("root", password)) {
                for (Page page : Page.values()) {
                    if (page.verb() == Page.Verb.GET && page != Page.EVENTS) {
                        String body =
                                browser.get(page.path().replace(":id", "%3Cscript%3E")).body();
                        for (String raw : List.of("<script>alert", "<img src=x", "<b>Root")) {
                            assertFalse(body.contains(raw), page + " shows " + raw);
                        }
                    }
                }
                assertEquals(
                        200, browser.get("/ui/sessions?text=%27%3B%20DROP%20TABLE").statusCode());
                String large = FormulaFiles.SALT + "# ".repeat(100_000);
                assertEquals(
                        200,
                        browser.post("/ui/formulas", "lab", RunningHub.LAB, "csv", large)
                                .statusCode());
                assertEquals(
                        413, browser.post("/ui/formulas", "csv", "x".repeat(600_000)).statusCode());
            }
        }

        @Test
        void in_an_address_or_header_is_no_way_around() throws Exception {
            for (String path :
                    List.of(
                            "/api/sessions/%27%20OR%201=1--",
                            "/api/sessions/..%2f..%2fhub.db",
                            "/api/sync/pull?cursor=%00",
                            "/api/sync/pull?limit=99999999999",
                            "/api/sync/pull?lastSyncTimestamp=-1",
                            "/api/sync/download?entityTypes=lots%27--",
                            "/api/audit/heads?after=%27",
                            "/api/sync/conflicts?status=%3Cscript%3E")) {
                int status = station.get(path).statusCode();
                assertTrue(status == 400 || status == 404 || status == 410, path + ": " + status);
            }
            assertEquals(431, hub.get("/ui/login", "X-Long", "a".repeat(20_000)).statusCode());
        }
    }

    @Nested
    class A_stranger {

        private Socket socket;

        @BeforeEach
        void connect() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(hub.url()).getPort());
            socket.setSoTimeout(60_000);
        }

        @AfterEach
        void leave() throws IOException {
            socket.close();
        }

        private void say(String path, String authorization, byte[] body) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(
                    bytes(
                            "POST %s HTTP/1.1\r\nHost: hub\r\n%sContent-Length: %d\r\n\r\n"
                                    .formatted(path, authorization, body.length)));
            out.write(body);
        }

        private String heard() throws IOException {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("hung up after " + head);
                }
                head.append((char) next);
            }
            Matcher length = Pattern.compile("content-length: (\\d+)").matcher(head);
            if (length.find()) {
                in.readNBytes(Integer.parseInt(length.group(1)));
            }
            return head.substring(9, 12);
        }

        /// The answer is heard though nobody reads what he sends, and the line is as good as before.
        @Test
        void is_answered_before_his_body_was_read_and_may_ask_again() throws Exception {
            byte[] body = new byte[LARGEST];
            say("/api/sync/push", "Authorization: Bearer wrong\r\n", body);
            assertEquals("401", heard());
            say("/api/sync/upload", "", body);
            assertEquals("401", heard());
            say("/ui/formulas", "Content-Type: application/x-www-form-urlencoded\r\n", body);
            assertEquals("303", heard());
        }

        @Test
        void who_never_stops_is_hung_up_on() throws Exception {
            OutputStream out = socket.getOutputStream();
            out.write(
                    bytes(
                            "POST /api/sync/push HTTP/1.1\r\nHost: hub\r\nContent-Length: 999999999\r\n\r\n"));
            byte[] piece = new byte[64 * 1024];
            assertThrows(
                    IOException.class,
                    () -> {
                        for (int i = 0; i < 10_000; i++) {
                            out.write(piece);
                        }
                    });
        }

        @Test
        void cannot_send_a_form_of_any_length_to_the_sign_in_page() throws Exception {
            say("/ui/login", "", new byte[16 * 1024 + 1]);
            assertEquals("413", heard());
        }
    }

    @Nested
    class Slow_clients {

        private static final int MANY = 300;

        private static final int MOST_REQUESTS = 12;
        private static final int MOST_LIVE = 8;
        private static final String FEED = "/api/sync/pull";
        private static final Duration PATIENCE = Duration.ofSeconds(60);

        private final List<Socket> slow = new ArrayList<>();
        private final TestStation rogue = enrolled();

        private static TestStation enrolled() {
            try {
                return TestStation.enrolledAt(hub);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @AfterEach
        void hangUp() throws IOException {
            for (Socket socket : slow) {
                socket.close();
            }
        }

        private void say(String text) throws IOException {
            int port = URI.create(hub.url()).getPort();
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            slow.add(socket);
            socket.getOutputStream().write(bytes(text));
        }

        /// Each holds a connection with half a request; nobody else notices.
        @Test
        void keep_nobody_else_waiting() throws Exception {
            for (int i = 0; i < MANY; i++) {
                say(half(i));
            }
            String before = station.get("/api/sync/pull").body();
            String number = "S-1";
            station.push(request(lot("temp_1730534499999_dddddd_lots", salt, number)));
            assertNotEquals(before, station.get("/api/sync/pull").body());
        }

        /// Each such request may hold 4 MiB of the hub: a station has only so many, whatever it claims.
        @Test
        void of_one_station_are_so_many_and_no_more() throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            HttpResponse<String> answer = rogue.get(FEED);
            int held = 0;
            while (answer.statusCode() == 200 && System.nanoTime() < end) {
                say(half(2));
                held++;
                // Meanwhile it arrives: one that comes while the feed is asked for is itself too
                // many.
                assertGoesOn();
                answer = rogue.get(FEED);
            }
            assertProblem(429, "TOO_MANY_AT_ONCE", answer);
            assertEquals("1", answer.headers().firstValue("Retry-After").orElse("none"));
            Answers.assertAsInTheContract(answer);
            assertTrue(held >= MOST_REQUESTS, held + " were enough");
            assertGoesOn();
            hangUp();
            while (answer.statusCode() != 200 && System.nanoTime() < end) {
                answer = rogue.get(FEED);
            }
            assertEquals(200, answer.statusCode());
        }

        /// Whoever is gone before his token was looked up holds nothing.
        @Test
        void who_hang_up_at_once_hold_nothing() throws Exception {
            for (int i = 0; i < 20 * MOST_REQUESTS; i++) {
                say(half(2));
                slow.removeLast().close();
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            int in = 0;
            while (in < MOST_REQUESTS && System.nanoTime() < end) {
                in = rogue.get(FEED).statusCode() == 200 ? in + 1 : 0;
            }
            assertEquals(MOST_REQUESTS, in);
        }

        @Test
        void have_so_many_live_connections_and_no_more_and_may_still_ask() throws Exception {
            List<LiveLine> lines = new ArrayList<>();
            String cursor =
                    Json.parseObject(rogue.get("/api/sync/pull").body())
                            .path("nextCursor")
                            .asText();
            try {
                for (int i = 0; i < MOST_LIVE; i++) {
                    LiveLine line = LiveLine.open(hub, rogue, cursor);
                    lines.add(line);
                    assertEquals("hello", line.next().path("type").asText());
                }
                assertEquals("status 429", LiveLine.refusal(hub, rogue.bearer()));
                assertEquals(200, rogue.get("/api/sync/pull").statusCode());
            } finally {
                lines.forEach(LiveLine::close);
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            String refusal = LiveLine.refusal(hub, rogue.bearer());
            while (refusal != null && System.nanoTime() < end) {
                refusal = LiveLine.refusal(hub, rogue.bearer());
            }
            assertNull(refusal, "those that ended count no more");
        }

        private String half(int number) {
            String head = "POST /api/sync/push HTTP/1.1\r\nHost: hub\r\n";
            return switch (number % 3) {
                case 0 -> "POST /api/sy";
                case 1 -> head + "Authorization: " + rogue.bearer() + "\r\n";
                default ->
                        head
                                + "Authorization: "
                                + rogue.bearer()
                                + "\r\nContent-Length: 1000\r\n\r\n{\"operations\":";
            };
        }
    }
}
