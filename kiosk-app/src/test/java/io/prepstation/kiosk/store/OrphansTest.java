package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
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
        desk =
                new QueueDesk(
                        store,
                        InstantSource.fixed(QueueDeskTest.NOW),
                        () -> "another-" + Math.abs(lot.hashCode()));
        lot = made("lots", EntityStoreTest.lot("B-1"));
        run("UPDATE outbox SET status = 'acknowledged'");
        run("UPDATE lots SET id = '17', sync_status = 'synced'");
        lot = "17";
    }

    @AfterEach
    void close() {
        database.close();
    }

    String made(String type, com.fasterxml.jackson.databind.node.ObjectNode fields)
            throws StoreException {
        Edit edit =
                database.write(
                        handle -> store.create(handle, SampleLab.OPERATOR, type, fields));
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

    void lotIsBack() throws StoreException {
        run("UPDATE lots SET withdrawn = 0");
        database.change(
                handle -> Orphans.release(handle, EntityTypes.STANDARD, QueueDeskTest.NOW));
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
        return database.write(
                handle -> desk.carryOut(handle, way, id, QueueDeskTest.ORDER));
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

        @Test
        void is_queued_until_then() throws StoreException {
            container();
            lotIsGone();
            taken();

            assertEquals(Optional.empty(), order(Way.QUEUE));
            assertEquals(Orphans.State.QUEUED, state());
            assertEquals(1, database.read(Orphans::settled).intValue());
            assertTrue(lastEvent().contains("orphan_queued"), lastEvent());
            assertEquals(List.of(), taken());
            lotIsBack();
            assertEquals(OperationStatus.PENDING, first().status());
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

            assertEquals(Orphans.State.FOUND, state());
            assertEquals(Optional.empty(), order(Way.QUEUE));
            assertFalse(first().id().equals(id));
            assertEquals("waits for lots 17, which is gone", first().lastError());
        }

        @Test
        void whose_parent_is_there_is_none() throws StoreException {
            container();

            assertEquals(Optional.of(Hindrance.NO_ORPHAN), order(Way.KEEP));
        }
    }

    @Nested
    class A_thing_that_both_sides_have {

        Orphans.Row row() throws StoreException {
            return database.read(handle -> Orphans.rows(handle, EntityTypes.STANDARD)).getFirst();
        }

        Optional<Hindrance> choose(Way way) throws StoreException {
            Orphans.Row row = row();
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
            assertEquals(
                    List.of(),
                    database.read(handle -> Orphans.rows(handle, EntityTypes.STANDARD)));
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
        void is_deleted_at_the_hub_too() throws StoreException {
            assertEquals(Optional.empty(), choose(Way.REMOVE));

            assertEquals(OperationKind.DELETE, first().kind());
            assertEquals(
                    List.of(),
                    database.read(handle -> Orphans.rows(handle, EntityTypes.STANDARD)));
        }
    }
}
