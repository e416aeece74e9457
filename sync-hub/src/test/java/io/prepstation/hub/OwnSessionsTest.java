package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.Json;
import io.prepstation.model.sync.OwnSession;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What a station that lost its file gets back, and who gets nothing. All sessions here are of one station and its key.
@Tag("STO-10")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSessionsTest {

    private RunningHub hub;
    private TestStation station;
    private WeighedSession session;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        assertEquals(200, station.upload(session.bundle().text()).statusCode());
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private static List<String> ids(TestStation asker) throws Exception {
        return page(asker, 0).sessions().stream().map(OwnSession.Entry::sessionId).toList();
    }

    private static OwnSession.Page page(TestStation asker, long after) throws Exception {
        var answer = asker.get("/api/sync/sessions?after=" + after);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.read(Json.parseObject(answer.body()), OwnSession.Page.class);
    }

    private int asks(TestStation asker) throws Exception {
        return asker.get("/api/sync/sessions/" + session.record().id()).statusCode();
    }

    private Optional<String> follow(TestStation follower, TestStation former) throws Exception {
        try (Administration administration = hub.administration()) {
            return administration
                    .stations()
                    .follow(follower.enrolment.stationId(), former.enrolment.stationId(), "hub");
        }
    }

    private void revoke(TestStation revoked) throws Exception {
        try (Administration administration = hub.administration()) {
            administration.stations().revoke(revoked.enrolment.stationId(), "hub");
        }
    }

    @Test
    void the_upload_comes_back_letter_for_letter_with_its_receipt() throws Exception {
        var answer = station.get("/api/sync/sessions/" + session.record().id());

        OwnSession back = Json.read(Json.parseObject(answer.body()), OwnSession.class);
        assertEquals(session.bundle().text(), back.text());
        assertEquals(session.bundle().contentHash(), back.contentHash());
        assertTrue(back.receipt().verifies(station.enrolment.hubPublicKey()));
        assertEquals(station.enrolment.stationId(), back.stationId());
        assertEquals(TestStation.rawKey(), back.stationKey());
    }

    @Test
    void a_page_ends_where_the_next_begins() throws Exception {
        OwnSession.Page page = page(station, 0);

        assertEquals(page.sessions().getLast().feedSeq(), page.next());
        assertEquals(
                new OwnSession.Page(List.of(), page.next(), false), page(station, page.next()));
        assertEquals(400, station.get("/api/sync/sessions?after=x").statusCode());
    }

    @Test
    void another_enrolment_with_the_same_key_has_them_too() throws Exception {
        assertTrue(ids(TestStation.enrolledAt(hub)).contains(session.record().id()));
    }

    @Test
    void another_station_of_the_lab_or_one_without_a_key_has_none() throws Exception {
        TestStation other = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-2");
        TestStation keyless = TestStation.withoutKey(hub);

        assertEquals(List.of(), ids(other));
        assertEquals(404, asks(other));
        assertEquals(List.of(), ids(keyless));
        assertEquals(404, asks(keyless));
    }

    @Test
    void who_follows_a_revoked_station_has_its_sessions_and_nobody_else() throws Exception {
        KeyPair key = TestStation.newKey();
        TestStation former = TestStation.enrolledAt(hub, key);
        WeighedSession lost =
                WeighedSession.of(former, "PRM00936", hub.clock.instant()).withKey(key);
        assertEquals(200, former.upload(lost.bundle().text()).statusCode());
        TestStation first = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-4");
        TestStation second = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-5");
        assertTrue(follow(first, former).orElseThrow().contains("not revoked"));
        revoke(former);
        assertEquals(List.of(), ids(first));

        assertEquals(Optional.empty(), follow(first, former));

        assertEquals(List.of(lost.record().id()), ids(first));
        assertEquals(List.of(), ids(second));
        assertTrue(follow(second, former).orElseThrow().contains("follows it already"));
        assertTrue(follow(first, second).orElseThrow().contains("not revoked"));
        revoke(second);
        assertTrue(follow(first, second).orElseThrow().contains("another one already"));
        assertTrue(follow(second, first).orElseThrow().contains("revoked"));
    }
}
