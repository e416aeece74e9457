package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.sync.OwnSessions;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.OwnSession;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
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

    private WeighedSession uploaded(TestStation by, KeyPair key) throws Exception {
        WeighedSession weighed =
                WeighedSession.of(by, "PRM00936", hub.clock.instant()).withKey(key);
        var answer = by.upload(weighed.bundle().text());
        assertEquals(200, answer.statusCode(), answer.body());
        return weighed;
    }

    private Station inDatabase(HubDatabase database, TestStation one) throws Exception {
        return database.read(tables -> tables.stations().find(one.enrolment.stationId()))
                .orElseThrow();
    }

    /// Of two enrolments in turn, so that each page has of both.
    @Test
    void page_after_page_has_each_one_once_in_the_order_of_receipt() throws Exception {
        KeyPair key = TestStation.newKey();
        TestStation before = TestStation.enrolledAt(hub, key);
        TestStation now = TestStation.enrolledAt(hub, key);
        List<String> sent = new ArrayList<>();
        for (TestStation by : List.of(before, now, before, now, before)) {
            sent.add(uploaded(by, key).id());
        }
        List<String> named = new ArrayList<>();
        List<Boolean> more = new ArrayList<>();
        try (HubDatabase database = HubDatabase.open(new DataDirectory(hub.data))) {
            OwnSessions sessions = new OwnSessions(database, 2);
            Station asker = inDatabase(database, now);
            OwnSession.Page page = sessions.page(asker, 0);
            while (true) {
                page.sessions().forEach(entry -> named.add(entry.sessionId()));
                more.add(page.hasMore());
                if (!page.hasMore()) {
                    break;
                }
                page = sessions.page(asker, page.next());
            }
        }

        assertEquals(sent, named);
        assertEquals(List.of(true, true, false), more);
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

    private Optional<String> unfollow(TestStation follower) throws Exception {
        try (Administration administration = hub.administration()) {
            return administration.stations().unfollow(follower.enrolment.stationId(), "hub");
        }
    }

    @Test
    void who_follows_has_also_what_came_under_former_enrolments_of_that_key() throws Exception {
        KeyPair key = TestStation.newKey();
        TestStation first = TestStation.enrolledAt(hub, key);
        TestStation second = TestStation.enrolledAt(hub, key);
        List<String> sent = List.of(uploaded(first, key).id(), uploaded(second, key).id());
        TestStation now = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-6");
        TestStation other = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-7");
        revoke(second);
        assertTrue(
                follow(now, second)
                        .orElseThrow()
                        .contains(first.enrolment.stationId() + ", which has the same key,"));
        revoke(first);

        assertEquals(Optional.empty(), follow(now, second));

        assertEquals(sent, ids(now));
        assertTrue(follow(other, first).orElseThrow().contains("follows it already"));
    }

    @Test
    void a_wrong_follow_is_taken_back() throws Exception {
        KeyPair key = TestStation.newKey();
        TestStation former = TestStation.enrolledAt(hub, key);
        WeighedSession lost = uploaded(former, key);
        TestStation wrong = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-8");
        TestStation right = TestStation.enrolledAt(hub, RunningHub.LAB, "bench-9");
        revoke(former);
        assertEquals(Optional.empty(), follow(wrong, former));
        String wrongId = wrong.enrolment.stationId();
        assertTrue(follow(right, former).orElseThrow().contains("stations unfollow " + wrongId));

        assertEquals(Optional.of(former.enrolment.stationId()), unfollow(wrong));

        assertEquals(List.of(), ids(wrong));
        assertEquals(Optional.empty(), unfollow(wrong));
        assertEquals(Optional.empty(), follow(right, former));
        assertEquals(List.of(lost.id()), ids(right));
        try (HubDatabase database = HubDatabase.open(new DataDirectory(hub.data))) {
            List<String> kinds = new ArrayList<>();
            for (AuditEvent event :
                    database.read(tables -> tables.audit().newest(Long.MAX_VALUE, 50))) {
                JsonNode body = Json.parseObject(event.body());
                if (body.path("details").path("stationId").asText().equals(wrongId)) {
                    kinds.add(body.path("kind").asText());
                }
            }
            assertEquals(List.of("station_unfollows", "station_follows"), kinds);
        }
    }
}
