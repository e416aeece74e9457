package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is kept for many operations at once leaves every row as if each had been kept by itself.
@Tag("SYN-2")
@Tag("SYN-5")
@Tag("SYN-12")
class AtOnceTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final List<String> TABLES =
            List.of(
                    "outbox",
                    "outbox_ref",
                    "id_mapping",
                    "ingredients",
                    "lots",
                    "stock_moves",
                    "containers",
                    "notes",
                    "shadow",
                    "conflict",
                    "lost_by_others",
                    "sync_state");

    @TempDir Path folder;

    /// A lab with a queue that is the same for the same seed.
    private final class Station implements AutoCloseable {

        private final LabDatabase database;
        private final EntityStore store;
        private final PushQueue queue = new PushQueue(SampleLab.KEY, EntityTypes.STANDARD);
        private final PushResults results;
        private final FeedPages pages;
        private int ids;
        private int turns;

        Station(String name) throws StoreException {
            Supplier<String> next = () -> "id-%06d".formatted(ids++);
            this.database = LabDatabase.open(folder.resolve(name), SampleLab.KEY);
            this.store =
                    new EntityStore(
                            SampleLab.KEY,
                            EntityTypes.STANDARD,
                            InstantSource.fixed(NOW),
                            next,
                            new SplittableRandom(7));
            this.results = new PushResults(EntityTypes.STANDARD, store.mappings(), _ -> NOW, next);
            this.pages = new FeedPages(SampleLab.KEY, EntityTypes.STANDARD, results);
            database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        }

        private @Nullable String create(WriteHandle handle, String type, ObjectNode fields)
                throws StoreException {
            return store.create(handle, SampleLab.OPERATOR, type, fields)
                            instanceof Edit.Written(var entity)
                    ? entity.id()
                    : null;
        }

        void edit(Random random, String tag) throws StoreException {
            database.change(handle -> {
                for (int n = 0; n < 12; n++) {
                    String lot =
                            create(handle, "lots", EntityStoreTest.lot(tag + random.nextInt(40)));
                    if (lot != null && random.nextInt(4) > 0) {
                        create(handle, "containers", EntityStoreTest.container(tag + n, lot));
                    }
                    if (lot != null && random.nextInt(3) == 0) {
                        create(handle, "notes", EntityStoreTest.note(lot));
                    }
                }
                change(handle, random, tag);
            });
        }

        /// Changes what is there while the hub has some of it.
        void meanwhile(Random random, String tag) throws StoreException {
            database.change(handle -> change(handle, random, tag));
        }

        /// Some of what there is says something else, names something else or is deleted.
        private void change(WriteHandle handle, Random random, String tag) throws StoreException {
            List<StoredEntity> lots = store.getAll(handle, "lots");
            for (StoredEntity container : store.getAll(handle, "containers")) {
                int what = random.nextInt(8);
                String lot = lots.get(random.nextInt(lots.size())).id();
                if (what == 0) {
                    update(handle, container, Json.object().put("lotId", lot));
                } else if (what == 1) {
                    update(
                            handle,
                            container,
                            Json.object().put("code", tag + "-" + container.id()));
                } else if (what == 2) {
                    store.delete(handle, SampleLab.OPERATOR, "containers", container.id());
                }
            }
            for (StoredEntity lot : lots) {
                if (random.nextInt(4) == 0) {
                    update(handle, lot, Json.object().put("status", "blocked"));
                }
            }
        }

        /// Two take turns, so that one change waits behind another of the same thing.
        private User author() {
            turns++;
            return turns % 2 == 0 ? SampleLab.OPERATOR : SampleLab.SUPERVISOR;
        }

        private void update(WriteHandle handle, StoredEntity entity, ObjectNode changes)
                throws StoreException {
            store.update(handle, author(), entity.type(), entity.id(), changes);
        }

        List<String> take() throws StoreException {
            return database.write(handle ->
                            queue.take(handle, new PushQueue.Wanted(true, NOW, NOW, Set.of(), 50)))
                    .operations();
        }

        /// @param tried what was sent already
        List<String> take(Set<String> tried, int most) throws StoreException {
            return database.write(handle -> queue.take(handle, few(tried, most))).operations();
        }

        boolean areApart(List<Push.Result> answers) throws StoreException {
            return database.read(handle -> results.areApart(handle, answers));
        }

        /// Before the answers to those that are under way are kept, or known.
        List<String> takeAhead(List<String> underWay, Set<String> tried, int most)
                throws StoreException {
            return database.write(handle -> queue.takeAhead(handle, underWay, few(tried, most)))
                    .operations();
        }

        private static PushQueue.Wanted few(Set<String> tried, int most) {
            return new PushQueue.Wanted(true, NOW, NOW, tried, most);
        }

        PushResults.Tally keep(List<Push.Result> answers) throws StoreException {
            return database.write(handle -> results.keep(handle, answers, NOW, 3));
        }

        FeedPages.Taken take(List<Pull.Change> page) throws StoreException {
            return database.write(handle ->
                    pages.take(handle, new Pull.Page(true, 1, page, false, 1, "next", 100), NOW));
        }

        List<String> rows() throws StoreException {
            return database.read(handle -> {
                List<String> rows = new ArrayList<>();
                for (String table : TABLES) {
                    handle.sql()
                            .each(
                                    "SELECT * FROM " + table + " ORDER BY 1, 2",
                                    row -> {
                                        StringBuilder text = new StringBuilder(table);
                                        for (int at = 1;
                                                at <= row.getMetaData().getColumnCount();
                                                at++) {
                                            text.append('|').append(row.getString(at));
                                        }
                                        rows.add(text.toString());
                                    });
                }
                return rows;
            });
        }

        /// The hub was put back to where it was before that number of its feed.
        void waitAgain(long after) throws StoreException {
            database.change(
                    handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, after, NOW));
        }

        Set<String> acknowledged() throws StoreException {
            return Set.copyOf(
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT operation_id FROM outbox WHERE status = 'acknowledged'",
                                            row -> row.getString(1))));
        }

        /// What the hub did without that its answer arrived; empty for what it could not name here.
        private Optional<Pull.Change> toldLate(
                ReadHandle handle, Random random, Unheard unheard, long feedSeq) {
            ObjectNode sent = unheard.sent();
            String type = sent.path("entityType").asText();
            String here = store.mappings().resolve(handle, sent.path("entityId").asText());
            Long number = unheard.result().realId();
            String id = number == null ? here : String.valueOf(number);
            ObjectNode data =
                    store.get(handle, type, here)
                            .map(StoredEntity::fields)
                            .orElseGet(Json::object)
                            .deepCopy();
            data.setAll((ObjectNode) sent.path("data"));
            for (String field : List.of("lotId", "entityId", "ingredientId")) {
                if (data.hasNonNull(field)) {
                    data.put(field, store.mappings().resolve(handle, data.path(field).asText()));
                }
            }
            if (random.nextInt(5) == 0 && type.equals("lots")) {
                data.put("lotNumber", "of another life");
            }
            return (id + data).contains("temp_")
                    ? Optional.empty()
                    : Optional.of(
                            new Pull.Change(
                                    type,
                                    sent.path("operation").asText(),
                                    data,
                                    id,
                                    random.nextInt(3) + 1,
                                    "hash-unheard",
                                    "2026-11-21T08:00:02Z",
                                    feedSeq,
                                    sent.path("id").asText()));
        }

        /// The rows that the hub has, as it tells them in a feed, among what nobody here knows that it did.
        List<Pull.Change> echo(Random random, List<Unheard> unheard) throws StoreException {
            return database.read(handle -> {
                List<Pull.Change> page = new ArrayList<>();
                for (Unheard one : unheard) {
                    if (random.nextInt(4) > 0) {
                        toldLate(handle, random, one, 900L + 10L * page.size())
                                .ifPresent(page::add);
                    }
                }
                for (String type : List.of("lots", "containers", "notes")) {
                    for (StoredEntity row : store.getAll(handle, type)) {
                        if (row.fields().toString().contains("temp_")) {
                            continue;
                        }
                        handle.sql()
                                .first(
                                        "SELECT operation_id FROM outbox WHERE entity_id = ? AND feed_seq IS NOT NULL"
                                                + " AND entity_type = ? ORDER BY op_seq DESC LIMIT 1",
                                        found -> found.getString(1),
                                        row.id(),
                                        type)
                                .ifPresent(operation ->
                                        page.addAll(told(random, row, operation, page.size())));
                    }
                }
                return page;
            });
        }

        @Override
        public void close() {
            database.close();
        }
    }

    /// What the hub did, and its answer that was lost.
    private record Unheard(ObjectNode sent, Push.Result result) {}

    /// Mostly what was sent, sometimes as it was before the last of it, with what somebody else made of it, an older version before or a newer one after it.
    private static List<Pull.Change> told(
            Random random, StoredEntity row, String operation, int place) {
        ObjectNode data =
                row.fields()
                        .deepCopy()
                        .put("createdAt", "2026-11-21T08:00:01.5Z")
                        .put("updatedAt", "2026-11-21T08:00:02Z");
        int what = random.nextInt(10);
        if (what == 0 && row.type().equals("lots")) {
            data.put("status", "released");
        } else if (what == 1 && row.type().equals("lots")) {
            data.put("remainingG", "499.5");
        } else if (what == 2 && row.type().equals("containers")) {
            data.put("ingredientId", "i-2");
        }
        int version =
                row.metadata().version() == null ? 1 : Math.toIntExact(row.metadata().version());
        String hash = row.metadata().hash() == null ? "none" : row.metadata().hash();
        long feedSeq = 1000L + 10L * place;
        Pull.Change change =
                new Pull.Change(
                        row.type(),
                        what == 4 ? "delete" : "update",
                        data,
                        row.id(),
                        version,
                        hash,
                        "2026-11-21T08:00:02Z",
                        feedSeq,
                        operation);
        Pull.Change after =
                new Pull.Change(
                        row.type(),
                        "update",
                        data.deepCopy().put("status", "blocked"),
                        row.id(),
                        version + 1,
                        "other",
                        "2026-11-21T08:00:03Z",
                        feedSeq + 1,
                        what == 5 ? "elsewhere" : operation);
        if (what == 7 && version > 1) {
            return List.of(before(change, random));
        }
        return what == 5 || what == 6 ? List.of(change, after) : List.of(change);
    }

    /// Where a page ends before what was acknowledged last.
    private static Pull.Change before(Pull.Change change, Random random) {
        return new Pull.Change(
                change.entityType(),
                "update",
                change.data().deepCopy().put("status", "empty"),
                change.id(),
                change.version() - 1,
                "earlier",
                change.updatedAt(),
                random.nextInt(1000),
                change.originOperation());
    }

    /// What is taken without looking for echoes that are taken together.
    private static Pull.Change fromElsewhere(Set<String> acknowledged, Pull.Change change) {
        return !acknowledged.contains(change.originOperation())
                ? change
                : new Pull.Change(
                        change.entityType(),
                        change.operation(),
                        change.data(),
                        change.id(),
                        change.version(),
                        change.hash(),
                        change.updatedAt(),
                        change.feedSeq(),
                        "elsewhere");
    }

    /// Answers of a hub that now and then refuses, finds a conflict, asks for patience, gives one number twice, or another than
    /// before.
    ///
    /// @param given the numbers of each type so far
    /// @param unheard gets those that are lost on their way
    private static List<Push.Result> answers(
            Random random,
            List<String> operations,
            Map<String, List<Long>> given,
            List<Unheard> unheard)
            throws MalformedJson {
        List<Push.Result> results = new ArrayList<>();
        for (String operation : operations) {
            ObjectNode sent = Json.parseObject(operation);
            List<Long> numbers =
                    given.computeIfAbsent(sent.path("entityType").asText(), _ -> new ArrayList<>());
            int what = random.nextInt(30);
            if (what > 26) {
                unheard.add(new Unheard(sent, done(random, sent, numbers)));
                continue;
            }
            results.add(
                    switch (what) {
                        case 0 -> refused(sent, "rejected", "OP_REUSED");
                        case 1 -> refused(sent, "rejected", "NO");
                        case 2 -> refused(sent, "retry", "LATER");
                        case 3 -> refused(sent, "blocked", "PARENT");
                        case 4 -> inConflict(sent);
                        default -> done(random, sent, numbers);
                    });
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(results, random);
        }
        if (!results.isEmpty() && random.nextBoolean()) {
            results.add(results.get(random.nextInt(results.size())));
        }
        return results;
    }

    private static Push.Result done(Random random, ObjectNode sent, List<Long> numbers) {
        String id = sent.path("entityId").asText();
        boolean temporary = id.startsWith("temp_");
        boolean made = sent.path("operation").asText().equals("create");
        Long number = null;
        if (made && temporary && !numbers.isEmpty() && random.nextInt(15) == 0) {
            number = numbers.get(random.nextInt(numbers.size()));
        } else if ((made && temporary) || random.nextInt(25) == 0) {
            number = 100L + numbers.size();
            numbers.add(number);
        }
        long place = random.nextInt(1000);
        return new Push.Result(
                sent.path("id").asText(),
                random.nextInt(9) == 0 ? "duplicate" : "applied",
                true,
                sent.path("entityType").asText(),
                id,
                temporary ? id : null,
                number,
                random.nextInt(3) + 1,
                "hash-" + place,
                random.nextInt(5) > 0 ? Long.valueOf(place) : null,
                random.nextInt(8) == 0 ? true : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Push.Result refused(ObjectNode sent, String status, String code) {
        return Push.Result.refused(
                sent.path("id").asText(),
                status,
                sent.path("entityType").asText(),
                sent.path("entityId").asText(),
                code,
                null,
                null,
                "why");
    }

    private static Push.Result inConflict(ObjectNode sent) {
        ObjectNode data = Json.object().put("status", "released");
        return new Push.Result(
                sent.path("id").asText(),
                "conflict",
                false,
                sent.path("entityType").asText(),
                sent.path("entityId").asText(),
                null,
                null,
                2,
                "hash-of-the-hub",
                null,
                null,
                true,
                "conflict-of-" + sent.path("id").asText(),
                new Push.ConflictData(data, data, 2, "update", List.of("status"), null),
                null,
                null,
                null,
                null);
    }

    /// Only the rows that differ, because there are hundreds.
    private static void assertSame(List<String> expected, List<String> found) {
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(found);
        List<String> more = new ArrayList<>(found);
        more.removeAll(expected);
        assertEquals(String.join("\n", missing), String.join("\n", more));
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void what_a_batch_leaves_is_what_one_after_the_other_leaves(long seed) throws Exception {
        try (Station atOnce = new Station("at-once-" + seed);
                Station oneByOne = new Station("one-by-one-" + seed)) {
            int applied = 0;
            int heardLate = 0;
            List<Unheard> unheard = new ArrayList<>();
            Map<String, List<Long>> given = new HashMap<>();
            for (int round = 0; round < 4; round++) {
                String tag = "r" + round + "-";
                atOnce.edit(new Random(seed + round), tag);
                oneByOne.edit(new Random(seed + round), tag);
                List<String> sent = atOnce.take();
                assertEquals(sent, oneByOne.take());
                atOnce.edit(new Random(seed - round), tag + "later-");
                oneByOne.edit(new Random(seed - round), tag + "later-");
                List<Push.Result> answers =
                        answers(new Random(seed * 31 + round), sent, given, unheard);

                PushResults.Tally tally = atOnce.keep(answers);
                for (Push.Result answer : answers) {
                    oneByOne.keep(List.of(answer));
                }

                assertSame(oneByOne.rows(), atOnce.rows());
                applied += tally.applied();

                Random feed = new Random(seed * 17 + round);
                List<Pull.Change> page = atOnce.echo(feed, unheard);
                Set<String> acknowledged = atOnce.acknowledged();
                FeedPages.Taken taken = atOnce.take(page);
                assertEquals(
                        taken,
                        oneByOne.take(
                                page.stream()
                                        .map(change -> fromElsewhere(acknowledged, change))
                                        .toList()));
                assertSame(oneByOne.rows(), atOnce.rows());
                heardLate += atOnce.acknowledged().size() - acknowledged.size();
                if (feed.nextInt(3) == 0) {
                    long after = feed.nextInt(1000);
                    atOnce.waitAgain(after);
                    oneByOne.waitAgain(after);
                }
            }
            int late = heardLate;
            assertTrue(applied > 40 && late > 0, () -> "too few to show anything, late: " + late);
        }
    }

    /// Mostly a hub that takes everything.
    private static List<Push.Result> kindAnswers(
            Random random,
            List<String> operations,
            Map<String, List<Long>> given,
            List<Unheard> unheard)
            throws MalformedJson {
        if (random.nextInt(4) == 0) {
            return answers(random, operations, given, unheard);
        }
        List<Push.Result> results = new ArrayList<>();
        for (String operation : operations) {
            ObjectNode sent = Json.parseObject(operation);
            results.add(
                    done(
                            random,
                            sent,
                            given.computeIfAbsent(
                                    sent.path("entityType").asText(), _ -> new ArrayList<>())));
        }
        return results;
    }

    private static List<String> ids(List<String> operations) throws MalformedJson {
        List<String> ids = new ArrayList<>();
        for (String operation : operations) {
            ids.add(Json.parseObject(operation).path("id").asText());
        }
        return ids;
    }

    private static Set<String> and(Set<String> tried, List<String> sent) throws MalformedJson {
        Set<String> all = new HashSet<>(tried);
        all.addAll(ids(sent));
        return all;
    }

    /// Of two stations one chooses batches ahead: after the answers to the one before have come, or, every other time, while that is
    /// still under way. The other chooses each when all before it is kept.
    private final class Race implements AutoCloseable {

        private final long seed;
        private final Station ahead;
        private final Station afterwards;
        private final Map<String, List<Long>> given = new HashMap<>();
        private int wentAhead;
        private int wentPrepared;
        private int stayed;

        Race(long seed) throws StoreException {
            this.seed = seed;
            this.ahead = new Station("ahead-" + seed);
            this.afterwards = new Station("afterwards-" + seed);
        }

        void round(int round) throws StoreException, MalformedJson {
            ahead.edit(new Random(seed + round), "r" + round + "-");
            afterwards.edit(new Random(seed + round), "r" + round + "-");
            int most = 1 + round;
            Set<String> tried = Set.of();
            List<String> sent = ahead.take(tried, most);
            assertEquals(sent, afterwards.take(tried, most));
            for (int batch = 0; !sent.isEmpty(); batch++) {
                Random random = new Random(seed * 31 + round * 1000L + batch);
                if (batch < 8) {
                    String tag = "m" + round + "-" + batch + "-";
                    ahead.meanwhile(new Random(seed + batch), tag);
                    afterwards.meanwhile(new Random(seed + batch), tag);
                }
                Set<String> before = tried;
                tried = and(tried, sent);
                List<String> prepared =
                        batch % 2 == 0 ? List.of() : ahead.takeAhead(ids(sent), tried, most);
                List<Push.Result> answers = kindAnswers(random, sent, given, new ArrayList<>());
                List<String> next = next(sent, prepared, answers, tried, most);
                ahead.keep(answers);
                afterwards.keep(answers);
                assertTrue(before.size() < tried.size(), "the same was sent again");
                sent = afterwards.take(tried, most);
                assertEquals(sent, next.isEmpty() ? ahead.take(tried, most) : next);
                assertSame(afterwards.rows(), ahead.rows());
            }
        }

        private List<String> next(
                List<String> sent,
                List<String> prepared,
                List<Push.Result> answers,
                Set<String> tried,
                int most)
                throws StoreException, MalformedJson {
            boolean sure = ids(sent).size() == answers.size() && ahead.areApart(answers);
            if (prepared.isEmpty()) {
                List<String> next =
                        sure ? ahead.takeAhead(ids(sent), tried, most) : List.<String>of();
                wentAhead += next.isEmpty() ? 0 : 1;
                return next;
            }
            if (sure) {
                wentPrepared++;
                return prepared;
            }
            // It is as one that was sent and lost, which the other station's is too then.
            stayed++;
            assertEquals(prepared, afterwards.takeAhead(ids(sent), tried, most));
            return List.of();
        }

        @Override
        public void close() {
            ahead.close();
            afterwards.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void a_batch_that_goes_ahead_is_the_one_that_would_go_afterwards(long seed) throws Exception {
        try (Race race = new Race(seed)) {
            for (int round = 0; round < 4; round++) {
                race.round(round);
            }
            assertTrue(
                    race.wentAhead > 4 && race.wentPrepared > 2 && race.stayed > 0,
                    () ->
                            "too seldom to show anything: %d, prepared %d, stayed %d"
                                    .formatted(race.wentAhead, race.wentPrepared, race.stayed));
        }
    }
}
