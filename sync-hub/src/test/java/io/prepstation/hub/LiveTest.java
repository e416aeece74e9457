package io.prepstation.hub;

import static io.prepstation.hub.Operations.TEMP_LOT;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-13")
class LiveTest {

    @TempDir Path directory;

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
    }

    private String cursor() throws Exception {
        return station.download().getLast().path("nextCursor").asText();
    }

    @Test
    void what_was_missed_comes_first_then_what_is_committed() throws Exception {
        String cursor = cursor();
        station.push(request(lot(TEMP_LOT, salt, "A-1")));
        try (LiveLine line = LiveLine.open(hub, station, cursor)) {
            assertEquals("hello", line.next().path("type").asText());
            JsonNode missed = line.next();
            assertEquals(cursor, missed.path("prevCursor").asText());
            assertEquals("A-1", missed.at("/change/data/lotNumber").asText());

            station.push(
                    request(update("lots", TEMP_LOT, 1, Json.object().put("status", "released"))));

            JsonNode fresh = line.next();
            assertEquals(missed.path("cursor"), fresh.path("prevCursor"));
            assertEquals("released", fresh.at("/change/data/status").asText());
        }
    }

    @Test
    @Tag("OPS-4")
    void ends_when_the_station_was_revoked() throws Exception {
        try (LiveLine line = LiveLine.open(hub, station, cursor())) {
            assertEquals("hello", line.next().path("type").asText());
            try (Administration administration = hub.administration()) {
                administration.stations().revoke(station.enrolment.stationId(), "hub");
            }

            assertEquals(4403, line.closed());
        }
    }

    /// Who copied the token listens no longer than it is good.
    @Test
    @Tag("OPS-4")
    void ends_when_the_station_uses_another_token() throws Exception {
        try (LiveLine line = LiveLine.open(hub, station, cursor())) {
            assertEquals("hello", line.next().path("type").asText());
            String next = station.newToken();
            assertEquals(
                    200, hub.get("/api/sync/pull", "Authorization", "Bearer " + next).statusCode());

            assertEquals(4403, line.closed());
        }
    }

    @Test
    void what_the_command_line_beside_the_hub_writes_comes_too() throws Exception {
        try (LiveLine line = LiveLine.open(hub, station, cursor())) {
            assertEquals("hello", line.next().path("type").asText());
            try (Administration administration = hub.administration()) {
                administration
                        .users()
                        .add(
                                new io.prepstation.hub.people.NewUser(
                                        "ole",
                                        "Ole Berg",
                                        java.util.Set.of(io.prepstation.model.people.Role.OPERATOR),
                                        java.util.Set.of(RunningHub.LAB),
                                        null));
            }
            assertEquals("Ole Berg", line.next().at("/change/data/name").asText());
        }
    }

    @Test
    void live_changes_survive_a_drop() throws Exception {
        String cursor = cursor();
        try (LiveLine line = LiveLine.open(hub, station, cursor)) {
            assertEquals("hello", line.next().path("type").asText());
        }
        hub.restart();
        station.push(request(lot(TEMP_LOT, salt, "A-1")));
        try (LiveLine line = LiveLine.open(hub, station, cursor)) {
            assertEquals("hello", line.next().path("type").asText());
            assertEquals("A-1", line.next().at("/change/data/lotNumber").asText());
        }
    }

    @Test
    void a_place_that_cannot_be_followed_is_reset() throws Exception {
        try (LiveLine line = LiveLine.open(hub, station, "other.1")) {
            JsonNode reset = line.next();
            assertEquals("reset", reset.path("type").asText());
            assertEquals("OTHER_FEED", reset.path("code").asText());
        }
    }

    @Test
    void a_stranger_is_turned_away() throws Exception {
        var failure = LiveLine.refusal(hub, "Bearer nobody");

        assertNotNull(failure);
        assertTrue(failure.contains("401"), failure);
        assertEquals(400, station.get("/api/sync/live").statusCode());
    }
}
