package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-3")
class UploadTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private WeighedSession session;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Nested
    class A_finished_session {

        @Test
        void gets_a_receipt_that_verifies_and_can_be_read_back() throws Exception {
            UploadBundle bundle = session.bundle();

            var answer = station.upload(bundle.text());

            assertEquals(200, answer.statusCode(), answer.body());
            Receipt receipt = TestStation.receiptIn(answer);
            assertEquals(bundle.contentHash(), receipt.contentHash());
            assertEquals(session.id(), receipt.sessionId());
            assertTrue(receipt.verifies(station.enrolment.hubPublicKey()));
            var read = Json.parseObject(station.get("/api/sessions/" + session.id()).body());
            assertEquals(bundle.session(), read.get("session"));
            assertEquals(receipt, Json.read(read.get("receipt"), Receipt.class));
        }

        @Test
        @Tag("SYN-4")
        void sent_a_hundred_times_at_once_is_there_once_with_one_receipt() throws Exception {
            String body = session.bundle().text();
            Set<String> receipts = new HashSet<>();
            try (var threads = Executors.newFixedThreadPool(8)) {
                var answers =
                        IntStream.range(0, 100)
                                .mapToObj(_ -> threads.submit(() -> station.upload(body)))
                                .toList();
                for (var answer : answers) {
                    assertEquals(200, answer.get().statusCode(), answer.get().body());
                    receipts.add(TestStation.receiptIn(answer.get()).toString());
                }
            }

            assertEquals(1, receipts.size());
            assertEquals(1, numberOfSessions());
        }

        @Test
        @Tag("SYN-4")
        void sent_again_after_a_restart_gets_the_original_receipt() throws Exception {
            String body = session.bundle().text();
            Receipt first = TestStation.receiptIn(station.upload(body));

            hub.restart();

            var again = station.upload(body);
            assertEquals(first, TestStation.receiptIn(again));
            assertEquals(
                    "duplicate", Json.parseObject(again.body()).at("/results/0/status").asText());
        }

        @Test
        void with_another_content_is_a_conflict_that_keeps_both_and_raises_an_alarm()
                throws Exception {
            UploadBundle original = session.bundle();
            Receipt receipt = TestStation.receiptIn(station.upload(original.text()));
            UploadBundle other = session.withSession(it -> Sessions.endedLater(it, 400)).bundle();

            assertProblem(409, "OTHER_CONTENT", station.upload(other.text()));
            assertProblem(409, "OTHER_CONTENT", station.upload(other.text()));

            assertEquals(receipt, TestStation.receiptIn(station.upload(original.text())));
            try (var database = TestDatabase.of(hub)) {
                assertEquals(
                        other.text(),
                        database.text(
                                "SELECT bundle FROM refused_uploads WHERE code = 'OTHER_CONTENT'"));
                assertEquals(
                        "1",
                        database.text(
                                "SELECT count(*) FROM hub_audit WHERE body LIKE '%alarm_session_differs%'"));
            }
        }

        @Test
        @Tag("SES-3")
        void keeps_its_number_beside_the_same_one_of_another_station() throws Exception {
            TestStation other = TestStation.enrolledAt(hub);
            WeighedSession there = WeighedSession.of(other, "PRM00936", hub.clock.instant());
            assertEquals(200, station.upload(session.bundle().text()).statusCode());
            assertEquals(200, other.upload(there.bundle().text()).statusCode());

            for (WeighedSession one : List.of(session, there)) {
                var stored =
                        Json.parseObject(station.get("/api/sessions/" + one.id()).body())
                                .get("session");
                assertEquals(1, stored.path("attemptNo").asInt());
                assertEquals(one.record().context().stationId(), stored.path("stationId").asText());
            }
            assertNotEquals(
                    session.record().context().stationId(), there.record().context().stationId());
        }

        @Test
        void of_another_lab_is_not_shown() throws Exception {
            assertProblem(404, "NO_SUCH_SESSION", station.get("/api/sessions/" + session.id()));
        }

        @Test
        @Tag("SYN-14")
        void may_come_compressed() throws Exception {
            byte[] compressed = gzip(session.bundle().text().getBytes(StandardCharsets.UTF_8));

            var answer =
                    hub.post(
                            "/api/sync/upload",
                            BodyPublishers.ofByteArray(compressed),
                            "Authorization",
                            station.bearer(),
                            "Content-Encoding",
                            "gzip");

            assertEquals(200, answer.statusCode(), answer.body());
        }

        @Test
        void is_listed_in_the_order_it_was_received() throws Exception {
            WeighedSession second = WeighedSession.of(station, "PRM00101", hub.clock.instant());
            station.upload(second.bundle().text());
            String cursor =
                    Json.parseObject(station.get("/api/sessions").body())
                            .path("nextCursor")
                            .asText();
            station.upload(session.bundle().text());

            var all = Json.parseObject(station.get("/api/sessions").body());
            var rest = Json.parseObject(station.get("/api/sessions?cursor=" + cursor).body());

            assertEquals(second.id(), all.at("/sessions/0/id").asText());
            assertEquals(session.id(), all.at("/sessions/1/id").asText());
            assertEquals(1, rest.path("sessions").size());
            assertEquals(session.id(), rest.at("/sessions/0/id").asText());
            assertTrue(rest.at("/sessions/0/steps").isMissingNode());
            assertProblem(400, "MALFORMED", station.get("/api/sessions?cursor=x"));
            assertProblem(410, "OTHER_FEED", station.get("/api/sessions?cursor=other.0"));
        }
    }

    @Nested
    class Whoever_is_not_an_enrolled_station_with_a_key {

        @Test
        void gets_401_without_or_with_a_wrong_token() throws Exception {
            String body = session.bundle().text();

            assertProblem(401, "NO_TOKEN", hub.post("/api/sync/upload", body));
            assertProblem(
                    401,
                    "NO_TOKEN",
                    hub.post("/api/sync/upload", body, "Authorization", "Bearer wrong"));
            assertProblem(401, "NO_TOKEN", hub.get("/api/sync/download"));
            assertProblem(401, "NO_TOKEN", hub.get("/api/sessions"));
            assertProblem(401, "NO_TOKEN", hub.get("/api/sessions/" + session.id()));
        }

        @Test
        void gets_403_without_a_key() throws Exception {
            TestStation keyless = TestStation.withoutKey(hub);

            assertProblem(403, "NO_KEY", keyless.upload(session.bundle().text()));
            assertEquals(200, keyless.get("/api/sync/download").statusCode());
        }

        @Test
        void gets_403_for_a_session_of_another_lab_and_keeps_it() throws Exception {
            var foreign = session.withContext(it -> Contexts.ofLab(it, "lab-2")).bundle();

            assertProblem(403, "OTHER_LAB", station.upload(foreign.text()));

            try (var database = TestDatabase.of(hub)) {
                assertEquals("0", database.text("SELECT count(*) FROM refused_uploads"));
            }
        }
    }

    @Nested
    class A_body_that_is_no_upload {

        @Test
        void is_malformed_and_leaves_nothing() throws Exception {
            String good = session.bundle().text();

            assertProblem(400, "MALFORMED", station.upload(""));
            assertProblem(400, "MALFORMED", station.upload("[]"));
            assertProblem(400, "MALFORMED", station.upload("{}"));
            assertProblem(400, "MALFORMED", station.upload(good.substring(0, good.length() / 2)));
            assertProblem(400, "MALFORMED", station.upload(good + "{}"));
            assertProblem(400, "MALFORMED", station.upload(good.replace("Anna Ek", "Anna Eg")));
            assertProblem(400, "MALFORMED", station.upload("{\"session\":{},\"session\":{}}"));
            assertEquals(0, numberOfSessions());
        }

        @Test
        void with_a_null_where_a_value_must_be_is_malformed() throws Exception {
            var body = Json.parseObject(session.bundle().text());
            for (String member :
                    Set.of("operator", "labId", "stationId", "amount", "formulaCode")) {
                var bent = body.deepCopy();
                bent.withObject("/session").putNull(member);
                var answer = station.upload(bent.toString());
                assertProblem(400, "MALFORMED", answer);
                assertTrue(answer.body().contains(member), answer.body());
            }
        }

        @Test
        void nested_too_deep_is_malformed() throws Exception {
            String deep = "{\"session\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

            assertProblem(400, "MALFORMED", station.upload(deep));
        }

        @Test
        void with_a_number_beyond_all_bounds_is_malformed() throws Exception {
            String body = session.bundle().text().replaceFirst("\\{", "{\"beyond\":1e999999999,");

            assertProblem(400, "MALFORMED", station.upload(body));
        }

        @Test
        void larger_than_the_limit_is_refused_compressed_or_not() throws Exception {
            String large = "{\"session\":\"" + "a".repeat(5 * 1024 * 1024) + "\"}";

            assertProblem(413, "TOO_LARGE", station.upload(large));
            assertProblem(
                    413,
                    "TOO_LARGE",
                    hub.post(
                            "/api/sync/upload",
                            BodyPublishers.ofByteArray(gzip(new byte[64 * 1024 * 1024])),
                            "Authorization",
                            station.bearer(),
                            "Content-Encoding",
                            "gzip"));
        }

        @Test
        void cut_on_the_way_leaves_nothing_and_the_hub_goes_on() throws Exception {
            String body = session.bundle().text();
            URI url = URI.create(hub.url());
            try (Socket socket = new Socket(url.getHost(), url.getPort())) {
                String head =
                        "POST /api/sync/upload HTTP/1.1\r\nHost: hub\r\nAuthorization: "
                                + station.bearer()
                                + "\r\nContent-Length: "
                                + body.length()
                                + "\r\n\r\n";
                socket.getOutputStream()
                        .write(
                                (head + body.substring(0, body.length() - 10))
                                        .getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }

            assertEquals(0, numberOfSessions());
            assertEquals(200, station.upload(body).statusCode());
        }

        @Test
        void whose_compression_is_broken_is_refused() throws Exception {
            var answer =
                    hub.post(
                            "/api/sync/upload",
                            BodyPublishers.ofString("this is no gzip"),
                            "Authorization",
                            station.bearer(),
                            "Content-Encoding",
                            "gzip");

            assertProblem(400, "MALFORMED", answer);
        }
    }

    private int numberOfSessions() throws Exception {
        return Json.parseObject(station.get("/api/sessions").body()).path("sessions").size();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
