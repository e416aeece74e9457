package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.AttachmentUpload.Request;
import io.prepstation.model.sync.AttachmentUpload.State;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.TypeCounts;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-11")
final class PushWorkTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir Path folder;

    /// Always draws the longest wait there may be.
    private static final class Longest extends Random {

        private static final long serialVersionUID = 1;

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    private static OutboxOperation only(LabDatabase database) throws StoreException {
        return database.read(handle -> Outbox.open(handle, 10)).getFirst();
    }

    private static EntityStore store() {
        return new EntityStore(
                SampleLab.KEY,
                EntityTypes.STANDARD,
                InstantSource.fixed(NOW),
                () -> UUID.randomUUID().toString(),
                new Random(7));
    }

    private static PushWork work(LabDatabase database, @Nullable HubPort hub) {
        return new PushWork(
                database,
                hub,
                new SyncSetup(
                        SyncRules.DEFAULT,
                        HubTimeouts.DEFAULT,
                        true,
                        InstantSource.fixed(NOW),
                        new Longest()),
                "epoch",
                Runnable::run);
    }

    @Test
    void an_announcement_that_fails_by_itself_or_is_too_long_is_dropped_in_the_end()
            throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            PushWork work = work(database, null);
            announce(database, "1");
            for (int failure = 1; failure <= SyncRules.DEFAULT.ownFailures(); failure++) {
                assertEquals(OperationStatus.PENDING, only(database).status());
                work.keep(new PushOutcome.FailedByItself("1", "not understood"), null);
            }
            assertEquals(List.of(), database.read(handle -> Outbox.open(handle, 10)));

            announce(database, "2");
            work.keep(new PushOutcome.SetAside("2", "too long"), null);
            assertEquals(List.of(), database.read(handle -> Outbox.open(handle, 10)));
        }
    }

    private static void announce(LabDatabase database, String id) throws StoreException {
        database.change(handle -> Outbox.enqueueCreate(handle, id, "s" + id, "{}", "anna", NOW));
    }

    @Test
    void a_change_that_fails_by_itself_waits_longer_each_time_until_it_is_set_aside()
            throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            EntityStore store = store();
            ObjectNode lot =
                    Json.object()
                            .put("ingredientId", "i-1")
                            .put("lotNumber", "B-1")
                            .put("expiresOn", "2027-03-31")
                            .put("status", "quarantine")
                            .put("remainingG", "500.0");
            database.change(handle -> {
                MasterData.replaceAll(handle, SampleLab.download());
                store.create(handle, SampleLab.OPERATOR, "lots", lot);
            });
            PushWork work = work(database, null);
            List<Duration> waits = new ArrayList<>();
            while (only(database).status() == OperationStatus.PENDING) {
                work.keep(
                        new PushOutcome.FailedByItself(only(database).id(), "not understood"),
                        null);
                waits.add(Duration.between(NOW, only(database).nextAttemptAt()));
            }
            assertEquals(
                    List.of(1, 2, 4, 8, 16, 32, 64, 128),
                    waits.stream().map(wait -> (int) wait.toSeconds()).toList());
            assertEquals(OperationStatus.BLOCKED, only(database).status());
        }
    }

    /// A hub that does what it is told, and gives numbers from one on.
    private static final class TakingHub implements HubPort {

        private final List<List<String>> requests = new ArrayList<>();
        private long number;
        private boolean refuses;
        private Runnable meanwhile = () -> {};

        @Override
        public HubAnswer<Push.Answer> push(String request, String stood) {
            List<Push.Result> results = new ArrayList<>();
            List<String> words = new ArrayList<>();
            try {
                for (JsonNode operation : Json.parseObject(request).path("operations")) {
                    words.add(operation.toString());
                    results.add(result(operation));
                }
            } catch (MalformedJson e) {
                throw new AssertionError(e);
            }
            requests.add(words);
            meanwhile.run();
            return new HubAnswer.Accepted<>(
                    new Push.Answer(true, results.size(), 0, 0, results, List.of()));
        }

        private Push.Result result(JsonNode operation) {
            number++;
            return new Push.Result(
                    operation.path("id").asText(),
                    refuses ? "rejected" : "applied",
                    !refuses,
                    operation.path("entityType").asText(),
                    operation.path("entityId").asText(),
                    null,
                    refuses ? null : Long.valueOf(number),
                    refuses ? null : 1,
                    null,
                    refuses ? null : Long.valueOf(number),
                    null,
                    null,
                    null,
                    null,
                    refuses ? "NO" : null,
                    null,
                    null,
                    refuses ? "not today" : null);
        }

        @Override
        public HubAnswer<Receipt> upload(String bundle, String stood) {
            throw new AssertionError(bundle);
        }

        @Override
        public HubAnswer<State> announce(Request attachment) {
            throw new AssertionError(attachment);
        }

        @Override
        public HubAnswer<State> piece(String sha256, long offset, byte[] bytes) {
            throw new AssertionError(sha256);
        }

        @Override
        public HubAnswer<Pull.Page> pull(String cursor) {
            throw new AssertionError(cursor);
        }

        @Override
        public HubAnswer<Download> download(LabKey lab, HalfLoad half) {
            throw new AssertionError(lab);
        }

        @Override
        public HubAnswer<Duration> probe() {
            throw new AssertionError("nobody asks");
        }
    }

    private static PushOutcome.Answered answered(SyncEvent.PushAnswered event) {
        return event.answer() instanceof HubAnswer.Accepted<Push.Answer>(var answer)
                ? new PushOutcome.Answered(answer.results())
                : fail(event.toString());
    }

    private static SyncEffect.Push next(List<SyncEvent.PushAnswered> before) {
        return new SyncEffect.Push(
                true, before.stream().flatMap(one -> one.ids().stream()).toList(), 3);
    }

    private static SyncEvent.@Nullable PushAnswered ahead(SyncEvent event) {
        return event instanceof SyncEvent.PushKept(_, var next) ? next : fail(event.toString());
    }

    private static int worded(LabDatabase database) throws StoreException {
        return Math.toIntExact(
                database.read(handle -> Outbox.list(handle, 100)).stream()
                        .filter(one -> one.status() != OperationStatus.PENDING)
                        .count());
    }

    @Test
    @Tag("SYN-2")
    void a_batch_is_worded_while_the_one_before_it_is_under_way_and_leaves_if_that_is_taken()
            throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            makeContainers(database);
            TakingHub hub = new TakingHub();
            PushWork work = work(database, hub);
            List<SyncEvent.PushAnswered> sent = new ArrayList<>();
            sent.add((SyncEvent.PushAnswered) work.push(next(sent)));

            sent.add(ahead(work.keep(answered(sent.getLast()), next(sent))));
            assertEquals(2, hub.requests.size());
            assertEquals(9, worded(database), "the third is worded");

            hub.refuses = true;
            sent.add(ahead(work.keep(answered(sent.getLast()), next(sent))));
            assertEquals(3, hub.requests.size());
            assertEquals(12, worded(database), "the fourth is worded");

            hub.refuses = false;
            assertNull(ahead(work.keep(answered(sent.getLast()), next(sent))));
            assertEquals(3, hub.requests.size(), "what was refused may change what goes next");

            sent.add((SyncEvent.PushAnswered) work.push(next(sent)));
            assertEquals(
                    IntStream.range(0, 12).mapToObj(n -> "C-" + n).toList(),
                    hub.requests.stream().flatMap(List::stream).map(PushWorkTest::code).toList());
            assertEquals(12, worded(database), "it leaves as it was worded");
        }
    }

    private static void makeContainers(LabDatabase database) throws StoreException {
        EntityStore store = store();
        database.change(handle -> {
            MasterData.replaceAll(handle, SampleLab.download());
            for (int n = 0; n < 15; n++) {
                store.create(
                        handle,
                        SampleLab.OPERATOR,
                        "containers",
                        Json.object().put("code", "C-" + n).put("status", "in_use"));
            }
        });
    }

    /// The answer was dropped with it, came again as duplicates in the next round, and was dropped again.
    @Test
    void answers_are_kept_though_the_batch_after_them_cannot_be_worded() throws Exception {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            makeContainers(database);
            TakingHub hub = new TakingHub();
            PushWork work = work(database, hub);
            List<SyncEvent.PushAnswered> sent = new ArrayList<>();
            sent.add((SyncEvent.PushAnswered) work.push(next(sent)));
            hub.meanwhile = () -> spoil(database);

            sent.add(ahead(work.keep(answered(sent.getLast()), next(sent))));
            assertEquals(3, acknowledged(database), "the third was to be worded meanwhile");
            assertNull(ahead(work.keep(answered(sent.getLast()), next(sent))));
            assertEquals(6, acknowledged(database), "the third was to be sent meanwhile");
        }
    }

    /// So that no request can be put together.
    private static void spoil(LabDatabase database) {
        try (RawFile raw = new RawFile(database.path())) {
            raw.execute(
                    "INSERT OR REPLACE INTO sync_state (key, value) VALUES ('confirmed_told', 'x')");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// It counted as brought over, and asked for what others changed.
    @Test
    @Tag("SYN-3")
    void an_announcement_that_the_hub_does_not_take_leaves_the_queue_and_counts_as_nothing()
            throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            announce(database, "1");
            TakingHub hub = new TakingHub();
            hub.refuses = true;
            PushWork work = work(database, hub);
            SyncEvent.PushAnswered sent = (SyncEvent.PushAnswered) work.push(next(List.of()));

            assertEquals(
                    new SyncEvent.PushKept(new PushTally(0, 1, 0, 0, List.of(), TypeCounts.NONE)),
                    work.keep(answered(sent), null));
            assertEquals(List.of(), database.read(handle -> Outbox.open(handle, 10)));
        }
    }

    private static long acknowledged(LabDatabase database) throws StoreException {
        return database.read(handle -> Outbox.list(handle, 100)).stream()
                .filter(one -> one.status() == OperationStatus.ACKNOWLEDGED)
                .count();
    }

    private static String code(String operation) {
        try {
            return Json.parseObject(operation).path("data").path("code").asText();
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }
}
