package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.store.Lab;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionStatus;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a station says of a session when it begins, and what the hub makes of it.
@Tag("SYN-3")
class AnnouncementTest {

    private static final String RUNS = "<span class=\"chip\">running</span>";

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private WeighedSession session;
    private Browser browser;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        browser = signedIn("mia");
    }

    @AfterEach
    void stop() {
        browser.close();
        hub.close();
    }

    private Browser signedIn(String user) throws Exception {
        try (Administration administration = hub.administration()) {
            String oneTime =
                    administration.webSessions().oneTimePassword(user, "hub").orElseThrow();
            return new Browser(hub.url()).signedIn(user, oneTime);
        }
    }

    private ObjectNode announcement() {
        var begun = session.record().session();
        return Operations.operation(
                "create",
                "sessions",
                session.id(),
                Json.object()
                        .put("formulaId", begun.formulaId())
                        .put("operator", begun.operator())
                        .put("startedAt", begun.startedAt().toEpochMilli())
                        .put("labId", RunningHub.LAB)
                        .put("stationId", station.enrolment.stationId()));
    }

    private ObjectNode saying(String field, String value) {
        ObjectNode other = announcement();
        ((ObjectNode) other.path("data")).put(field, value);
        return other;
    }

    private JsonNode only(ObjectNode operation) throws Exception {
        return station.push(Operations.request(operation)).path("results").path(0);
    }

    private void announced() throws Exception {
        assertEquals("applied", only(announcement()).path("status").asText());
    }

    private String refusal(ObjectNode operation) throws Exception {
        JsonNode result = only(operation);
        return result.path("code").asText() + " " + result.path("field").asText();
    }

    private String list() throws Exception {
        return browser.get("/ui/sessions").body();
    }

    private boolean isShown() throws Exception {
        return list().contains(RUNS);
    }

    @Nested
    @Tag("OPS-7")
    class Until_its_bundle_is_here {

        @Test
        void it_is_shown_with_station_operator_formula_and_since_when() throws Exception {
            assertFalse(isShown());
            announced();

            String row = list().replaceAll("(?s).*<tbody[^>]*>(.*?)</tr>.*", "$1");
            for (String part :
                    new String[] {
                        "2026-11-20 10:00",
                        "<strong>PRM00936</strong>",
                        RUNS,
                        "<td>Anna Ek</td>",
                        "<td>bench-1</td>"
                    }) {
                assertTrue(row.contains(part), part + " is not in " + row);
            }
        }

        @Test
        void it_is_no_session_and_in_no_feed() throws Exception {
            String head = Json.parseObject(pull().body()).path("headSeq").asText();
            announced();

            assertEquals(head, Json.parseObject(pull().body()).path("headSeq").asText());
            assertEquals(
                    0,
                    Json.parseObject(station.get("/api/sessions").body()).path("sessions").size());
            assertEquals(404, station.get("/api/sessions/" + session.id()).statusCode());
            assertFalse(browser.get("/ui/sessions.csv").body().contains(session.id()));
            assertFalse(browser.get("/ui/sessions?text=Anna").body().contains(RUNS));
        }

        private java.net.http.HttpResponse<String> pull() throws Exception {
            return station.get("/api/sync/pull");
        }

        @Test
        void it_is_not_seen_from_another_lab() throws Exception {
            try (Administration administration = hub.administration()) {
                administration
                        .labs()
                        .add(new Lab("lab-2", "acme", "Laboratory 2", ZoneOffset.UTC, true), "hub");
                administration
                        .users()
                        .add(
                                new NewUser(
                                        "leo",
                                        "Leo Dahl",
                                        Set.of(Role.LAB_MANAGER),
                                        Set.of("lab-2"),
                                        null));
            }
            announced();

            try (Browser other = signedIn("leo")) {
                String shown = other.get("/ui/sessions").body();
                assertTrue(shown.contains("No session is like that."), shown);
            }
        }

        @Test
        void the_next_one_of_its_station_takes_its_place() throws Exception {
            announced();
            session = session.again();
            announced();

            assertEquals(1, list().split(RUNS, -1).length - 1);
            assertEquals(200, station.upload(session.bundle().text()).statusCode());
            assertFalse(isShown());
        }

        @Test
        void it_goes_with_a_station_that_is_turned_away() throws Exception {
            announced();
            try (Administration administration = hub.administration()) {
                administration.stations().revoke(station.enrolment.stationId(), "hub");
            }

            assertFalse(isShown());
        }
    }

    @Nested
    class When_its_bundle_is_here {

        @Test
        void it_runs_no_more() throws Exception {
            announced();
            assertEquals(200, station.upload(session.bundle().text()).statusCode());

            assertFalse(isShown());
            assertTrue(list().contains("/ui/sessions/" + session.id()));
        }

        @Test
        void it_runs_no_more_though_the_bundle_was_refused() throws Exception {
            announced();
            WeighedSession unfinished =
                    session.withSession(it -> Sessions.withStatus(it, SessionStatus.IN_PROGRESS));
            assertEquals(422, station.upload(unfinished.bundle().text()).statusCode());

            assertFalse(isShown());
        }

        @Test
        void what_is_said_after_it_is_done_and_shows_nothing() throws Exception {
            assertEquals(200, station.upload(session.bundle().text()).statusCode());
            announced();

            assertFalse(isShown());
        }
    }

    @Nested
    class Said_again {

        @Test
        void in_the_same_words_it_has_the_same_answer() throws Exception {
            ObjectNode first = announcement();

            assertEquals(only(first), only(first));
            announced();
            assertEquals(1, list().split(RUNS, -1).length - 1);
        }

        @Test
        void with_another_content_it_is_rejected() throws Exception {
            announced();

            assertEquals("EXISTS entityId", refusal(saying("operator", "sam")));
            assertEquals("Anna Ek", list().contains("Sam Lind") ? "Sam Lind" : "Anna Ek");
        }

        @Test
        void by_another_station_it_is_rejected() throws Exception {
            announced();
            TestStation other = TestStation.enrolledAt(hub);
            ObjectNode same = announcement();
            ((ObjectNode) same.path("data")).remove("stationId");

            JsonNode result = other.push(Operations.request(same)).path("results").path(0);
            assertEquals("EXISTS", result.path("code").asText());
        }

        @Test
        void as_a_change_or_a_deletion_it_is_refused() throws Exception {
            announced();

            assertEquals(
                    "NOT_WRITABLE entityType",
                    refusal(
                            Operations.update(
                                    "sessions", session.id(), 1, Json.object().put("amount", 1))));
            assertEquals(
                    "NOT_WRITABLE entityType",
                    refusal(Operations.delete("sessions", session.id(), 1)));
            assertTrue(isShown());
        }
    }

    @Nested
    @Tag("SYN-15")
    class Not_as_it_should_be {

        @Test
        void it_is_rejected_by_name_and_keeps_nothing_else_from_being_done() throws Exception {
            Map<String, ObjectNode> wrong = new TreeMap<>();
            wrong.put("OTHER_LAB labId", saying("labId", "lab-9"));
            wrong.put("OTHER_STATION stationId", saying("stationId", "other"));
            wrong.put("PARENT_MISSING formulaId", saying("formulaId", "999999"));
            wrong.put("DERIVED_MISSING formulaId", saying("formulaId", ""));
            wrong.put("NO_RIGHT operator", saying("operator", "mia"));
            wrong.put("FIELD_MISSING operator", saying("operator", null));
            wrong.put("MALFORMED startedAt", saying("startedAt", "yesterday"));
            wrong.put("MALFORMED entityId", announcement().put("entityId", "mine"));
            for (Map.Entry<String, ObjectNode> one : wrong.entrySet()) {
                assertEquals(one.getKey(), refusal(one.getValue()));
            }
            assertFalse(isShown());

            JsonNode answer =
                    station.push(Operations.request(saying("operator", "mia"), announcement()));
            assertEquals("rejected", answer.at("/results/0/status").asText());
            assertEquals("applied", answer.at("/results/1/status").asText());
            assertTrue(isShown());
        }
    }
}
