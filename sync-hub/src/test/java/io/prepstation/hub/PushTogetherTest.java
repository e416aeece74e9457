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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Story story = new Story(random, seed, salt);
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
                int until = Math.min(OPERATIONS, together.size() + 1 + random.nextInt(15));
                ObjectNode[] some =
                        operations.subList(together.size(), until).toArray(ObjectNode[]::new);
                station.push(request(some)).path("results").forEach(together::add);
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
                    ((ObjectNode) told.path("data")).remove("createdBy");
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
        JsonNode made =
                station.push(
                        request(
                                container(
                                        "temp_1730534400000_swapaa_containers", salt(1), "SWAP-A"),
                                container(
                                        "temp_1730534400000_swapbb_containers", salt(1), "SWAP-B"),
                                lot(salt(1), salt, "SWAP")));
        String one = made.path("results").path(0).path("realId").asText();
        String two = made.path("results").path(1).path("realId").asText();

        JsonNode answer =
                station.push(
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

    private static String salt(int number) {
        return "temp_173053440000" + number + "_swaplot_lots";
    }

    /// What people at a bench might do, and what they might get wrong.
    private static final class Story {

        private final SplittableRandom random;
        private final int seed;
        private final String salt;
        private final List<String> lots = new ArrayList<>();
        private final List<String> containers = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> ingredients = new ArrayList<>();
        private final Map<String, Integer> versions = new HashMap<>();
        private int made;

        Story(SplittableRandom random, int seed, String salt) {
            this.random = random;
            this.seed = seed;
            this.salt = salt;
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
            return switch (random.nextInt(14)) {
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
            return update(type, id, base(id), Json.object().put(field, value))
                    .put("timestamp", 4_102_444_800_000L);
        }

        private ObjectNode gone(String type, String id) {
            return delete(type, id, base(id)).put("userId", "sam");
        }

        /// Mostly the version the station knows; else one that never was, so that nobody knows what it said.
        private int base(String id) {
            return random.nextInt(6) == 0 ? 99 : versions.getOrDefault(id, 1);
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
