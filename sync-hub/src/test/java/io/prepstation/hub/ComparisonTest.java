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
import io.prepstation.model.sync.ComparedContent;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-12")
@TestInstance(Lifecycle.PER_CLASS)
class ComparisonTest {

    private RunningHub hub;
    private TestStation station;
    private String salt;
    private int lots;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        salt = station.ingredients().keySet().iterator().next();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    /// Its number at the hub.
    private String newLot() throws Exception {
        lots++;
        String temporary = "temp_173053440000" + lots + "_aaaaaa_lots";
        JsonNode answer = station.push(request(lot(temporary, salt, "C-" + lots)));
        return answer.at("/results/0/realId").asText();
    }

    private void block(String lot, int version) throws Exception {
        ObjectNode data = Json.object().put("status", "blocked");
        JsonNode answer = station.push(request(update("lots", lot, version, data)));
        assertTrue(answer.path("success").asBoolean(), answer.toString());
    }

    private String head() throws Exception {
        var page = Json.parseObject(station.get("/api/sync/pull?limit=1000").body());
        return page.path("nextCursor").asText();
    }

    private HttpResponse<String> ask(String path, String cursor) throws Exception {
        return hub.get(path, "Authorization", station.bearer(), "Feed-Cursor", cursor);
    }

    private List<HashSums.OfType> sums() throws Exception {
        var answer = ask("/api/sync/sums", head());
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.read(Json.parseObject(answer.body()), HashSums.Answer.class).entityTypes();
    }

    /// What somebody who only has the contract and a download comes to.
    private List<HashSums.OfType> sumsOfDownload() throws Exception {
        HashSums sums = new HashSums();
        for (ObjectNode line : station.download()) {
            EntityType type =
                    EntityType.ofWord(line.path("entityType").asText()).orElse(EntityType.SESSIONS);
            if (!ComparedContent.TYPES.contains(type) || line.has("operation")) {
                continue;
            }
            long version = ComparedContent.isVersioned(type) ? line.path("version").asLong() : 0;
            ComparedContent.hash(type, (ObjectNode) line.path("data"))
                    .ifPresent(hash ->
                            sums.add(
                                    type,
                                    new HashSums.Entry(
                                            type.word(), line.path("id").asText(), version, hash)));
        }
        return sums.all();
    }

    @Test
    void sums_are_of_all_that_a_download_brings() throws Exception {
        newLot();
        List<HashSums.OfType> sums = sums();

        assertEquals(sumsOfDownload(), sums);
        assertTrue(
                sums.stream()
                        .filter(one -> !one.entityType().matches("notes|containers|stock_moves"))
                        .allMatch(one -> one.entries() > 0),
                sums.toString());
    }

    @Test
    void a_change_shows_in_the_bucket_of_its_thing_and_the_thing_is_named() throws Exception {
        String lot = newLot();
        newLot();
        List<HashSums.OfType> before = sums();
        block(lot, 1);

        int bucket = HashSums.bucketOf(lot);
        assertEquals(
                List.of(new HashSums.Bucket(EntityType.LOTS, bucket)),
                HashSums.differing(before, sums()));
        var answer = ask("/api/sync/entries?entityType=lots&buckets=" + bucket, head());
        assertEquals(200, answer.statusCode(), answer.body());
        var entries = Json.read(Json.parseObject(answer.body()), HashSums.Entries.class).entries();
        assertTrue(
                entries.stream().anyMatch(one -> one.id().equals(lot) && one.version() == 2),
                entries.toString());
        assertTrue(
                entries.stream().allMatch(one -> HashSums.bucketOf(one.id()) == bucket),
                entries.toString());
    }

    @Test
    void who_has_something_to_pull_yet_is_told_so_instead() throws Exception {
        String cursor = head();
        newLot();

        assertProblem(409, "BEHIND", ask("/api/sync/sums", cursor));
        assertProblem(409, "BEHIND", ask("/api/sync/entries?entityType=lots&buckets=0", cursor));
        assertProblem(410, "OTHER_FEED", ask("/api/sync/sums", "another.1"));
    }

    @Test
    void a_question_that_is_not_whole_is_refused() throws Exception {
        String cursor = head();

        assertProblem(400, "MALFORMED", station.get("/api/sync/sums"));
        for (String query :
                List.of(
                        "entityType=lots",
                        "entityType=lots&buckets=64",
                        "entityType=lots&buckets=1,",
                        "entityType=sessions&buckets=1",
                        "buckets=1")) {
            assertProblem(400, "MALFORMED", ask("/api/sync/entries?" + query, cursor));
        }
    }
}
