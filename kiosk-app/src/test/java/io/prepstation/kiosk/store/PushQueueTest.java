package io.prepstation.kiosk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-2")
class PushQueueTest {

    private static final Instant NOW = QueueDeskTest.NOW;
    private static final int BATCH = 10;
    private static final int QUEUED = 100;

    @TempDir Path folder;
    private LabDatabase database;
    private EntityStore store;
    private final PushQueue queue = new PushQueue(SampleLab.KEY, EntityTypes.STANDARD);

    @BeforeEach
    void queue() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        store =
                new EntityStore(
                        SampleLab.KEY,
                        EntityTypes.STANDARD,
                        InstantSource.fixed(NOW),
                        () -> UUID.randomUUID().toString(),
                        new SplittableRandom(20261122));
        database.change(handle -> {
            MasterData.replaceAll(handle, SampleLab.download());
            for (int n = 0; n < QUEUED; n++) {
                store.create(
                        handle,
                        SampleLab.OPERATOR,
                        "containers",
                        Json.object().put("code", "C-" + n).put("status", "in_use"));
            }
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// Each batch of a long queue read all the rest of it, because those that had been answered were allowed for as if they
    /// still waited.
    @Test
    void a_batch_late_in_a_long_queue_reads_no_more_than_the_first() throws StoreException {
        Set<String> answered = new HashSet<>();
        for (int batch = 0; batch < QUEUED / BATCH / 2; batch++) {
            List<String> ids = take(answered);
            assertEquals(BATCH, ids.size());
            answered.addAll(ids);
            database.change(handle -> ids.forEach(id -> Outbox.acknowledge(handle, id)));
        }

        PushQueue.Wanted wanted = wanted(answered);

        assertEquals(
                BATCH, database.read(handle -> PushQueue.candidates(handle, wanted, BATCH)).size());
    }

    /// What waits still, though it was tried in this round, is stepped over.
    @Test
    void what_failed_in_this_round_keeps_nothing_behind_it() throws StoreException {
        Set<String> failed = new HashSet<>();
        while (failed.size() < QUEUED) {
            List<String> ids = take(failed);
            assertEquals(BATCH, ids.size());
            failed.addAll(ids);
        }

        assertEquals(List.of(), take(failed));
    }

    @Test
    void a_batch_is_filled_from_behind_what_cannot_go() throws StoreException {
        List<Long> first =
                database.read(handle -> Outbox.open(handle, BATCH - 1)).stream()
                        .map(OutboxOperation::opSeq)
                        .toList();
        database.change(handle ->
                first.forEach(opSeq ->
                        handle.sql()
                                .run(
                                        "INSERT INTO outbox_ref (op_seq, field, ref_type, ref_id)"
                                                + " VALUES (?, 'lotId', 'lots', 'gone')",
                                        opSeq)));

        assertEquals(
                IntStream.range(BATCH - 1, 2 * BATCH - 1).mapToObj(n -> "C-" + n).toList(),
                take(Set.of()).stream().map(this::code).toList());
    }

    /// A container is deleted before its lot; the hub refuses it the other way round.
    @Test
    @Tag("SYN-6")
    void a_deletion_waits_for_an_earlier_one_that_did_not_get_through() throws StoreException {
        List<String> deletions =
                database.read(handle -> Outbox.open(handle, 3)).stream()
                        .map(OutboxOperation::id)
                        .toList();
        database.change(handle ->
                deletions.forEach(id ->
                        handle.sql()
                                .run(
                                        "UPDATE outbox SET kind = 'delete' WHERE operation_id = ?",
                                        id)));
        String cut = deletions.getFirst();
        Instant later = NOW.plusSeconds(30);
        database.change(handle -> PushQueue.postpone(handle, List.of(cut), later, "cut"));

        List<String> meanwhile = due(NOW);
        List<String> then = due(later);

        assertFalse(meanwhile.contains(deletions.get(1)) || meanwhile.contains(deletions.get(2)));
        assertTrue(then.contains(cut));
        assertFalse(then.contains(deletions.get(1)));
        database.change(handle -> Outbox.acknowledge(handle, cut));
        assertTrue(due(later).containsAll(deletions.subList(1, 3)));
    }

    /// One such stopped the whole queue, and with it the sessions.
    @Test
    @Tag("SYN-11")
    void what_cannot_be_worded_is_set_aside_and_holds_up_no_other() throws StoreException {
        List<OutboxOperation> first = database.read(handle -> Outbox.open(handle, 4));
        database.change(handle -> {
            alter(handle, first.get(0), "payload = '{\"code\":'");
            alter(handle, first.get(1), "kind = 'update'");
            handle.sql().run("DELETE FROM containers WHERE id = ?", first.get(1).entityId());
            alter(handle, first.get(2), "kind = 'update', before = '['");
            handle.sql()
                    .run(
                            "INSERT INTO outbox_ref (op_seq, field, ref_type, ref_id)"
                                    + " VALUES (?, 'lotId', 'containers', ?)",
                            first.get(3).opSeq(),
                            first.get(0).entityId());
        });

        assertEquals(
                IntStream.range(4, BATCH).mapToObj(n -> "C-" + n).toList(),
                take(Set.of()).stream().map(this::code).toList());

        List<OutboxOperation> after = database.read(handle -> Outbox.open(handle, 4));
        for (OutboxOperation one : after) {
            assertEquals(OperationStatus.BLOCKED, one.status());
        }
        for (OutboxOperation one : after.subList(0, 3)) {
            assertEquals(
                    "The waiting change %s of containers %s has lost what it changes. Run: station verify, then take it out of the queue and make the change again."
                            .formatted(one.id(), one.entityId()),
                    one.lastError());
        }
        assertEquals(
                "waits for containers " + first.get(0).entityId() + ", which cannot be sent",
                after.get(3).lastError());
        QueueDesk.Order order =
                new QueueDesk.Order(SampleLab.SUPERVISOR, "lost", Authentication.CHOSEN);
        QueueDesk desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
        for (OutboxOperation one : after.subList(0, 3)) {
            assertEquals(
                    Optional.empty(),
                    database.write(handle -> desk.remove(handle, one.id(), order)));
        }
    }

    private static void alter(WriteHandle handle, OutboxOperation operation, String how) {
        handle.sql()
                .run("UPDATE outbox SET %s WHERE op_seq = ?".formatted(how), operation.opSeq());
    }

    /// A Chinese letter is three bytes on the line.
    @Test
    void a_batch_is_as_long_as_it_is_on_the_line() throws StoreException {
        String words = "氯化钠".repeat(3000);
        database.change(handle ->
                handle.sql()
                        .run("UPDATE outbox SET payload = json_set(payload, '$.code', ?)", words));
        PushQueue.Wanted wanted = new PushQueue.Wanted(true, NOW, NOW, Set.of(), QUEUED);

        PushQueue.Batch batch = database.write(handle -> queue.take(handle, wanted));

        int bytes =
                batch.operations().stream().mapToInt(one -> one.getBytes(UTF_8).length + 1).sum();
        assertTrue(bytes <= 256 * 1024, bytes + " bytes");
        assertEquals(9, batch.ids().size());
    }

    private List<String> due(Instant now) throws StoreException {
        PushQueue.Wanted wanted =
                new PushQueue.Wanted(false, now, now.plusSeconds(3600), Set.of(), 2 * QUEUED);
        return database.read(handle -> PushQueue.candidates(handle, wanted, 2 * QUEUED)).stream()
                .map(PushQueue.Row::id)
                .toList();
    }

    private List<String> take(Set<String> without) throws StoreException {
        return database.write(handle -> queue.take(handle, wanted(without))).ids();
    }

    private static PushQueue.Wanted wanted(Set<String> without) {
        return new PushQueue.Wanted(true, NOW, NOW, without, BATCH);
    }

    private String code(String operationId) {
        try {
            String payload =
                    database.read(handle -> Outbox.find(handle, operationId))
                            .orElseThrow()
                            .payload();
            return Json.parseObject(payload).path("code").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
