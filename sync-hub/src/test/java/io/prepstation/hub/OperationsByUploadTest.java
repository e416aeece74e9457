package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.TEMP_CONTAINER;
import static io.prepstation.hub.Operations.TEMP_LOT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operations that come by `POST /api/sync/upload` are a push.
@Tag("SYN-3")
class OperationsByUploadTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private ObjectNode request;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        request =
                Operations.request(
                        Operations.container(TEMP_CONTAINER, TEMP_LOT, "C-1"),
                        Operations.lot(TEMP_LOT, salt(), "A-1"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String salt() throws Exception {
        return station.ingredients().keySet().iterator().next();
    }

    private HttpResponse<String> pushed(ObjectNode body) throws Exception {
        return station.post("/api/sync/push", body.toString());
    }

    @Test
    @Tag("SYN-4")
    void are_done_once_whichever_way_they_come() throws Exception {
        HttpResponse<String> answer = station.upload(request.toString());

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(2, Json.parseObject(answer.body()).path("idMappings").size(), answer.body());
        assertEquals(answer.body(), pushed(request).body());
        assertEquals(answer.body(), station.upload(request.toString()).body());
        assertEquals(1, station.pulled("lots").size());
        assertEquals(1, station.pulled("containers").size());
    }

    @Test
    void may_come_from_a_station_without_a_key_and_behind_any_other_member() throws Exception {
        TestStation keyless = TestStation.withoutKey(hub);
        ObjectNode behind = Json.object().put("clientTimestamp", 1);
        behind.putObject("unknown").put("contentHash", "x");
        behind.setAll(request);

        assertEquals(200, keyless.upload(behind.toString()).statusCode());
        assertEquals(1, station.pulled("lots").size());
    }

    @Test
    void of_another_life_of_the_station_are_not_taken() throws Exception {
        assertEquals(
                200, station.upload(request.put("stationEpoch", "one").toString()).statusCode());

        assertProblem(
                409, "OTHER_EPOCH", station.upload(request.put("stationEpoch", "two").toString()));
    }

    @Test
    void of_a_newer_schema_are_put_off() throws Exception {
        ((ObjectNode) request.path("operations").path(0)).put("schema", 2);

        assertProblem(426, "NEWER_SCHEMA", station.upload(request.toString()));
        assertEquals(0, station.pulled("lots").size());
    }

    @Test
    void from_a_station_that_stands_in_another_feed_are_not_taken() throws Exception {
        HttpResponse<String> answer =
                hub.post(
                        "/api/sync/upload",
                        request.toString(),
                        "Authorization",
                        station.bearer(),
                        "Feed-Cursor",
                        "other.7");

        assertProblem(410, "OTHER_FEED", answer);
        assertEquals(0, station.pulled("lots").size());
    }

    @Test
    @Tag("OPS-7")
    void that_are_none_are_refused_as_a_push_would_be() throws Exception {
        for (String bad :
                new String[] {
                    "{\"operations\":1}",
                    "{\"operations\":[{}]}",
                    "{\"operations\":[{\"id\":7}]}",
                    "{\"operations\":[",
                    "{\"operations\":[],\"operations\":[]}",
                    "{\"operations\":[],\"stationEpoch\":\"%\"}",
                    "{\"operations\":null}"
                }) {
            HttpResponse<String> answer = station.upload(bad);
            HttpResponse<String> push = station.post("/api/sync/push", bad);
            assertEquals(400, answer.statusCode(), bad);
            assertEquals(push.body(), answer.body(), bad);
        }
    }

    @Test
    @Tag("OPS-7")
    void that_are_too_many_are_sent_back() throws Exception {
        ArrayNode operations = (ArrayNode) request.path("operations");
        while (operations.size() <= 1000) {
            operations.add(operations.get(0));
        }
        HttpResponse<String> answer = station.upload(request.toString());

        assertEquals(pushed(request).statusCode(), answer.statusCode());
        assertEquals(pushed(request).body(), answer.body());
    }
}
