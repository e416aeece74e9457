package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-12")
class PullTest {

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

    private void push(int from, int count) throws Exception {
        ObjectNode[] lots = new ObjectNode[count];
        for (int number = 0; number < count; number++) {
            String temp =
                    String.format(Locale.ROOT, "temp_17305344%05d_aaaaaa_lots", from + number);
            lots[number] = lot(temp, salt, "L-" + (from + number));
        }
        JsonNode answer = station.push(request(lots));
        assertTrue(answer.path("success").asBoolean(), answer.toString());
    }

    private ObjectNode page(String query) throws Exception {
        var answer = station.get("/api/sync/pull?" + query);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.parseObject(answer.body());
    }

    @Nested
    class By_cursor {

        @Test
        void pages_bring_every_change_once_and_in_order() throws Exception {
            push(0, 25);
            List<Long> seen = new ArrayList<>();
            String cursor = "";
            boolean more = true;
            while (more) {
                ObjectNode page = page("limit=7&cursor=" + cursor);
                page.path("changes").forEach(change -> seen.add(change.path("feedSeq").asLong()));
                cursor = page.path("nextCursor").asText();
                more = page.path("hasMore").asBoolean();
            }

            List<Long> sorted = seen.stream().sorted().distinct().toList();
            assertEquals(sorted, seen);
            assertEquals(page("").path("headSeq").asLong(), seen.getLast());
            assertEquals(0, page("cursor=" + cursor).path("changes").size());
        }

        @Test
        void a_station_goes_on_where_its_download_ended() throws Exception {
            String cursor = station.download().getLast().path("nextCursor").asText();
            push(0, 2);
            push(0, 0);

            ObjectNode page = page("cursor=" + cursor);

            assertEquals(2, page.path("changes").size());
            JsonNode change = page.path("changes").path(0);
            assertEquals("create", change.path("operation").asText());
            assertEquals("L-0", change.at("/data/lotNumber").asText());
            assertEquals(change.path("id"), change.at("/data/id"));
            assertTrue(change.has("originOperation"));
        }

        @Test
        void places_that_cannot_be_followed_are_gone() throws Exception {
            String epoch = station.enrolment.feedEpoch();
            for (String place : List.of("other.1", epoch + ".99999")) {
                var gone = station.get("/api/sync/pull?cursor=" + place);
                assertProblem(410, place.startsWith("other") ? "OTHER_FEED" : "CURSOR_AHEAD", gone);
                // Of such a feed nothing says what is still here: everything comes again.
                assertEquals(0, Json.parseObject(gone.body()).path("restoredAt").asInt(-1));
            }
            assertProblem(400, "MALFORMED", station.get("/api/sync/pull?cursor=7"));
            assertProblem(400, "MALFORMED", station.get("/api/sync/pull?limit=0"));
            assertProblem(400, "MALFORMED", station.get("/api/sync/pull?entityTypes=robots"));
            assertProblem(403, "OTHER_LAB", station.get("/api/sync/pull?labId=lab-9"));
            assertProblem(401, "NO_TOKEN", hub.get("/api/sync/pull"));
        }

        @Test
        void below_the_purge_fence_a_fresh_download_is_needed() throws Exception {
            push(0, 3);
            String old = page("limit=1").path("nextCursor").asText();
            String head = page("limit=1000").path("nextCursor").asText();
            hub.clock.advance(java.time.Duration.ofDays(200));
            try (Administration administration = hub.administration()) {
                assertEquals(0, administration.purge(), "a station has not read so far");
                page("cursor=" + head);
                assertTrue(administration.purge() > 0);
                assertTrue(administration.verify().isIntact());
            }

            assertProblem(410, "CURSOR_TOO_OLD", station.get("/api/sync/pull?cursor=" + old));
            assertProblem(410, "CURSOR_TOO_OLD", station.get("/api/sync/pull"));
            assertProblem(410, "CURSOR_TOO_OLD", station.get("/api/sync/pull?lastSyncTimestamp=1"));
            assertEquals(0, page("cursor=" + head).path("changes").size());
            assertEquals(3, lotsIn(station.download()));
            push(10, 1);
            assertEquals(1, page("cursor=" + head).path("changes").size());
        }
    }

    @Nested
    class By_time {

        @Test
        void pages_have_a_hundred_of_a_type_and_skip_none() throws Exception {
            push(0, 230);
            String lot = station.pulled("lots").getFirst().path("id").asText();
            station.push(request(update("lots", lot, 1, Json.object().put("status", "released"))));
            List<String> seen = new ArrayList<>();
            long timestamp = 0;
            boolean more = true;
            int pages = 0;
            while (more) {
                ObjectNode page =
                        page("entityTypes=lots,users,labs&lastSyncTimestamp=" + timestamp);
                assertTrue(page.path("changes").size() <= 300);
                page.path("changes").forEach(change -> seen.add(change.path("feedSeq").asText()));
                timestamp = page.path("nextTimestamp").asLong();
                more = page.path("hasMore").asBoolean();
                pages++;
            }

            assertEquals(3, pages);
            assertEquals(seen.stream().distinct().count(), seen.size());
            assertEquals(station.pulled("lots").size(), 231);
            assertEquals(231 + 4 + 1, seen.size());
        }
    }

    @Nested
    @Tag("SYN-3")
    class A_download {

        @Test
        void has_what_was_pushed_and_what_was_deleted() throws Exception {
            push(0, 3);
            String lot = station.pulled("lots").getFirst().path("id").asText();
            station.push(request(Operations.delete("lots", lot, 1)));

            List<ObjectNode> lines = station.download();

            assertEquals(3, lotsIn(lines));
            assertEquals(1, lines.getLast().path("deletions").asInt());
            assertEquals(lines.size() - 1, lines.getLast().path("entities").asInt());
            assertEquals(
                    "delete",
                    lines.stream()
                            .filter(line -> line.path("id").asText().equals(lot))
                            .filter(line -> line.path("entityType").asText().equals("lots"))
                            .findFirst()
                            .orElseThrow()
                            .path("operation")
                            .asText());
        }
    }

    private static long lotsIn(List<ObjectNode> lines) {
        return lines.stream()
                .filter(line -> line.path("entityType").asText().equals("lots"))
                .count();
    }
}
