package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentUpload;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.prepstation.model.sync.UploadBundle;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Photos and the like, piece by piece to a hub and back. Each test has a content of its own.
@Tag("SYN-16")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttachmentTest {

    private RunningHub hub;
    private TestStation station;
    private WeighedSession pattern;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        pattern = WeighedSession.of(station, "PRM00936", hub.clock.instant());
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private HttpResponse<String> send(Attached attached, int from, int until) throws Exception {
        return station.put(attached.path() + "?offset=" + from, attached.part(from, until));
    }

    private byte[] fetched(Attached attached) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(hub.url() + attached.path()))
                        .header("Authorization", station.bearer())
                        .header("Accept-Encoding", "gzip")
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            assertEquals(
                    attached.type().mediaType(),
                    answer.headers().firstValue("Content-Type").orElseThrow());
            return answer.body();
        }
    }

    @Test
    void comes_back_as_it_was_sent() throws Exception {
        Attached photo = Attached.photo(700_000, 1);
        photo.stateAt(station);
        for (int from = 0; from < 700_000; from += 300_000) {
            State state = Attached.state(send(photo, from, Math.min(700_000, from + 300_000)));
            assertEquals(Math.min(700_000, from + 300_000), state.received());
            assertEquals(from == 600_000, state.complete());
        }
        assertArrayEquals(photo.bytes(), fetched(photo));
    }

    /// The body of a piece breaks off; the hub is started again; nothing that was answered is sent twice.
    @Test
    void interrupted_it_goes_on_from_what_the_hub_has() throws Exception {
        Attached photo = Attached.photo(1000, 2);
        photo.stateAt(station);
        Attached.state(send(photo, 0, 400));
        cutOff(photo, 400, 999);
        assertEquals(400, photo.stateAt(station).received());

        hub.restart();

        assertEquals(400, photo.stateAt(station).received());
        assertTrue(Attached.state(send(photo, 400, 1000)).complete());
        assertArrayEquals(photo.bytes(), fetched(photo));
    }

    /// Says that all is coming, and hangs up before the last byte.
    private void cutOff(Attached attached, int from, int until) throws Exception {
        URI uri = URI.create(hub.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort());
                OutputStream out = socket.getOutputStream()) {
            String head =
                    "PUT %s?offset=%d HTTP/1.1\r\nHost: hub\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(attached.path(), from, station.bearer(), until - from + 1);
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(attached.part(from, until));
            out.flush();
        }
    }

    @Test
    void brought_by_two_stations_it_is_there_once() throws Exception {
        Attached photo = Attached.photo(1000, 3);
        TestStation other = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-2");
        photo.stateAt(station);
        photo.stateAt(other);
        send(photo, 0, 600);
        assertEquals(600, photo.stateAt(other).received());
        State overlapping =
                Attached.state(other.put(photo.path() + "?offset=0", photo.part(0, 800)));
        assertEquals(800, overlapping.received());
        assertTrue(Attached.state(send(photo, 600, 1000)).complete());

        assertTrue(photo.stateAt(other).complete());
        assertTrue(Attached.state(other.put(photo.path() + "?offset=0", photo.bytes())).complete());
        assertArrayEquals(photo.bytes(), fetched(photo));
    }

    @Test
    void with_other_bytes_than_its_hash_nothing_is_kept() throws Exception {
        Attached photo = Attached.photo(1000, 4);
        photo.stateAt(station);
        byte[] damaged = photo.bytes().clone();
        damaged[500] ^= 1;

        assertProblem(422, "WRONG_HASH", station.put(photo.path() + "?offset=0", damaged));

        assertProblem(404, "NO_SUCH_ATTACHMENT", station.get(photo.path()));
        assertEquals(0, photo.stateAt(station).received());
        assertTrue(Attached.state(send(photo, 0, 1000)).complete());
    }

    @Test
    void a_gap_is_not_closed_by_guessing() throws Exception {
        Attached photo = Attached.photo(1000, 5);
        assertProblem(404, "NOT_ANNOUNCED", send(photo, 0, 100));
        photo.stateAt(station);
        send(photo, 0, 100);

        assertProblem(409, "OTHER_OFFSET", send(photo, 101, 1000));
        assertProblem(400, "MALFORMED", station.put(photo.path(), photo.bytes()));

        assertEquals(100, photo.stateAt(station).received());
    }

    @Test
    void more_bytes_than_announced_are_refused() throws Exception {
        Attached photo = Attached.photo(1000, 6);
        photo.stateAt(station);
        byte[] longer = new byte[1001];
        assertProblem(422, "OTHER_SIZE", station.put(photo.path() + "?offset=0", longer));
        assertProblem(413, "TOO_LARGE", station.put(photo.path() + "?offset=0", new byte[2 << 20]));
        assertProblem(
                422, "TOO_LARGE", announce(photo.sha256(), "image/jpeg", Attachment.LARGEST + 1L));
        assertProblem(422, "TOO_LARGE", announce(photo.sha256(), "image/jpeg", 0));
    }

    private HttpResponse<String> announce(String sha256, String mediaType, long size)
            throws Exception {
        var request = new AttachmentUpload.Request(sha256, mediaType, size, null, null);
        return station.post("/api/attachments", Json.write(request).toString());
    }

    @Test
    void only_what_a_lab_keeps_is_taken_and_only_if_it_is_that() throws Exception {
        byte[] program = "MZ this is no photo".getBytes(StandardCharsets.UTF_8);
        String hash = Sha256.hex(program);
        assertProblem(422, "WRONG_TYPE", announce(hash, "text/html", program.length));
        assertProblem(400, "MALFORMED", announce("../../etc/passwd", "image/png", 5));
        announce(hash, "image/png", program.length);

        assertProblem(
                422, "WRONG_TYPE", station.put("/api/attachments/" + hash + "?offset=0", program));

        assertProblem(404, "NO_SUCH_ATTACHMENT", station.get("/api/attachments/" + hash));
    }

    @Test
    void a_part_of_it_can_be_fetched() throws Exception {
        Attached text = Attached.text("0123456789");
        text.stateAt(station);
        send(text, 0, 4);
        send(text, 4, 10);

        assertEquals("0123456789", range(text, 200, "bytes=1-2,4-5"));
        assertEquals("3456", range(text, 206, "bytes=3-6"));
        assertEquals("789", range(text, 206, "bytes=7-"));
        assertEquals("89", range(text, 206, "bytes=-2"));
        assertEquals("0123456789", range(text, 206, "bytes=-99"));
        range(text, 416, "bytes=10-");
        range(text, 416, "bytes=-0");
    }

    private String range(Attached attached, int status, String range) throws Exception {
        var answer = hub.get(attached.path(), "Authorization", station.bearer(), "Range", range);
        assertEquals(status, answer.statusCode(), answer.body());
        return answer.body();
    }

    private void assertIntact() throws Exception {
        try (Administration administration = hub.administration()) {
            assertEquals(List.of(), administration.verify().faults());
        }
    }

    private UploadBundle sessionWith(Attached attached) {
        List<Attachment> named = List.of(attached.named());
        return pattern.again().attaching(named).bundleNaming(named);
    }

    @Test
    void a_session_comes_after_what_it_names() throws Exception {
        Attached photo = Attached.photo(1000, 7);
        UploadBundle session = sessionWith(photo);
        assertProblem(409, "ATTACHMENT_MISSING", station.upload(session.text()));
        photo.stateAt(station);
        send(photo, 0, 999);
        assertProblem(409, "ATTACHMENT_MISSING", station.upload(session.text()));

        send(photo, 999, 1000);

        assertEquals(200, station.upload(session.text()).statusCode());
        assertIntact();
    }

    @Test
    void a_session_names_what_its_audit_trail_says() throws Exception {
        Attached photo = Attached.photo(1000, 8);
        Attached other = Attached.photo(1000, 9);
        photo.sentBy(station);
        other.sentBy(station);
        List<Attachment> named = List.of(photo.named());

        assertProblem(
                422,
                "ATTACHMENT_NOT_VOUCHED_FOR",
                station.upload(pattern.again().bundleNaming(named).text()));
        assertProblem(
                422,
                "ATTACHMENT_NOT_NAMED",
                station.upload(pattern.again().attaching(named).bundle().text()));
        assertProblem(
                422,
                "ATTACHMENT_NOT_VOUCHED_FOR",
                station.upload(
                        pattern.again()
                                .attaching(named)
                                .bundleNaming(List.of(other.named()))
                                .text()));
        assertProblem(
                422,
                "ATTACHMENT_TWICE",
                station.upload(
                        pattern.again()
                                .attaching(named)
                                .bundleNaming(List.of(photo.named(), photo.named()))
                                .text()));
    }

    /// Of another step, made by another person or at another time: the trail that the station signed says which.
    @Test
    void a_session_says_of_it_what_its_audit_trail_says() throws Exception {
        Attached photo = Attached.photo(1000, 13);
        photo.sentBy(station);
        Attachment told = photo.named();
        for (Attachment bent :
                List.of(
                        described(told, "traces", null, told.at(), told.by()),
                        described(told, told.kind(), "step-2", told.at(), told.by()),
                        described(told, told.kind(), null, told.at() + 1, told.by()),
                        described(told, told.kind(), null, told.at(), "mia"))) {
            assertProblem(
                    422,
                    "ATTACHMENT_NOT_VOUCHED_FOR",
                    station.upload(
                            pattern.again()
                                    .attaching(List.of(told))
                                    .bundleNaming(List.of(bent))
                                    .text()));
        }
    }

    private static Attachment described(
            Attachment of, String kind, @Nullable String stepId, long at, String by) {
        return new Attachment(of.sha256(), of.mediaType(), of.size(), kind, stepId, at, by);
    }

    /// Whoever finds a lost one and loses it again leaves no session with nothing that says why it has none.
    @Test
    void what_was_lost_stays_so_until_all_of_it_is_there() throws Exception {
        Attached photo = Attached.photo(1000, 14);
        UploadBundle session = sessionWith(photo);
        String lost = Json.write(photo.lost()).toString();
        station.post("/api/attachments", lost);
        assertEquals(200, station.upload(session.text()).statusCode());

        for (int n = 0; n < 3; n++) {
            assertEquals(0, photo.stateAt(station).received());
            station.post("/api/attachments", lost);
        }
        byte[] damaged = photo.bytes().clone();
        damaged[500] ^= 1;
        assertProblem(422, "WRONG_HASH", station.put(photo.path() + "?offset=0", damaged));
        assertEquals(400, Attached.state(send(photo, 0, 400)).received());
        hub.clock.advance(Duration.ofDays(31));
        try (Administration administration = hub.administration()) {
            administration.purge();
        }

        assertEquals(400, photo.stateAt(station).received());
        assertEquals(List.of("attachment_lost"), audited(photo));
        assertIntact();
        assertTrue(Attached.state(send(photo, 400, 1000)).complete());
        assertEquals(List.of("attachment_lost", "attachment_received"), audited(photo));
        assertIntact();
    }

    /// The kinds of the events that tell of it.
    private List<String> audited(Attached attached) throws Exception {
        return events(attached).stream()
                .map(body -> body.replaceFirst(".*\"kind\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    private List<String> events(Attached attached) throws Exception {
        try (HubDatabase database = HubDatabase.open(new DataDirectory(hub.data))) {
            return database.read(tables -> {
                List<String> bodies = new ArrayList<>();
                tables.audit()
                        .each(event -> {
                            if (event.body().contains(attached.sha256())) {
                                bodies.add(event.body());
                            }
                        });
                return bodies;
            });
        }
    }

    /// The weights are worth more than a photo that burnt with a card.
    @Test
    void a_session_may_come_without_what_its_station_lost() throws Exception {
        Attached photo = Attached.photo(1000, 10);
        UploadBundle session = sessionWith(photo);
        station.post("/api/attachments", Json.write(photo.lost()).toString());

        assertEquals(200, station.upload(session.text()).statusCode());

        assertProblem(404, "NO_SUCH_ATTACHMENT", station.get(photo.path()));
        assertFalse(photo.stateAt(station).complete());
        assertTrue(Attached.state(send(photo, 0, 1000)).complete());
        assertIntact();
    }

    /// A type this hub does not keep, from a station that is newer than it.
    @Test
    void a_session_may_come_without_what_the_hub_refuses() throws Exception {
        Attached photo = Attached.photo(1000, 15);
        Attachment other =
                new Attachment(
                        photo.sha256(),
                        "image/avif",
                        Attachment.LARGEST + 1L,
                        Attachment.PHOTO,
                        null,
                        1L,
                        "anna");
        UploadBundle session =
                pattern.again().attaching(List.of(other)).bundleNaming(List.of(other));
        assertProblem(
                422,
                "WRONG_TYPE",
                station.post(
                        "/api/attachments",
                        Json.write(AttachmentUpload.Request.coming(other)).toString()));
        assertProblem(409, "ATTACHMENT_MISSING", station.upload(session.text()));

        Attached.state(
                station.post(
                        "/api/attachments",
                        Json.write(AttachmentUpload.Request.lost(other, "WRONG_TYPE: not kept"))
                                .toString()));

        assertEquals(200, station.upload(session.text()).statusCode());
        assertProblem(404, "NO_SUCH_ATTACHMENT", station.get(photo.path()));
        String told = events(photo).getLast();
        assertTrue(told.contains("WRONG_TYPE: not kept"), told);
        assertIntact();
        // What was said of it does not keep the right one away.
        photo.sentBy(station);
        assertTrue(photo.stateAt(station).complete());
        assertIntact();
    }

    @Test
    void what_was_never_sent_to_the_end_is_forgotten_after_a_month() throws Exception {
        Attached begun = Attached.photo(1000, 11);
        Attached whole = Attached.photo(1000, 12);
        begun.stateAt(station);
        send(begun, 0, 400);
        whole.sentBy(station);

        hub.clock.advance(Duration.ofDays(31));
        try (Administration administration = hub.administration()) {
            administration.purge();
        }

        assertEquals(0, begun.stateAt(station).received());
        assertTrue(whole.stateAt(station).complete());
    }
}
