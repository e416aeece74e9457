package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.Instant;
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

@Tag("SYN-1")
class QueueDeskTest {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    static final User SUPERVISOR = new User("sam", "Sam Orr", Set.of(Role.SUPERVISOR), true);
    static final QueueDesk.Order ORDER = new QueueDesk.Order(SUPERVISOR, "typed by mistake");

    @TempDir Path folder;
    LabDatabase database;
    EntityStore store;
    final QueueDesk desk =
            new QueueDesk(EntityTypes.STANDARD, InstantSource.fixed(NOW), () -> "another");

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        store = EntityStoreTest.storeOf(SampleLab.KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    String lot() throws StoreException {
        Edit made =
                database.write(handle ->
                        store.create(
                                handle, SampleLab.OPERATOR, "lots", EntityStoreTest.lot("B-1")));
        return ((Edit.Written) made).entity().id();
    }

    OutboxOperation first() throws StoreException {
        return queue().getFirst();
    }

    List<OutboxOperation> queue() throws StoreException {
        return database.read(handle -> Outbox.open(handle, 10));
    }

    void set(String status) throws StoreException {
        database.change(handle ->
                handle.sql()
                        .run(
                                "UPDATE outbox SET status = ?, attempts = 8, ever_sent = 1, frozen = '{}',"
                                        + " last_error = 'why'",
                                status));
    }

    Optional<String> retry() throws StoreException {
        String id = first().id();
        return database.write(handle -> desk.retry(handle, id, ORDER));
    }

    Optional<String> remove(QueueDesk.Order order) throws StoreException {
        String id = first().id();
        return database.write(handle -> desk.remove(handle, id, order));
    }

    String lastEvent() throws StoreException {
        return database.read(handle -> AuditTrail.newest(handle, 1)).getFirst().body();
    }

    @Nested
    class Trying_again {

        @Test
        void one_that_failed_too_often_goes_up_as_it_was() throws StoreException {
            lot();
            set("blocked");
            String id = first().id();

            assertEquals(Optional.empty(), retry());

            assertEquals(id, first().id());
            assertEquals(OperationStatus.PENDING, first().status());
            assertEquals(0, first().attempts());
            assertTrue(lastEvent().contains("queue_retried"), lastEvent());
        }

        @Test
        void one_that_the_hub_refused_goes_up_as_another() throws StoreException {
            lot();
            set("rejected");

            assertEquals(Optional.empty(), retry());

            assertEquals("another", first().id());
            assertEquals(OperationStatus.PENDING, first().status());
        }
    }

    @Nested
    class Taking_out {

        @Test
        void what_only_this_station_knows_is_gone_and_its_dependents_wait() throws StoreException {
            String lot = lot();
            database.change(handle ->
                    store.create(
                            handle,
                            SampleLab.OPERATOR,
                            "containers",
                            Json.object()
                                    .put("code", "C-1")
                                    .put("lotId", lot)
                                    .put("status", "in_use")));

            assertEquals(Optional.empty(), remove(ORDER));

            assertEquals(1, queue().size());
            assertEquals(OperationStatus.BLOCKED, first().status());
            assertTrue(first().lastError().contains(lot), first().lastError());
            assertEquals(List.of(), database.read(handle -> store.getAll(handle, "lots")));
            assertTrue(lastEvent().contains("B-1"), lastEvent());
        }

        @Test
        void what_was_sent_is_not_taken_out_before_there_is_an_answer() throws StoreException {
            lot();
            set("sent");

            assertNotEquals(Optional.empty(), remove(ORDER));

            assertEquals(1, queue().size());
        }

        @Test
        void needs_a_supervisor_and_a_reason() throws StoreException {
            lot();

            assertNotEquals(
                    Optional.empty(), remove(new QueueDesk.Order(SampleLab.OPERATOR, "because")));
            assertNotEquals(Optional.empty(), remove(new QueueDesk.Order(SUPERVISOR, " ")));

            assertEquals(1, queue().size());
        }
    }
}
