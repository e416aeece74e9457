package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
    static final QueueDesk.Order ORDER = order(SUPERVISOR, "typed by mistake");

    @TempDir Path folder;
    LabDatabase database;
    EntityStore store;
    QueueDesk desk;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        store = EntityStoreTest.storeOf(SampleLab.KEY);
        desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
    }

    @AfterEach
    void close() {
        database.close();
    }

    String lot() throws StoreException {
        return lot("B-1");
    }

    String lot(String number) throws StoreException {
        Edit made =
                database.write(handle ->
                        store.create(
                                handle, SampleLab.OPERATOR, "lots", EntityStoreTest.lot(number)));
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

    static QueueDesk.Order order(User by, String reason) {
        return new QueueDesk.Order(by, reason, Authentication.BADGE_AND_PIN);
    }

    Optional<Hindrance> retry() throws StoreException {
        String id = first().id();
        return database.write(handle -> desk.retry(handle, id, ORDER));
    }

    Optional<Hindrance> remove(QueueDesk.Order order) throws StoreException {
        String id = first().id();
        return database.write(handle -> desk.remove(handle, id, order));
    }

    Set<Way> ways() throws StoreException {
        OutboxOperation operation = first();
        return database.read(handle -> desk.ways(handle, operation));
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
            assertTrue(lastEvent().contains("badge+pin"), lastEvent());
        }

        @Test
        void one_in_conflict_waits_for_a_decision_and_a_session_to_be_compared()
                throws StoreException {
            lot();
            set("conflict");
            assertEquals(Optional.of(Hindrance.IN_CONFLICT), retry());

            database.change(handle ->
                    handle.sql()
                            .run(
                                    "UPDATE outbox SET kind = 'upload', payload = NULL,"
                                            + " entity_type = 'sessions'"));
            assertEquals(Optional.of(Hindrance.SESSION_DIFFERS), retry());
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

            OutboxOperation made = first();
            assertEquals(Set.of(Way.RETRY, Way.REMOVE), ways());
            int dependents = database.read(handle -> QueueDesk.dependents(handle, made));
            assertEquals(1, dependents);

            assertEquals(Optional.empty(), remove(ORDER));

            assertEquals(1, queue().size());
            assertEquals(OperationStatus.BLOCKED, first().status());
            assertTrue(first().lastError().contains(lot), first().lastError());
            assertEquals(List.of(), database.read(handle -> store.getAll(handle, "lots")));
            assertTrue(lastEvent().contains("B-1"), lastEvent());
        }

        @Test
        void what_refers_to_its_dependents_waits_as_well() throws StoreException {
            String lot = lot();
            Edit container =
                    database.write(handle ->
                            store.create(
                                    handle,
                                    SampleLab.OPERATOR,
                                    "containers",
                                    EntityStoreTest.container("C-1", lot)));
            String id = ((Edit.Written) container).entity().id();
            database.change(handle ->
                    store.create(
                            handle,
                            SampleLab.OPERATOR,
                            "notes",
                            Json.object()
                                    .put("entityType", "containers")
                                    .put("entityId", id)
                                    .put("text", "smells")));
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.SUPERVISOR,
                            "containers",
                            id,
                            Json.object().put("code", "C-2")));

            assertEquals(Optional.empty(), remove(ORDER));

            assertEquals(0, database.read(PushQueue::waiting).count());
            assertEquals(3, queue().size());
        }

        @Test
        void what_was_sent_is_not_taken_out_before_there_is_an_answer() throws StoreException {
            lot();
            set("sent");

            assertEquals(Optional.of(Hindrance.MAYBE_AT_THE_HUB), remove(ORDER));
            assertEquals(Set.of(Way.RETRY), ways());

            assertEquals(1, queue().size());
        }

        @Test
        void needs_a_supervisor_and_a_reason() throws StoreException {
            lot();

            assertEquals(
                    Optional.of(Hindrance.NO_RIGHT), remove(order(SampleLab.OPERATOR, "because")));
            assertEquals(Optional.of(Hindrance.NO_REASON), remove(order(SUPERVISOR, " ")));

            assertEquals(1, queue().size());
        }
    }

    @Nested
    class A_lot_that_a_session_names {

        private String lot = "";

        private void weighed(String session) throws StoreException {
            List<String> statements =
                    List.of(
                            "INSERT INTO sessions (id, formula_id, attempt_no, status, operator, started_at, lab_id,"
                                    + " station_id, formula_code, formula_name, formula_version_no, operator_name,"
                                    + " amount, amount_unit, balance_model, balance_serial, simulated, time_zone,"
                                    + " config_hash, revision) VALUES (?1, 'f-3', 1, 'in_progress', 'u', 0, 'lab', 's',"
                                    + " 'F', 'F', 1, 'O', '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin', 'c', 1)",
                            "INSERT INTO steps (id, session_id, sequence, ingredient_id, ingredient_name, required_code,"
                                    + " target_g, tolerance_lower_g, tolerance_upper_g, display_unit, status)"
                                    + " VALUES ('step', ?1, 1, 'i-1', 'I', 'ING-0001', '1', '0.1', '0.1', 'g', 'done')",
                            "INSERT INTO dispenses (id, session_id, step_id, scanned_code, lot_id, net, gross, tare,"
                                    + " tare_source, displayed, unit, stability, raw_frame, balance_serial, at, by)"
                                    + " SELECT 'd', ?1, 'step', 'L', id, '1 g', '2 g', '1 g', 'balance', '1', 'g',"
                                    + " 'flag', 'S', 'SIM-1', 0, 'u' FROM lots");
            for (String statement : statements) {
                database.change(handle -> handle.sql().run(statement, session));
            }
        }

        @BeforeEach
        void orphaned() throws StoreException {
            lot = lot();
            String id = first().id();
            database.change(
                    handle -> Outbox.reject(handle, id, "PARENT_MISSING: no ingredient i-1"));
            assertEquals(Set.of(Way.RETRY, Way.QUEUE, Way.KEEP, Way.REMOVE), ways());
            weighed("s-1");
        }

        @Test
        void stays_until_the_hub_has_the_session() throws StoreException {
            OutboxOperation made = first();

            assertEquals(Set.of(Way.RETRY, Way.QUEUE), ways());
            assertEquals(1, database.read(handle -> QueueDesk.dependents(handle, made)).intValue());
            assertEquals(Optional.of(Hindrance.SESSION_NAMES_IT), remove(ORDER));
            assertEquals(
                    Optional.of(Hindrance.SESSION_NAMES_IT),
                    database.write(handle -> desk.carryOut(handle, Way.KEEP, made.id(), ORDER)));
        }

        @Test
        void finds_its_sessions_by_an_index() throws StoreException {
            for (var asked : Map.of("lots", "lot_id", "containers", "container_id").entrySet()) {
                String query = QueueDesk.SESSIONS.get(asked.getKey());
                List<String> plan =
                        database.read(handle ->
                                handle.sql()
                                        .list(
                                                "EXPLAIN QUERY PLAN " + query,
                                                row -> row.getString("detail"),
                                                lot));

                assertEquals(
                        List.of(
                                "SEARCH d USING COVERING INDEX dispenses_by_%1$s (%1$s=?)"
                                        .formatted(asked.getValue())),
                        plan.stream().filter(line -> line.contains(" d ")).toList());
            }
        }

        @Test
        void may_be_kept_or_taken_out_when_the_hub_has_it() throws StoreException {
            database.change(handle ->
                    handle.sql().run("INSERT INTO receipts VALUES ('s-1', 'h', 1, 0, 'k', 's')"));

            assertEquals(Set.of(Way.RETRY, Way.QUEUE, Way.KEEP, Way.REMOVE), ways());
        }

        @Test
        void is_corrected_and_what_was_refused_of_it_leaves_the_list() throws StoreException {
            database.change(
                    handle -> store.updateSyncStatus(handle, "lots", lot, SyncMark.REJECTED));
            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            lot,
                            Json.object().put("lotNumber", "B-2")));

            assertEquals(Optional.empty(), remove(ORDER));
            assertEquals(Set.of(Way.RETRY), ways());
        }
    }

    /// The hub has what was said before it, and this station has not read that far in the feed.
    @Nested
    class Refused_after_what_the_hub_has {

        private String newest() throws StoreException {
            return database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
        }

        private String answered(String status, Integer version, Long feedSeq)
                throws StoreException {
            String operation = newest();
            boolean done = version != null;
            boolean temporary = done && version == 1;
            String id = database.read(handle -> Outbox.list(handle, 1)).getFirst().entityId();
            Push.Result result =
                    new Push.Result(
                            operation,
                            status,
                            done,
                            "lots",
                            temporary ? "7" : id,
                            temporary ? id : null,
                            temporary ? 7L : null,
                            version,
                            done ? "hash-" + version : null,
                            feedSeq,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null);
            PushResults results =
                    new PushResults(store.types(), store.mappings(), _ -> NOW, () -> "renewed");
            database.change(handle -> {
                handle.sql()
                        .run(
                                "UPDATE outbox SET status = 'sent', ever_sent = 1, frozen = '{}'"
                                        + " WHERE operation_id = ?",
                                operation);
                results.keep(handle, List.of(result), NOW, 8);
            });
            return operation;
        }

        private void says(String field, String value) throws StoreException {
            database.change(handle ->
                    EntityStoreTest.written(
                            store.update(
                                    handle,
                                    SampleLab.OPERATOR,
                                    "lots",
                                    "7",
                                    Json.object().put(field, value))));
        }

        private StoredEntity shown() throws StoreException {
            return database.read(handle -> store.get(handle, "lots", "7")).orElseThrow();
        }

        /// The hub's copy is of before the lot was blocked here.
        private String refused() throws StoreException {
            lot();
            answered("applied", 1, 1L);
            says("status", "blocked");
            answered("applied", 6, 60L);
            copy(4, 40, "quarantine");
            says("expiresOn", "2028-01-01");
            return answered("rejected", null, null);
        }

        private void copy(int version, long feedSeq, String status) throws StoreException {
            database.change(handle ->
                    Shadows.put(
                            handle,
                            new Shadows.Shadow(
                                    "lots",
                                    "7",
                                    version,
                                    "hash-" + version,
                                    EntityStoreTest.lot("B-1").put("status", status),
                                    feedSeq)));
        }

        private void takenOut(String operation) throws StoreException {
            assertEquals(
                    Optional.empty(),
                    database.write(handle -> desk.remove(handle, operation, ORDER)));
        }

        @Test
        void leaves_what_the_hub_has() throws StoreException {
            takenOut(refused());

            assertEquals("blocked", shown().text("status"));
            assertEquals("2027-03-31", shown().text("expiresOn"));
            assertEquals(SyncMark.SYNCED, shown().metadata().mark());
        }

        @Test
        void a_deletion_brings_back_what_the_hub_has() throws StoreException {
            lot();
            answered("applied", 1, 1L);
            database.change(handle ->
                    EntityStoreTest.written(store.delete(handle, SampleLab.OPERATOR, "lots", "7")));

            takenOut(answered("rejected", null, null));

            assertFalse(shown().metadata().deleted());
            assertEquals(SyncMark.SYNCED, shown().metadata().mark());
        }

        @Test
        void gives_way_to_what_the_hub_says_since() throws StoreException {
            String operation = refused();
            copy(7, 70, "released");

            takenOut(operation);

            assertEquals("released", shown().text("status"));
            assertEquals("2027-03-31", shown().text("expiresOn"));
        }

        @Test
        void leaves_the_list_also_if_the_hubs_copy_cannot_be_shown() throws StoreException {
            String operation = refused();
            copy(7, 70, "reserved");

            takenOut(operation);

            assertEquals(List.of(), queue());
            assertEquals("2027-03-31", shown().text("expiresOn"));
            assertEquals(SyncMark.SYNCED, shown().metadata().mark());
        }
    }

    /// What was refused and corrected stays in the list, but says nothing any more.
    @Nested
    class Corrected_since {

        private String corrected() throws StoreException {
            String lot = lot();
            set("rejected");
            database.change(
                    handle -> store.updateSyncStatus(handle, "lots", lot, SyncMark.REJECTED));
            database.write(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            lot,
                            Json.object().put("lotNumber", "B-2")));
            assertEquals(2, queue().size());
            return lot;
        }

        @Test
        void is_not_tried_again() throws StoreException {
            corrected();

            assertEquals(Set.of(Way.REMOVE), ways());
            assertEquals(Optional.of(Hindrance.SUPERSEDED), retry());

            assertEquals(OperationStatus.REJECTED, first().status());
        }

        @Test
        void only_leaves_the_list() throws StoreException {
            String lot = corrected();

            assertEquals(Optional.empty(), remove(ORDER));

            assertEquals(1, queue().size());
            assertEquals(OperationStatus.PENDING, first().status());
            StoredEntity kept =
                    database.read(handle -> store.get(handle, "lots", lot)).orElseThrow();
            assertEquals("B-2", kept.text("lotNumber"));
        }
    }

    @Nested
    class Clearing {

        QueueDesk.Cleared clear(QueueDesk.Order order) throws StoreException {
            return database.write(handle -> desk.clear(handle, order, 1));
        }

        void acknowledged(int daysAgo) throws StoreException {
            lot("L-" + daysAgo);
            long at = NOW.minus(Duration.ofDays(daysAgo)).toEpochMilli();
            database.change(handle ->
                    handle.sql()
                            .run(
                                    "UPDATE outbox SET status = 'acknowledged', next_attempt_at = ?"
                                            + " WHERE status = 'pending'",
                                    at));
        }

        @Test
        void takes_what_is_long_at_the_hub_and_nothing_that_a_restored_one_may_lack()
                throws StoreException {
            acknowledged(40);
            acknowledged(36);
            acknowledged(34);
            lot("L-0");
            assertEquals(
                    new QueueDesk.Completed(3, 2),
                    database.read(handle -> desk.completed(handle, 100)));

            assertEquals(new QueueDesk.Cleared(1, null), clear(ORDER));
            assertEquals(new QueueDesk.Cleared(1, null), clear(ORDER));
            assertEquals(new QueueDesk.Cleared(0, null), clear(ORDER));

            assertEquals(
                    new QueueDesk.Completed(1, 0),
                    database.read(handle -> desk.completed(handle, 100)));
            assertEquals(1, queue().size());
            assertTrue(lastEvent().contains("queue_cleared"), lastEvent());
        }

        /// However old the backup is that the hub is put back from: its text and receipt stay as well.
        @Test
        @Tag("SYN-4")
        void leaves_every_session_which_a_restored_hub_may_lack() throws StoreException {
            acknowledged(40);
            database.change(handle ->
                    handle.sql()
                            .run(
                                    "UPDATE outbox SET kind = 'upload', entity_type = 'sessions', payload = NULL"));
            acknowledged(36);
            lot("L-0");
            assertEquals(
                    new QueueDesk.Completed(2, 1),
                    database.read(handle -> desk.completed(handle, 100)));
            assertEquals(
                    new QueueDesk.Completed(1, 1),
                    database.read(handle -> desk.completed(handle, 1)));

            assertEquals(new QueueDesk.Cleared(1, null), clear(ORDER));
            assertEquals(new QueueDesk.Cleared(0, null), clear(ORDER));

            assertEquals(
                    new QueueDesk.Completed(1, 0),
                    database.read(handle -> desk.completed(handle, 100)));
        }

        @Test
        void needs_a_supervisor_too() throws StoreException {
            acknowledged(40);
            lot();

            assertEquals(
                    Hindrance.NO_RIGHT, clear(order(SampleLab.OPERATOR, "because")).hindrance());

            assertEquals(
                    new QueueDesk.Completed(1, 1),
                    database.read(handle -> desk.completed(handle, 100)));
        }
    }
}
