package io.prepstation.kiosk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
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

    @Nested
    @Tag("SYN-6")
    class When_changes_wait_for_each_other {

        private List<StoredEntity> ring;
        private StoredEntity behind;

        @BeforeEach
        void notes_about_notes() throws StoreException {
            database.change(handle -> handle.sql().run("DELETE FROM outbox"));
            StoredEntity first = note("ingredients", "i-2");
            StoredEntity second = note("notes", first.id());
            StoredEntity third = note("notes", second.id());
            database.change(handle -> update(handle, first, "notes", third.id()));
            ring = List.of(first, second, third);
            behind = note("notes", first.id());
            assertEquals(List.of(), take(Set.of()));
        }

        private StoredEntity note(String type, String id) throws StoreException {
            return EntityStoreTest.written(
                    database.write(handle ->
                            store.create(
                                    handle,
                                    SampleLab.OPERATOR,
                                    "notes",
                                    Json.object()
                                            .put("entityType", type)
                                            .put("entityId", id)
                                            .put("text", "see there"))));
        }

        private Edit update(WriteHandle handle, StoredEntity note, String type, String id)
                throws StoreException {
            return store.update(
                    handle,
                    SampleLab.OPERATOR,
                    "notes",
                    note.id(),
                    Json.object().put("entityType", type).put("entityId", id));
        }

        private List<OutboxOperation> queued() throws StoreException {
            return database.read(handle -> Outbox.open(handle, BATCH));
        }

        @Test
        void each_says_with_which_others_and_what_is_behind_them_waits_too() throws StoreException {
            assertEquals(
                    List.of(
                            circle(ring.get(1), ring.get(2)),
                            circle(ring.get(0), ring.get(2)),
                            circle(ring.get(0), ring.get(1)),
                            "waits for notes " + ring.get(0).id() + ", which waits in a circle"),
                    queued().stream().map(OutboxOperation::lastError).toList());
            assertEquals(
                    Set.of(OperationStatus.BLOCKED),
                    queued().stream().map(OutboxOperation::status).collect(Collectors.toSet()));
        }

        private static String circle(StoredEntity one, StoredEntity other) {
            return "waits in a circle with "
                    + Stream.of(one, other)
                            .map(note -> "notes " + note.id())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "; change what one of them refers to, or take it out of the queue";
        }

        @Test
        void they_go_when_one_refers_to_something_else() throws StoreException {
            database.change(handle -> update(handle, ring.get(0), "ingredients", "i-1"));

            List<String> ids = take(Set.of());

            assertEquals(3, ids.size());
            Push.Result made =
                    Push.Result.applied(
                            ids.getFirst(), "notes", ring.get(0).id(), null, 700L, 1, "hash", 1L);
            database.change(handle ->
                    new PushResults(
                                    EntityTypes.STANDARD,
                                    store.mappings(),
                                    _ -> NOW,
                                    () -> "another")
                            .keep(handle, List.of(made), NOW, 8));
            assertEquals(
                    List.of(behind.id()),
                    take(Set.copyOf(ids)).stream().map(PushQueueTest.this::entity).toList());
        }

        @Test
        void they_wait_again_while_it_is_still_one() throws StoreException {
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "notes",
                            ring.get(1).id(),
                            Json.object().put("text", "see here")));

            assertEquals(List.of(), take(Set.of()));
            assertEquals(circle(ring.get(0), ring.get(2)), queued().get(1).lastError());
        }

        @Test
        void what_refers_to_one_that_is_taken_out_waits_for_a_person() throws StoreException {
            QueueDesk desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
            QueueDesk.Order order =
                    new QueueDesk.Order(SampleLab.SUPERVISOR, "a circle", Authentication.CHOSEN);
            String last = queued().get(2).id();

            assertEquals(
                    Optional.empty(), database.write(handle -> desk.remove(handle, last, order)));

            assertEquals(
                    "refers to notes " + ring.get(2).id() + ", which was taken out of the queue",
                    queued().getFirst().lastError());
            assertEquals(List.of(), take(Set.of()));
            assertTrue(
                    queued().stream().allMatch(one -> one.status() == OperationStatus.BLOCKED),
                    queued().toString());
        }
    }

    private String entity(String operationId) {
        try {
            return database.read(handle -> Outbox.find(handle, operationId))
                    .orElseThrow()
                    .entityId();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    /// The lot is refused after two people changed the container: only what names the lot waits for that, and goes when it is there.
    @Test
    @Tag("SYN-6")
    void what_stands_before_a_change_that_names_what_is_refused_goes_by_itself()
            throws StoreException {
        EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
        OutboxOperation container = database.read(handle -> Outbox.open(handle, 1)).getFirst();
        String lot =
                EntityStoreTest.written(
                                database.write(handle ->
                                        store.create(
                                                handle,
                                                SampleLab.OPERATOR,
                                                "lots",
                                                EntityStoreTest.lot("L-9"))))
                        .id();
        database.change(handle -> {
            Outbox.acknowledge(handle, container.id());
            store.update(
                    handle,
                    SampleLab.OPERATOR,
                    "containers",
                    container.entityId(),
                    Json.object().put("status", "clean"));
            store.update(
                    handle,
                    SampleLab.SUPERVISOR,
                    "containers",
                    container.entityId(),
                    Json.object().put("lotId", lot));
            PushResults.block(handle, "lots", lot, "waits for lots " + lot + ", which is refused");
        });

        assertEquals(
                List.of("acknowledged", "pending", "blocked"),
                database.read(handle ->
                        handle.sql()
                                .list(
                                        "SELECT status FROM outbox WHERE entity_id = ? ORDER BY op_seq",
                                        row -> row.getString(1),
                                        container.entityId())));
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

    /// The whole batch was rolled back in each round.
    @Test
    @Tag("SYN-11")
    void what_cannot_be_read_behind_a_change_sets_that_aside_and_holds_up_no_other()
            throws StoreException {
        edit(SampleLab.OPERATOR, Json.object().put("signalWord", "Danger"));
        edit(SampleLab.SUPERVISOR, Json.object().put("name", "Salt, fine"));
        List<OutboxOperation> edits = database.read(handle -> Outbox.list(handle, 2));
        database.change(handle -> alter(handle, edits.getFirst(), "before = '['"));

        assertEquals(BATCH, take(Set.of()).size());
        PushQueue.Wanted all = new PushQueue.Wanted(true, NOW, NOW, Set.of(), 2 * QUEUED);
        assertEquals(QUEUED, database.write(handle -> queue.take(handle, all)).ids().size());

        assertEquals(OperationStatus.BLOCKED, found(edits.getLast()).status());
        QueueDesk desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
        QueueDesk.Order order =
                new QueueDesk.Order(SampleLab.SUPERVISOR, "read", Authentication.CHOSEN);
        database.change(handle -> desk.retry(handle, edits.getLast().id(), order));
        assertEquals(
                List.of(edits.getLast().id()),
                database.write(handle -> queue.take(handle, all)).ids().stream()
                        .filter(edits.getLast().id()::equals)
                        .toList());
    }

    /// Nobody could change or delete the thing until a supervisor took the operation out.
    @Test
    @Tag("SYN-11")
    void a_thing_of_which_something_unreadable_waits_can_be_changed() throws StoreException {
        edit(SampleLab.OPERATOR, Json.object().put("signalWord", "Danger"));
        database.change(handle ->
                alter(handle, Outbox.list(handle, 1).getFirst(), "payload = '{\"signalWord\":'"));
        take(Set.of());

        edit(SampleLab.SUPERVISOR, Json.object().put("name", "Salt, fine"));

        assertEquals(
                "{\"name\":\"Salt, fine\"}",
                database.read(handle -> Outbox.list(handle, 1)).getFirst().payload());
    }

    /// It was never empty, and nobody was told why.
    @Nested
    @Tag("SYN-1")
    class When_something_waits_behind_what_is_set_aside {

        private QueueDesk desk;
        private final QueueDesk.Order order =
                new QueueDesk.Order(SampleLab.SUPERVISOR, "seen", Authentication.CHOSEN);
        private OutboxOperation first;
        private OutboxOperation second;

        @BeforeEach
        void set_aside() throws StoreException {
            desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
            database.change(handle -> handle.sql().run("DELETE FROM outbox"));
            edit(SampleLab.OPERATOR, Json.object().put("name", "Salt"));
            edit(SampleLab.SUPERVISOR, Json.object().put("name", "Salt, fine"));
            List<OutboxOperation> edits = database.read(handle -> Outbox.list(handle, 2));
            first = edits.getLast();
            second = edits.getFirst();
            database.change(handle ->
                    PushQueue.fail(handle, List.of(first.id()), NOW, "not understood", 1));
        }

        @Test
        void it_says_so() throws StoreException {
            assertEquals(OperationStatus.BLOCKED, found(second).status());
            assertEquals("waits for a change that is not at the hub", found(second).lastError());
            assertEquals(0, database.read(PushQueue::waiting).count());
        }

        @Test
        void it_goes_when_that_has_gone_after_all() throws StoreException {
            database.change(handle -> desk.retry(handle, first.id(), order));
            assertEquals(List.of(first.id()), take(Set.of()));

            database.change(handle ->
                    new PushResults(
                                    EntityTypes.STANDARD,
                                    store.mappings(),
                                    _ -> NOW,
                                    () -> "another")
                            .keep(handle, List.of(applied(first)), NOW, 8));

            assertEquals(List.of(second.id()), take(Set.of()));
        }

        @Test
        void it_goes_when_that_is_taken_out() throws StoreException {
            database.change(handle -> desk.remove(handle, first.id(), order));

            assertEquals(List.of(second.id()), take(Set.of()));
        }

        /// What the hub does not know cannot be changed there.
        @Test
        void it_stays_while_the_thing_was_refused_and_not_made_again() throws StoreException {
            database.change(handle -> {
                handle.sql()
                        .run(
                                "UPDATE outbox SET entity_id = 'temp_1_a_ingredients' WHERE entity_id = ?",
                                first.entityId());
                alter(handle, first, "kind = 'create', status = 'rejected'");
            });
            OutboxOperation third = changedSince();

            assertEquals(
                    Optional.empty(),
                    database.write(handle -> desk.remove(handle, second.id(), order)));

            assertEquals(OperationStatus.BLOCKED, found(third).status());
            assertEquals(List.of(), take(Set.of()));
        }

        /// One more behind both.
        private OutboxOperation changedSince() throws StoreException {
            database.change(handle ->
                    handle.sql()
                            .run(
                                    """
                                    INSERT INTO outbox (operation_id, kind, entity_type, entity_id, payload, priority, created_at, author,
                                        next_attempt_at, status, last_error)
                                    SELECT 'third', kind, entity_type, entity_id, payload, priority, created_at, author,
                                        next_attempt_at, 'blocked', 'waits for a change that the hub refused'
                                    FROM outbox WHERE operation_id = ?
                                    """,
                                    second.id()));
            return database.read(handle -> Outbox.find(handle, "third")).orElseThrow();
        }

        private static Push.Result applied(OutboxOperation operation) {
            return Push.Result.applied(
                    operation.id(),
                    operation.entityType(),
                    operation.entityId(),
                    null,
                    null,
                    2,
                    "hash",
                    1L);
        }
    }

    private void edit(User author, ObjectNode changes) throws StoreException {
        EntityStoreTest.written(
                database.write(
                        handle -> store.update(handle, author, "ingredients", "i-1", changes)));
    }

    private OutboxOperation found(OutboxOperation operation) throws StoreException {
        return database.read(handle -> Outbox.find(handle, operation.id())).orElseThrow();
    }

    private static void alter(WriteHandle handle, OutboxOperation operation, String how) {
        handle.sql().run("UPDATE outbox SET %s WHERE op_seq = ?".formatted(how), operation.opSeq());
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
