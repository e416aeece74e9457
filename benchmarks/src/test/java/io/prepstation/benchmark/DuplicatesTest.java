package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// New things, edits of the same ones by several stations, and sessions, each delivered one to ten times, shuffled, alone and
/// with others, by many clients at once, over HTTP. Each has one effect, and each delivery gets the same answer.
///
/// `-Dduplicates.deliveries=N` makes it longer, `-Dduplicates.seed=N` repeats what is chance here.
@Tag("P7")
@Tag("SYN-4")
@Timeout(7200)
class DuplicatesTest {

    private static final int DELIVERIES = Integer.getInteger("duplicates.deliveries", 2_000);
    private static final long SEED = Long.getLong("duplicates.seed", 20_261_123);
    private static final int STATIONS = 4;
    private static final int CLIENTS = 8;
    private static final int MOST_TIMES = 10;
    private static final int MOST_AT_ONCE = 20;

    /// One thing in so many is a session, one an edit of what others edit, too.
    private static final int SESSION_EVERY = 25;

    private static final int EDIT_EVERY = 5;
    private static final int EDITED = 10;

    private final Random random = new Random(SEED);
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final RawEdits edits = new RawEdits();
    private final AtomicInteger deliveries = new AtomicInteger();

    /// The answer to each operation, and the receipt of each session, as it came first.
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @ParameterizedTest
    @EnumSource
    void of_what_is_delivered_again_and_again_each_has_one_effect(Stores store) throws Exception {
        long start = System.nanoTime();
        store.run(STATIONS, this::deliver);
        System.out.printf(
                "proof: duplicates, seed %d, %d deliveries of %d operations and sessions to the hub on %s by %d"
                        + " clients: each with one effect, the answers all the same; %d s%n",
                SEED,
                deliveries.get(),
                answers.size(),
                store,
                CLIENTS,
                (System.nanoTime() - start) / 1_000_000_000);
    }

    private void deliver(LoadedHub hub) throws Exception {
        List<String> edited = edited(hub);
        List<Callable<Void>> requests = new ArrayList<>();
        int things = DELIVERIES * 2 / (1 + MOST_TIMES) / STATIONS;
        for (Enrolment.Answer station : hub.stations()) {
            List<ObjectNode> operations = new ArrayList<>();
            for (int thing = 0; thing < things; thing++) {
                int times = 1 + random.nextInt(MOST_TIMES);
                if (thing % SESSION_EVERY == 0) {
                    UploadBundle session =
                            hub.loadSession()
                                    .weighed(LoadedHub.LAB, station.stationId(), Instant.now());
                    requests.addAll(
                            Collections.nCopies(times, () -> upload(hub, station, session)));
                } else {
                    operations.addAll(Collections.nCopies(times, operation(thing, edited)));
                }
            }
            Collections.shuffle(operations, random);
            for (int from = 0; from < operations.size(); ) {
                int to = Math.min(operations.size(), from + 1 + random.nextInt(MOST_AT_ONCE));
                List<ObjectNode> together = operations.subList(from, to);
                requests.add(() -> push(hub, station, together));
                from = to;
            }
        }
        Collections.shuffle(requests, random);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Void> delivered : clients.invokeAll(requests)) {
                delivered.get();
            }
        }
        assertTrue(deliveries.get() > DELIVERIES * 9 / 10, () -> "only " + deliveries);
        assertOneEffect(hub);
    }

    /// The numbers of containers that every station changes.
    private List<String> edited(LoadedHub hub) throws Exception {
        List<ObjectNode> creations = new ArrayList<>();
        for (int number = 0; number < EDITED; number++) {
            creations.add(edits.create("E-" + number));
        }
        List<String> numbers = new ArrayList<>();
        var answer =
                hub.post(
                        "/api/sync/push",
                        hub.stations().getFirst().token(),
                        RawEdits.request(creations).toString());
        for (JsonNode result : Json.parseObject(answer.body()).path("results")) {
            answers.put(result.path("operationId").asText(), CanonicalJson.of(result));
            numbers.add(result.path("realId").asText());
        }
        return numbers;
    }

    private ObjectNode operation(int thing, List<String> edited) {
        if (thing % EDIT_EVERY != 0) {
            return edits.create("D-" + ids.get());
        }
        ObjectNode change =
                random.nextBoolean()
                        ? Json.object().put("tareG", thing + ".5000")
                        : Json.object().put("status", "in_use");
        return edits.update(edited.get(random.nextInt(EDITED)), change, 1);
    }

    private Void push(LoadedHub hub, Enrolment.Answer station, List<ObjectNode> operations)
            throws IOException, InterruptedException, MalformedJson {
        var answer =
                hub.post(
                        "/api/sync/push", station.token(), RawEdits.request(operations).toString());
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode results = Json.parseObject(answer.body()).path("results");
        assertEquals(operations.size(), results.size());
        results.forEach(result -> same(result.path("operationId").asText(), result));
        return null;
    }

    private Void upload(LoadedHub hub, Enrolment.Answer station, UploadBundle session)
            throws IOException, InterruptedException, MalformedJson {
        var answer = hub.post("/api/sync/upload", station.token(), session.text());
        assertEquals(200, answer.statusCode(), answer.body());
        JsonNode found = Json.parseObject(answer.body()).path("receipt");
        Receipt receipt = Json.read(found, Receipt.class);
        assertEquals(session.contentHash(), receipt.contentHash());
        assertTrue(receipt.verifies(station.hubPublicKey()));
        same(receipt.sessionId(), found);
        return null;
    }

    /// Whatever the order of its fields.
    private void same(String thing, JsonNode answer) {
        deliveries.incrementAndGet();
        String said = CanonicalJson.of(answer);
        assertEquals(Objects.requireNonNullElse(answers.putIfAbsent(thing, said), said), said);
    }

    /// A change in the feed.
    ///
    /// @param madeBy the operation, or the session
    private record Effect(String madeBy, String id, String hash) {}

    /// By the feed, which knows of each change what it comes from. An edit that says what somebody else said before has none of
    /// its own: its answer names the other's.
    private void assertOneEffect(LoadedHub hub) throws Exception {
        Map<Long, Effect> effects = effects(hub);
        Map<String, Integer> times = new HashMap<>();
        effects.values().forEach(effect -> times.merge(effect.madeBy(), 1, Integer::sum));
        int conflicts = 0;
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            JsonNode said = Json.parseObject(answer.getValue());
            int wanted = 1;
            if (said.path("status").asText().equals("conflict")) {
                conflicts++;
                wanted = 0;
            } else if (said.has("operationId")) {
                assertEquals("applied", said.path("status").asText(), said::toString);
                Effect effect = effects.get(said.path("feedSeq").asLong());
                assertEquals(said.path("entityId").asText(), effect.id());
                assertEquals(said.path("hash").asText(), effect.hash());
                wanted = effect.madeBy().equals(answer.getKey()) ? 1 : 0;
            }
            assertEquals(wanted, times.getOrDefault(answer.getKey(), 0), said::toString);
        }
        assertTrue(conflicts > 0, "no edit met another one");
    }

    private static Map<Long, Effect> effects(LoadedHub hub) throws Exception {
        Map<Long, Effect> effects = new HashMap<>();
        String token = hub.stations().getFirst().token();
        String cursor = "";
        JsonNode page;
        do {
            page = Json.parseObject(hub.get("/api/sync/pull?limit=1000&cursor=" + cursor, token));
            for (JsonNode change : page.path("changes")) {
                String id = change.path("id").asText();
                boolean session = change.path("entityType").asText().equals("sessions");
                String madeBy = session ? id : change.path("originOperation").asText();
                effects.put(
                        change.path("feedSeq").asLong(),
                        new Effect(madeBy, id, change.path("hash").asText()));
            }
            cursor = page.path("nextCursor").asText();
        } while (page.path("hasMore").asBoolean());
        return effects;
    }
}
