package io.prepstation.hub;

import static io.prepstation.hub.Operations.TEMP_CONTAINER;
import static io.prepstation.hub.Operations.TEMP_LOT;
import static io.prepstation.hub.Operations.container;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several hubs on one PostgreSQL.
@Tag("SYN-20")
class NodesTest {

    @TempDir Path directory;

    private String url;
    private RunningHub hub;
    private Hub other;
    private TestStation station;
    private String salt;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulasOnPostgres(directory.resolve("one"));
        url = hub.databaseUrl();
        other = hub.anotherNode(directory.resolve("two"));
        station = TestStation.enrolledAt(hub);
        salt = station.ingredients().values().iterator().next().id();
    }

    @AfterEach
    void stop() {
        other.close();
        hub.close();
    }

    private ObjectNode pushTo(String node, ObjectNode request) throws Exception {
        var answer =
                hub.postTo(
                        node + "/api/sync/push",
                        request.toString(),
                        "Authorization",
                        station.bearer());
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.parseObject(answer.body());
    }

    @Test
    void what_one_takes_the_other_knows() throws Exception {
        ObjectNode lot = request(lot(TEMP_LOT, salt, "A-1"));
        JsonNode first = pushTo(hub.url(), lot);

        assertEquals(first, pushTo(other.url(), lot));
        JsonNode box = pushTo(other.url(), request(container(TEMP_CONTAINER, TEMP_LOT, "C-1")));
        assertTrue(box.path("success").asBoolean(), box.toString());
        assertEquals(1, station.pulled("containers").size());
    }

    @Test
    void a_download_that_was_cut_at_one_begins_anew_at_the_other() throws Exception {
        String[] packed = {"Authorization", station.bearer(), "Accept", "application/gzip"};
        String etag =
                hub.get("/api/sync/download", packed).headers().firstValue("ETag").orElseThrow();
        HttpRequest rest =
                HttpRequest.newBuilder(URI.create(other.url() + "/api/sync/download"))
                        .headers(packed)
                        .headers("Range", "bytes=100-", "If-Range", etag)
                        .build();

        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.send(rest, BodyHandlers.ofByteArray());

            assertEquals(200, answer.statusCode());
            assertNotEquals(etag, answer.headers().firstValue("ETag").orElseThrow());
            assertEquals(0x1f, answer.body()[0], "from its beginning");
        }
    }

    @Test
    void a_live_connection_to_one_hears_what_the_other_takes() throws Exception {
        String cursor = station.download().getLast().path("nextCursor").asText();
        try (LiveLine line = LiveLine.open(hub, station, cursor)) {
            assertEquals("hello", line.next().path("type").asText());

            pushTo(other.url(), request(lot(TEMP_LOT, salt, "A-1")));

            assertEquals("A-1", line.next().at("/change/data/lotNumber").asText());
        }
    }

    @Test
    void the_same_operation_at_both_at_once_is_done_once() throws Exception {
        List<Callable<ObjectNode>> calls = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            String temp = String.format(Locale.ROOT, "temp_17305344%05d_aaaaaa_lots", round);
            ObjectNode request = request(lot(temp, salt, "L-" + round));
            calls.add(() -> pushTo(hub.url(), request));
            calls.add(() -> pushTo(other.url(), request));
        }
        List<ObjectNode> answers = new ArrayList<>();
        try (var callers = Executors.newFixedThreadPool(4)) {
            for (var answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        for (int round = 0; round < 10; round++) {
            assertEquals(answers.get(2 * round), answers.get(2 * round + 1));
        }
        assertEquals(10, station.pulled("lots").size());
    }

    /// Numbers of the feed are in the order of the commits: who wants one waits for whoever has taken one and not
    /// committed, so a station that pulls meanwhile can pass nothing.
    @Test
    void a_transaction_that_is_held_open_is_not_passed() throws Exception {
        String before = station.download().getLast().path("nextCursor").asText();
        try (TestTransaction held = TestTransaction.open(url)) {
            held.appendChange("held-1");
            var late =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return pushTo(other.url(), request(lot(TEMP_LOT, salt, "A-1")));
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    });
            held.awaitSomebodyWaiting();

            assertEquals(0, changesAfter(before).size());
            assertFalse(late.isDone());
            held.commit();

            late.get(60, TimeUnit.SECONDS);
            JsonNode changes = changesAfter(before);
            assertEquals(2, changes.size());
            assertEquals("held-1", changes.at("/0/id").asText());
            assertEquals("A-1", changes.at("/1/data/lotNumber").asText());
            assertEquals(changes.at("/0/feedSeq").asLong() + 1, changes.at("/1/feedSeq").asLong());
        }
    }

    private JsonNode changesAfter(String cursor) throws Exception {
        return Json.parseObject(station.get("/api/sync/pull?cursor=" + cursor).body())
                .path("changes");
    }
}
