package io.prepstation.hub;

import static io.prepstation.hub.Operations.container;
import static io.prepstation.hub.Operations.delete;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.operation;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The operations of a request are read and written together; what becomes of them is what would become of them one by one.
@Tag("SYN-3")
@TestInstance(Lifecycle.PER_CLASS)
class PushTogetherTest {

    private static final int SEEDS = 40;
    private static final int OPERATIONS = 40;
    private static final List<String> TYPES =
            List.of("ingredients", "lots", "containers", "stock_moves", "notes");

    private RunningHub hub;
    private RunningHub other;
    private TestStation station;
    private TestStation single;
    private String salt;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    /// Whether two hubs that were asked the same give the same numbers.
    boolean numbersAlike() {
        return true;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        hub = hubIn(folder.resolve("together"));
        other = hubIn(folder.resolve("single"));
        station = TestStation.enrolledAt(hub);
        single = TestStation.enrolledAt(other);
        salt =
                station.ingredients().values().stream()
                        .filter(ingredient -> ingredient.code().equals("ING-0042"))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    @AfterAll
    void stop() {
        hub.close();
        other.close();
    }

    @Test
    void many_become_what_they_become_one_by_one() throws Exception {
        Set<String> seen = compare(0, SEEDS, _ -> List.of());
        assertTrue(
                seen.containsAll(
                        Set.of(
                                "applied",
                                "conflict",
                                "blocked",
                                "REFERENCED",
                                "KEY_TAKEN",
                                "EXISTS")),
                seen.toString());
    }

    /// Tells stories to both hubs and compares what they say to them.
    ///
    /// @param beside what else goes into each request of several operations, by its number
    /// @return the statuses and codes there were
    Set<String> compare(int from, int until, IntFunction<List<ObjectNode>> beside)
            throws Exception {
        Set<String> seen = new HashSet<>();
        int requests = 0;
        for (int seed = from; seed < until; seed++) {
            hub.clock.advance(Duration.ofSeconds(10));
            other.clock.advance(Duration.ofSeconds(10));
            SplittableRandom random = new SplittableRandom(seed);
            Story story = new Story(random, seed, salt, hub.clock.millis());
            List<ObjectNode> operations = new ArrayList<>();
            List<JsonNode> alone = new ArrayList<>();
            while (operations.size() < OPERATIONS) {
                operations.add(story.next());
                alone.add(single.push(request(operations.getLast())).at("/results/0"));
                story.heard(operations.getLast(), alone.getLast());
                seen.add(alone.getLast().path("status").asText());
                seen.add(alone.getLast().path("code").asText());
            }
            List<JsonNode> together = new ArrayList<>();
            while (together.size() < OPERATIONS) {
                int end = Math.min(OPERATIONS, together.size() + 1 + random.nextInt(15));
                List<ObjectNode> some = new ArrayList<>(operations.subList(together.size(), end));
                some.addAll(beside.apply(requests++));
                station.push(request(some.toArray(ObjectNode[]::new)))
                        .path("results")
                        .valueStream()
                        .limit(end - together.size())
                        .forEach(together::add);
            }
            for (int number = 0; number < OPERATIONS; number++) {
                assertEquals(
                        said(alone.get(number)),
                        said(together.get(number)),
                        "seed " + seed + ": " + operations.get(number));
            }
            List<String> changes = changes(station);
            List<String> others = changes(single);
            for (int number = 0; number < others.size(); number++) {
                assertEquals(others.get(number), changes.get(number), "seed " + seed);
            }
            assertEquals(others.size(), changes.size());
        }
        return seen;
    }

    /// Whatever is in there that tells of one hub, and not of what was asked.
    private ObjectNode said(JsonNode result) {
        ObjectNode said = result.deepCopy();
        said.remove(List.of("conflictId", "conflictData"));
        if (!numbersAlike()) {
            said.remove(List.of("entityId", "realId", "hash", "reason", "value"));
        }
        return said;
    }

    private List<String> changes(TestStation at) throws Exception {
        List<String> changes = new ArrayList<>();
        for (String type : TYPES) {
            String cursor = "";
            JsonNode page;
            do {
                var answer = at.get("/api/sync/pull?limit=1000&entityTypes=" + type + cursor);
                page = Json.parseObject(answer.body());
                for (JsonNode change : page.path("changes")) {
                    ObjectNode told = change.deepCopy();
                    ObjectNode data = (ObjectNode) told.path("data");
                    // Where nobody is named it is the station, which each hub calls otherwise.
                    if (data.path("createdBy").asText().equals(at.enrolment.stationId())) {
                        data.put("createdBy", "the station");
                    }
                    if (!numbersAlike()) {
                        told.retain("operation", "version", "feedSeq", "originOperation");
                    } else {
                        told.retain("operation", "id", "version", "hash", "feedSeq", "data");
                    }
                    changes.add(type + " " + told);
                }
                cursor = "&cursor=" + page.path("nextCursor").asText();
            } while (page.path("hasMore").asBoolean());
        }
        return changes;
    }

    @Test
    void keys_that_change_hands_in_one_request_are_each_taken_once() throws Exception {
        String one = "temp_1730534400000_swapaa_containers";
        String two = "temp_1730534400000_swapbb_containers";
        toBoth(
                request(
                        container(one, salt(1), "SWAP-A"),
                        container(two, salt(1), "SWAP-B"),
                        lot(salt(1), salt, "SWAP")));

        JsonNode answer =
                toBoth(
                        request(
                                update("containers", one, 1, Json.object().put("code", "SWAP-C")),
                                update("containers", two, 1, Json.object().put("code", "SWAP-A")),
                                update("containers", one, 2, Json.object().put("code", "SWAP-B"))));

        assertTrue(answer.path("success").asBoolean(), answer.toString());
        assertEquals(3, answer.path("results").path(2).path("version").asInt());
        List<JsonNode> boxes = station.pulled("containers");
        assertEquals("SWAP-B", boxes.getLast().at("/data/code").asText());
        assertEquals("SWAP-A", boxes.get(boxes.size() - 2).at("/data/code").asText());
        assertEquals("SWAP-C", boxes.get(boxes.size() - 3).at("/data/code").asText());
    }

    /// So that both feeds are of one length.
    private JsonNode toBoth(ObjectNode request) throws Exception {
        var _ = single.push(request);
        return station.push(request);
    }

    private static String salt(int number) {
        return "temp_173053440000" + number + "_swaplot_lots";
    }

    /// What people at a bench might do, and what they might get wrong.
    private static final class Story {

        private static final long FAR_AHEAD = 4_102_444_800_000L;

        private final SplittableRandom random;
        private final int seed;
        private final String salt;
        private final long now;
        private final List<String> lots = new ArrayList<>();
        private final List<String> containers = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> ingredients = new ArrayList<>();
        private final Map<String, Integer> versions = new HashMap<>();
        private int made;

        Story(SplittableRandom random, int seed, String salt, long now) {
            this.random = random;
            this.seed = seed;
            this.salt = salt;
            this.now = now;
        }

        void heard(ObjectNode operation, JsonNode result) {
            if (result.has("version")) {
                versions.put(operation.path("entityId").asText(), result.path("version").asInt());
            }
            if (operation.path("entityType").asText().equals("stock_moves")
                    && result.has("feedSeq")) {
                versions.merge(operation.at("/data/lotId").asText(), 1, Integer::sum);
            }
        }

        ObjectNode next() {
            return switch (random.nextInt(17)) {
                case 0, 1, 2 -> newLot();
                case 3, 4 -> newContainer();
                case 5 -> newIngredient();
                case 6 -> change("lots", one(lots), "lotNumber", "N-" + seed + "-" + small());
                case 7 ->
                        change(
                                "lots",
                                one(lots),
                                "status",
                                random.nextBoolean() ? "blocked" : "lost");
                case 8 ->
                        change("containers", one(containers), "code", "C-" + seed + "-" + small());
                case 9 -> change("containers", one(containers), "lotId", one(lots));
                case 10 -> gone("lots", one(lots));
                case 11 -> gone("containers", one(containers));
                case 12 -> move();
                case 13 -> change("ingredients", one(ingredients), "name", "Salt " + small());
                case 14 -> change("ingredients", one(ingredients), "casNumber", "1-" + small());
                case 15 ->
                        change(
                                "ingredients",
                                one(ingredients),
                                "code",
                                "I-" + seed + "-" + small());
                default -> note();
            };
        }

        private ObjectNode newLot() {
            ObjectNode lot = lot(temp("lots", lots), ingredient(), "N-" + seed + "-" + small());
            if (random.nextInt(4) == 0) {
                ((ObjectNode) lot.path("data")).put("expiresOn", "2028-01-31");
            }
            return lot;
        }

        private ObjectNode newContainer() {
            return container(
                    temp("containers", containers), one(lots), "C-" + seed + "-" + small());
        }

        private ObjectNode newIngredient() {
            ObjectNode fields =
                    Json.object().put("code", "I-" + seed + "-" + small()).put("name", "Salt");
            return operation("create", "ingredients", temp("ingredients", ingredients), fields)
                    .put("userId", "sam");
        }

        private ObjectNode move() {
            ObjectNode fields =
                    Json.object()
                            .put("lotId", one(lots))
                            .put("deltaG", "-1.5")
                            .put("reason", "spilled");
            String id = "0197a0de-0000-7000-8000-%010d%02d".formatted(seed, random.nextInt(4));
            return operation("create", "stock_moves", id, fields);
        }

        private ObjectNode note() {
            if (!notes.isEmpty() && random.nextBoolean()) {
                return change("notes", one(notes), "text", "later " + small());
            }
            ObjectNode fields =
                    Json.object()
                            .put("entityType", "lots")
                            .put("entityId", one(lots))
                            .put("text", "first");
            return operation("create", "notes", temp("notes", notes), fields).put("userId", "sam");
        }

        private ObjectNode change(String type, String id, String field, String value) {
            ObjectNode change =
                    update(type, id, base(id), Json.object().put(field, value))
                            .put("timestamp", random.nextInt(8) == 0 ? FAR_AHEAD : aroundNow());
            if (random.nextInt(4) == 0) {
                change.remove("baseVersion");
                change.put("lastSyncTimestamp", aroundNow());
            }
            return change;
        }

        /// Each change of a story is a millisecond later than the one before.
        private long aroundNow() {
            return now - 5 + random.nextInt(OPERATIONS);
        }

        private ObjectNode gone(String type, String id) {
            return delete(type, id, base(id)).put("userId", "sam");
        }

        /// Mostly the version the station knows; else an earlier one, or one that never was, so that nobody knows what it
        /// said.
        private int base(String id) {
            int known = versions.getOrDefault(id, 1);
            return switch (random.nextInt(8)) {
                case 0 -> 99;
                case 1, 2, 3 -> 1 + random.nextInt(known);
                default -> known;
            };
        }

        private String ingredient() {
            return random.nextInt(3) == 0 && !ingredients.isEmpty() ? one(ingredients) : salt;
        }

        private String temp(String type, List<String> known) {
            String id = "temp_17305344%05d_%06d_%s".formatted(seed, made++, type);
            known.add(id);
            return id;
        }

        /// One that was made before, or one that never was.
        private String one(List<String> known) {
            return known.isEmpty() || random.nextInt(12) == 0
                    ? "999999999"
                    : known.get(random.nextInt(known.size()));
        }

        private int small() {
            return random.nextInt(5);
        }
    }
}
