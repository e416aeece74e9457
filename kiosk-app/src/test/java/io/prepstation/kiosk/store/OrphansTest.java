package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What refers to a thing that is gone.
@Tag("SYN-6")
class OrphansTest {

    @TempDir Path folder;
    LabDatabase database;
    EntityStore store;
    QueueDesk desk;
    String lot = "";

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        store = EntityStoreTest.storeOf(SampleLab.KEY);
        desk = new QueueDesk(store, InstantSource.fixed(QueueDeskTest.NOW), () -> "another");
        lot = made("lots", EntityStoreTest.lot("B-1"));
        run("UPDATE outbox SET status = 'acknowledged'");
        run("UPDATE lots SET id = '17', sync_status = 'synced'");
        lot = "17";
    }

    @AfterEach
    void close() {
        database.close();
    }

    String made(String type, ObjectNode fields) throws StoreException {
        Edit edit =
                database.write(handle -> store.create(handle, SampleLab.OPERATOR, type, fields));
        return ((Edit.Written) edit).entity().id();
    }

    String container() throws StoreException {
        return made(
                "containers",
                Json.object().put("code", "C-1").put("lotId", lot).put("status", "in_use"));
    }

    void run(String statement) throws StoreException {
        database.change(handle -> handle.sql().run(statement));
    }

    void lotIsGone() throws StoreException {
        run("UPDATE lots SET withdrawn = 1");
    }

    void lotIsGoneButNot(String other) throws StoreException {
        run("UPDATE lots SET withdrawn = 1 WHERE id <> '" + other + "'");
    }

    OutboxOperation ofContainer() throws StoreException {
        return database.read(handle -> Outbox.open(handle, 10)).stream()
                .filter(one -> one.entityType().equals("containers"))
                .findFirst()
                .orElseThrow();
    }

    void lotIsBack() throws StoreException {
        run("UPDATE lots SET withdrawn = 0");
        database.change(handle -> Orphans.release(handle, EntityTypes.STANDARD, QueueDeskTest.NOW));
    }

    List<String> taken() throws StoreException {
        PushQueue queue = new PushQueue(SampleLab.KEY, EntityTypes.STANDARD);
        return database.write(handle ->
                        queue.take(
                                handle,
                                new PushQueue.Wanted(
                                        true, QueueDeskTest.NOW, QueueDeskTest.NOW, Set.of(), 50)))
                .ids();
    }

    OutboxOperation first() throws StoreException {
        return database.read(handle -> Outbox.open(handle, 10)).getFirst();
    }

    Orphans.State state() throws StoreException {
        return Orphans.stateOf(first());
    }

    Optional<Hindrance> order(Way way) throws StoreException {
        String id = first().id();
        return database.write(handle -> desk.carryOut(handle, way, id, QueueDeskTest.ORDER));
    }

    String lastEvent() throws StoreException {
        return database.read(handle -> AuditTrail.newest(handle, 1)).getFirst().body();
    }

    @Nested
    class A_change {

        @Test
        void is_not_sent_when_what_it_refers_to_is_gone_and_what_refers_to_it_waits()
                throws StoreException {
            String container = container();
            made(
                    "notes",
                    Json.object()
                            .put("entityType", "containers")
                            .put("entityId", container)
                            .put("text", "smells"));
            lotIsGone();

            assertEquals(List.of(), taken());

            assertEquals(Orphans.State.FOUND, state());
            assertEquals("refers to lots 17, which is gone", first().lastError());
            OutboxOperation note = database.read(handle -> Outbox.open(handle, 10)).getLast();
            assertEquals(OperationStatus.BLOCKED, note.status());
            assertEquals(Orphans.State.NONE, Orphans.stateOf(note));
        }

        /// A copied card changed the lot before it was deleted, and its creation is told as somebody else's.
        @Test
        void is_not_sent_beside_a_change_of_what_is_gone() throws StoreException {
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            lot,
                            Json.object().put("status", "blocked")));
            container();
            lotIsGone();

            assertEquals(List.of(first().id()), taken());

            assertEquals(Orphans.State.FOUND, Orphans.stateOf(ofContainer()));
        }

        @Test
        void that_was_sent_before_goes_again_because_the_hub_may_have_it() throws StoreException {
            container();
            assertEquals(1, taken().size());
            lotIsGone();

            assertEquals(1, taken().size());
        }

        @Test
        void goes_by_itself_when_what_it_refers_to_is_back() throws StoreException {
            container();
            lotIsGone();
            taken();
            lotIsBack();

            assertEquals(OperationStatus.PENDING, first().status());
            assertEquals(1, taken().size());
        }

        /// A hub that was put back had lost the lot, and another station brings it again.
        @Test
        void goes_by_itself_when_what_was_taken_out_of_the_queue_is_brought_by_another()
                throws StoreException {
            lot = made("lots", EntityStoreTest.lot("B-2"));
            run(
                    "UPDATE outbox SET entity_id = '18', status = 'rejected', last_error = 'INVALID'"
                            + " WHERE entity_id = '%s'".formatted(lot));
            run(
                    "UPDATE lots SET id = '18', sync_status = 'rejected' WHERE id = '%s'"
                            .formatted(lot));
            lot = "18";
            container();
            assertEquals(Optional.empty(), order(Way.REMOVE));
            assertEquals(
                    "refers to lots 18, which was taken out of the queue",
                    ofContainer().lastError());
            assertEquals(Orphans.State.FOUND, Orphans.stateOf(ofContainer()));

            lotIsBack();

            assertEquals(OperationStatus.PENDING, ofContainer().status());
            assertEquals(1, taken().size());
        }

        @Test
        void is_queued_until_then() throws StoreException {
            container();
            lotIsGone();
            taken();

            assertEquals(Optional.empty(), order(Way.QUEUE));
            assertEquals(Orphans.State.QUEUED, state());
            assertEquals(1, database.read(Orphans::settled).size());
            assertTrue(lastEvent().contains("orphan_queued"), lastEvent());
            assertEquals(List.of(), taken());
            lotIsBack();
            assertEquals(OperationStatus.PENDING, first().status());
        }

        @Test
        void that_is_queued_is_not_released_by_news_of_its_parent_that_leave_it_gone()
                throws StoreException {
            container();
            lotIsGone();
            taken();
            order(Way.QUEUE);

            database.change(handle -> PushResults.release(handle, "lots", lot, QueueDeskTest.NOW));

            assertEquals(Orphans.State.QUEUED, state());
        }

        @Test
        void that_was_kept_goes_when_it_is_queued_and_its_parent_is_back() throws StoreException {
            container();
            lotIsGone();
            taken();
            order(Way.KEEP);
            lotIsBack();

            assertEquals(Optional.empty(), order(Way.QUEUE));

            assertEquals(OperationStatus.PENDING, first().status());
            assertEquals(1, taken().size());
        }

        @Test
        void is_kept_here_whatever_comes() throws StoreException {
            String container = container();
            lotIsGone();
            taken();

            assertEquals(Optional.empty(), order(Way.KEEP));
            lotIsBack();
            assertEquals(Orphans.State.KEPT, state());
            assertEquals(List.of(), taken());
            assertTrue(
                    database.read(handle -> store.get(handle, "containers", container))
                            .isPresent());
            assertTrue(lastEvent().contains("orphan_kept"), lastEvent());
        }

        @Test
        void is_deleted() throws StoreException {
            container();
            lotIsGone();
            taken();

            assertEquals(Optional.empty(), order(Way.REMOVE));
            assertEquals(List.of(), database.read(handle -> Outbox.open(handle, 10)));
            assertEquals(List.of(), database.read(handle -> store.getAll(handle, "containers")));
        }

        @Test
        void that_the_hub_refused_for_want_of_its_parent_is_one_too() throws StoreException {
            container();
            String id = first().id();
            database.change(
                    handle -> Outbox.reject(handle, id, "PARENT_MISSING: there is no lot 17"));
            lotIsGone();

            assertEquals(Orphans.State.FOUND, state());
            assertEquals(Optional.empty(), order(Way.QUEUE));
            assertFalse(first().id().equals(id));
            assertEquals("waits for lots 17, which is gone", first().lastError());
        }

        @Test
        void that_the_hub_refused_goes_as_another_when_it_is_queued_and_its_parent_is_back()
                throws StoreException {
            container();
            String id = first().id();
            lotIsGone();
            database.change(
                    handle -> Outbox.reject(handle, id, "PARENT_MISSING: there is no lot 17"));
            lotIsBack();
            assertEquals(Orphans.State.FOUND, state());

            assertEquals(Optional.empty(), order(Way.QUEUE));

            assertEquals(List.of("another"), taken());
        }

        @Test
        void of_the_same_thing_waits_behind_it_and_does_not_count_as_waiting()
                throws StoreException {
            String container = container();
            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.SUPERVISOR,
                            "containers",
                            container,
                            Json.object().put("status", "clean")));
            lotIsGone();
            taken();

            assertEquals(0, database.read(PushQueue::waiting).count());
        }

        @Test
        void goes_when_it_is_made_to_refer_to_what_is_there() throws StoreException {
            String other = made("lots", EntityStoreTest.lot("B-2"));
            String container = container();
            lotIsGoneButNot(other);
            assertEquals(1, taken().size());
            assertEquals(Orphans.State.FOUND, Orphans.stateOf(ofContainer()));

            Edit edit =
                    database.write(handle ->
                            store.update(
                                    handle,
                                    SampleLab.OPERATOR,
                                    "containers",
                                    container,
                                    Json.object().put("lotId", other)));

            assertInstanceOf(Edit.Written.class, edit);
            assertEquals(OperationStatus.PENDING, ofContainer().status());
            assertEquals(2, taken().size());
        }

        /// Both had left; the hub refused the lot, so it has no such container either.
        @Test
        void that_left_with_what_was_refused_and_taken_out_goes_as_another_once_it_is_mended()
                throws StoreException {
            String there = lot;
            String own = made("lots", EntityStoreTest.lot("B-2"));
            lot = own;
            String container = container();
            assertEquals(2, taken().size());
            String former = ofContainer().id();
            run(
                    "UPDATE outbox SET status = 'rejected', last_error = 'INVALID' WHERE entity_type = 'lots'"
                            + " AND status = 'sent'");
            run("UPDATE lots SET sync_status = 'rejected' WHERE id = '%s'".formatted(own));
            run(
                    "UPDATE outbox SET status = 'blocked', last_error = 'waits for lots %s, which the hub refused'"
                                    .formatted(own)
                            + " WHERE entity_type = 'containers'");
            assertEquals(Optional.empty(), order(Way.REMOVE));
            assertEquals(Orphans.State.FOUND, Orphans.stateOf(ofContainer()));
            assertNotEquals(former, ofContainer().id());

            moved(SampleLab.OPERATOR, container, there);

            assertEquals(List.of(ofContainer().id()), taken());
        }

        /// It was moved to another lot before anybody chose for the one that it named first.
        @Test
        void that_names_something_else_by_now_goes_when_it_is_queued() throws StoreException {
            String there = lot;
            String own = made("lots", EntityStoreTest.lot("B-2"));
            run(
                    "UPDATE outbox SET status = 'rejected', last_error = 'INVALID' WHERE entity_id = '%s'"
                            .formatted(own));
            run("UPDATE lots SET sync_status = 'rejected' WHERE id = '%s'".formatted(own));
            lot = own;
            String container = container();
            moved(SampleLab.OPERATOR, container, there);
            assertEquals(Optional.empty(), order(Way.REMOVE));
            String orphan = ofContainer().id();
            assertEquals(Orphans.State.FOUND, Orphans.stateOf(ofContainer()));

            assertEquals(
                    Optional.empty(),
                    database.write(handle ->
                            desk.carryOut(handle, Way.QUEUE, orphan, QueueDeskTest.ORDER)));

            assertEquals(List.of(ofContainer().id()), taken());
        }

        private void moved(User by, String container, String to) throws StoreException {
            Edit edit =
                    database.write(handle ->
                            store.update(
                                    handle,
                                    by,
                                    "containers",
                                    container,
                                    Json.object().put("lotId", to)));
            assertInstanceOf(Edit.Written.class, edit);
        }

        private void assertMadeOn(String other) throws StoreException {
            assertEquals(
                    List.of("containers create u-sup " + other),
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT format('%s %s %s %s', entity_type, kind, author, ref_id)"
                                                    + " FROM outbox o JOIN outbox_ref r USING (op_seq)"
                                                    + " WHERE entity_type = 'containers' AND field = 'lotId'",
                                            row -> row.getString(1))));
        }

        @Test
        void goes_when_somebody_else_makes_it_refer_to_what_is_there() throws StoreException {
            String other = made("lots", EntityStoreTest.lot("B-2"));
            String container = container();
            lotIsGoneButNot(other);
            taken();

            moved(SampleLab.SUPERVISOR, container, other);

            assertEquals(OperationStatus.PENDING, ofContainer().status());
            assertMadeOn(other);
            assertEquals(2, taken().size());
        }

        @Test
        void goes_at_once_when_somebody_made_it_refer_to_another_before_it_was_looked_at()
                throws StoreException {
            String other = made("lots", EntityStoreTest.lot("B-2"));
            String container = container();
            moved(SampleLab.SUPERVISOR, container, other);
            lotIsGoneButNot(other);

            assertEquals(2, taken().size());

            assertMadeOn(other);
        }

        @Test
        void goes_when_it_refers_to_what_is_there_although_others_said_something_behind_it()
                throws StoreException {
            String other = made("lots", EntityStoreTest.lot("B-2"));
            String container = container();
            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.SUPERVISOR,
                            "containers",
                            container,
                            Json.object().put("status", "clean")));
            lotIsGoneButNot(other);
            taken();
            moved(SampleLab.OPERATOR, container, other);
            moved(SampleLab.SUPERVISOR, container, other);

            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.SUPERVISOR,
                            "containers",
                            container,
                            Json.object().put("code", "C-2")));

            assertEquals(OperationStatus.PENDING, ofContainer().status());
            assertTrue(ofContainer().payload().contains("clean"), ofContainer().payload());
        }

        @Test
        void that_the_hub_refused_and_is_queued_goes_when_somebody_makes_it_refer_to_another()
                throws StoreException {
            String other = made("lots", EntityStoreTest.lot("B-2"));
            String container = container();
            String id = ofContainer().id();
            lotIsGoneButNot(other);
            database.change(handle -> {
                Outbox.reject(handle, id, "PARENT_MISSING: there is no lot 17");
                handle.sql().run("UPDATE containers SET sync_status = 'rejected'");
            });
            assertEquals(
                    Optional.empty(),
                    database.write(
                            handle -> desk.carryOut(handle, Way.QUEUE, id, QueueDeskTest.ORDER)));

            moved(SampleLab.SUPERVISOR, container, other);

            assertEquals(OperationStatus.PENDING, ofContainer().status());
            assertMadeOn(other);
        }

        @Test
        void that_is_deleted_at_the_bench_is_never_told_to_the_hub() throws StoreException {
            String container = container();
            lotIsGone();
            taken();

            database.write(
                    handle -> store.delete(handle, SampleLab.OPERATOR, "containers", container));

            assertEquals(List.of(), database.read(handle -> Outbox.open(handle, 10)));
        }

        @Test
        void that_is_kept_takes_later_changes_in() throws StoreException {
            String container = container();
            lotIsGone();
            taken();
            order(Way.KEEP);

            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "containers",
                            container,
                            Json.object().put("status", "clean")));

            assertEquals(1, database.read(handle -> Outbox.open(handle, 10)).size());
            assertEquals(Orphans.State.KEPT, state());
        }

        @Test
        void is_held_against_the_rows_once_for_each_thing_of_a_batch_and_by_its_key()
                throws StoreException {
            for (int n = 0; n < 50; n++) {
                made(
                        "containers",
                        Json.object()
                                .put("code", "D-" + n)
                                .put("lotId", lot)
                                .put("status", "in_use"));
            }

            assertEquals(50, taken().size());
            assertEquals(
                    List.of("SEARCH lots USING INDEX sqlite_autoindex_lots_1 (id=?)"),
                    plan("SELECT 1 FROM lots WHERE id = 'x' AND withdrawn = 0"));
        }

        /// A night of the simulation: what was kept stood before its correction for ever.
        @Test
        void that_was_refused_and_corrected_since_is_no_more_to_be_chosen_for()
                throws StoreException {
            String container = container();
            String id = first().id();
            database.change(handle -> {
                Outbox.reject(handle, id, "PARENT_MISSING: there is no lot 17");
                handle.sql().run("UPDATE containers SET sync_status = 'rejected'");
            });
            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "containers",
                            container,
                            Json.object().put("status", "clean")));

            assertEquals(Optional.of(Hindrance.SUPERSEDED), order(Way.KEEP));
            assertEquals(Optional.of(Hindrance.SUPERSEDED), order(Way.QUEUE));
        }

        @Test
        void whose_parent_is_there_is_none() throws StoreException {
            container();

            assertEquals(Optional.of(Hindrance.NO_ORPHAN), order(Way.KEEP));
        }
    }

    @Nested
    class A_thing_that_both_sides_have {

        List<OrphanRows.Row> rows() throws StoreException {
            return database.read(handle -> OrphanRows.all(handle, EntityTypes.STANDARD));
        }

        OrphanRows.Row row() throws StoreException {
            return rows().getFirst();
        }

        Optional<Hindrance> choose(Way way) throws StoreException {
            String row = row().key();
            return database.write(handle ->
                    desk.carryOut(
                            handle,
                            way,
                            row,
                            QueueDeskTest.order(SampleLab.SUPERVISOR, "tidied up")));
        }

        @BeforeEach
        void orphaned() throws StoreException {
            container();
            run("UPDATE outbox SET status = 'acknowledged'");
            run("UPDATE containers SET sync_status = 'synced'");
            assertEquals(List.of(), rows());
            lotIsGone();
        }

        @Test
        void is_found() throws StoreException {
            assertEquals("containers", row().type());
            assertEquals("refers to lots 17, which is gone", row().reason());
        }

        @Test
        void is_kept_or_left_until_its_parent_is_back_and_nobody_is_asked_again()
                throws StoreException {
            assertEquals(Optional.empty(), choose(Way.KEEP));
            assertEquals(Orphans.State.KEPT, row().state());
            assertTrue(lastEvent().contains("tidied up"), lastEvent());
            assertEquals(Optional.empty(), choose(Way.QUEUE));
            assertEquals(Orphans.State.QUEUED, row().state());
        }

        @Test
        void is_found_however_many_others_were_chosen_for() throws StoreException {
            run(
                    "INSERT INTO containers (id, code, lot_id, status, lab_id, created_at, created_by, updated_at,"
                            + " sync_status) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
                            + " SELECT 'c' || i, 'N-' || i, '17', 'clean', 'lab', 0, 'x', 0, 'synced' FROM n");
            run(
                    "INSERT INTO orphan_choice SELECT 'containers', id, 'lots', '17', 'kept' FROM containers"
                            + " WHERE id <> 'c60'");

            assertEquals("c60", row().id());
            assertEquals(Orphans.State.FOUND, row().state());
            assertEquals(Orphans.State.KEPT, rows().getLast().state());
        }

        @Test
        void is_deleted_at_the_hub_too() throws StoreException {
            assertEquals(Optional.empty(), choose(Way.REMOVE));

            assertEquals(OperationKind.DELETE, first().kind());
            assertEquals(List.of(), rows());
        }

        @Test
        void is_asked_about_again_when_its_parent_was_back_and_went_again() throws StoreException {
            assertEquals(Optional.empty(), choose(Way.KEEP));
            lotIsBack();
            assertEquals(List.of(), rows());
            lotIsGone();

            assertEquals(Orphans.State.FOUND, row().state());
        }

        @Test
        void is_none_when_its_parent_is_there() throws StoreException {
            String key = row().key();
            lotIsBack();

            assertEquals(
                    Optional.of(Hindrance.NO_ORPHAN),
                    database.write(
                            handle -> desk.carryOut(handle, Way.KEEP, key, QueueDeskTest.ORDER)));
        }

        @Test
        void is_looked_for_by_what_is_gone_and_never_by_all_there_is() throws StoreException {
            List<String> plan = new ArrayList<>();
            for (OrphanRows.Kind kind : OrphanRows.kinds(EntityTypes.STANDARD).toList()) {
                plan.addAll(plan(OrphanRows.found(kind)));
                plan.addAll(plan(OrphanRows.chosen(kind)));
            }

            assertTrue(
                    plan.stream().anyMatch(line -> line.contains("containers_by_lot")),
                    plan.toString());
            assertEquals(
                    List.of(),
                    plan.stream()
                            .filter(line -> line.matches("SCAN.*|.*AUTOMATIC.*"))
                            .filter(line ->
                                    !line.matches("SCAN p USING (COVERING )?INDEX \\w+_gone"))
                            .toList());
        }
    }

    List<String> plan(String statement) throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list("EXPLAIN QUERY PLAN " + statement, row -> row.getString("detail")));
    }
}
