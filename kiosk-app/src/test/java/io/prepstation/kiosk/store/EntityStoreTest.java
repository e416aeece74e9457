package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Edit.Code;
import io.prepstation.kiosk.store.Edit.Refused;
import io.prepstation.kiosk.store.Edit.Written;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.material.Container;
import io.prepstation.model.material.Lot;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.TempId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("STO-3")
class EntityStoreTest {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    static final User OPERATOR = SampleLab.OPERATOR;
    static final User SUPERVISOR = SampleLab.SUPERVISOR;
    static final User AUDITOR = SampleLab.AUDITOR;

    @TempDir Path folder;
    LabDatabase database;
    EntityStore store;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        store = storeOf(SampleLab.KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    static EntityStore storeOf(LabKey lab) {
        return new EntityStore(
                lab,
                EntityTypes.STANDARD,
                InstantSource.fixed(NOW),
                () -> UUID.randomUUID().toString(),
                new Random(7));
    }

    static ObjectNode lot(String number) {
        return Json.object()
                .put("ingredientId", "i-1")
                .put("lotNumber", number)
                .put("expiresOn", "2027-03-31")
                .put("status", "quarantine")
                .put("remainingG", "500.0");
    }

    static ObjectNode note(String lotId) {
        return Json.object()
                .put("entityType", "lots")
                .put("entityId", lotId)
                .put("text", "arrived open");
    }

    static ObjectNode container(String code, String lotId) {
        return Json.object().put("code", code).put("lotId", lotId).put("status", "in_use");
    }

    StoredEntity created(String type, ObjectNode fields) throws StoreException {
        return written(database.write(handle -> store.create(handle, OPERATOR, type, fields)));
    }

    Edit updated(String type, String id, ObjectNode changes) throws StoreException {
        return database.write(handle -> store.update(handle, OPERATOR, type, id, changes));
    }

    Edit deleted(String type, String id) throws StoreException {
        return database.write(handle -> store.delete(handle, OPERATOR, type, id));
    }

    Optional<StoredEntity> get(String type, String id) throws StoreException {
        return database.read(handle -> store.get(handle, type, id));
    }

    List<OutboxOperation> queue() throws StoreException {
        return database.read(handle -> Outbox.list(handle, 100)).reversed();
    }

    /// As if the hub had taken everything that waits.
    void acknowledgeAll() throws StoreException {
        database.change(handle -> {
            handle.sql().run("UPDATE outbox SET status = 'acknowledged', ever_sent = 1");
            handle.sql().run("UPDATE lots SET sync_status = 'synced', server_version = 1");
        });
    }

    static StoredEntity written(Edit edit) {
        return assertInstanceOf(Written.class, edit, edit.toString()).entity();
    }

    static void assertRefused(Code code, Edit edit) {
        assertEquals(code, assertInstanceOf(Refused.class, edit, edit.toString()).code());
    }

    @Nested
    class When_made_without_a_network {

        @Test
        void a_lot_is_there_at_once_under_a_temporary_id() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));

            assertTrue(TempId.isTempId(lot.id()));
            assertEquals(Optional.of(lot), get("lots", lot.id()));
            assertEquals(List.of(lot), database.read(handle -> store.getAll(handle, "lots")));
            assertEquals(
                    List.of(lot),
                    database.read(handle -> store.getByStatus(handle, "lots", SyncMark.PENDING)));
            assertEquals("500.0", lot.as(Lot.class).remainingG());
        }

        @Test
        @Tag("SYN-1")
        void its_operation_waits_with_references_apart() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));

            OutboxOperation operation = queue().getFirst();
            assertEquals(OperationKind.CREATE, operation.kind());
            assertEquals(lot.id(), operation.entityId());
            assertEquals("u-op", operation.author());
            assertEquals(
                    "{\"expiresOn\":\"2027-03-31\",\"lotNumber\":\"L1\",\"remainingG\":\"500.0\",\"status\":\"quarantine\"}",
                    operation.payload());
            assertEquals(
                    Optional.of("i-1"),
                    database.read(handle ->
                            handle.sql()
                                    .first(
                                            "SELECT ref_id FROM outbox_ref WHERE field = 'ingredientId'",
                                            row -> row.getString(1))));
        }

        @Test
        void it_is_still_there_after_a_restart() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            database.close();
            database = LabDatabase.open(folder, SampleLab.KEY);

            assertEquals(Optional.of(lot), get("lots", lot.id()));
            assertEquals(1, queue().size());
        }

        @Test
        void row_and_operation_are_saved_together_or_not_at_all() throws StoreException {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            database.change(handle -> {
                                store.create(handle, OPERATOR, "lots", lot("L1"));
                                throw new IllegalStateException("the power goes");
                            }));

            assertEquals(List.of(), database.read(handle -> store.getAll(handle, "lots")));
            assertEquals(List.of(), queue());
        }

        @Test
        void an_edit_before_the_first_sending_joins_the_creation() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            written(updated("lots", lot.id(), Json.object().put("status", "blocked")));

            assertEquals(1, queue().size());
            assertTrue(queue().getFirst().payload().contains("\"status\":\"blocked\""));
        }

        @Test
        void deleting_it_again_leaves_nothing_to_send() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            written(deleted("lots", lot.id()));

            assertEquals(List.of(), queue());
            assertEquals(Optional.empty(), get("lots", lot.id()));
        }
    }

    @Nested
    class When_the_hub_knows_it {

        StoredEntity lot;

        @BeforeEach
        void sync() throws StoreException {
            lot = created("lots", lot("L1"));
            acknowledgeAll();
        }

        @Test
        void an_edit_sends_only_what_changed_and_remembers_what_was() throws StoreException {
            written(
                    updated(
                            "lots",
                            lot.id(),
                            Json.object().put("status", "blocked").put("lotNumber", "L1")));

            OutboxOperation operation = queue().getLast();
            assertEquals(OperationKind.UPDATE, operation.kind());
            assertEquals("{\"status\":\"blocked\"}", operation.payload());
            assertEquals(
                    Optional.of("{\"status\":\"quarantine\"}"),
                    database.read(handle ->
                            handle.sql()
                                    .first(
                                            "SELECT before FROM outbox WHERE kind = 'update'",
                                            row -> row.getString(1))));
            assertEquals(
                    SyncMark.PENDING,
                    database.read(handle -> store.getMetadata(handle, "lots", lot.id()))
                            .orElseThrow()
                            .mark());
        }

        @Test
        void an_edit_that_changes_nothing_sends_nothing() throws StoreException {
            written(updated("lots", lot.id(), Json.object().put("status", "quarantine")));

            assertEquals(1, queue().size());
        }

        @Test
        void edits_of_two_people_stay_two_operations() throws StoreException {
            written(updated("lots", lot.id(), Json.object().put("status", "blocked")));
            written(
                    database.write(handle ->
                            store.update(
                                    handle,
                                    SUPERVISOR,
                                    "lots",
                                    lot.id(),
                                    Json.object().put("openedOn", "2026-11-01"))));

            assertEquals(
                    List.of("u-op", "u-op", "u-sup"),
                    queue().stream().map(OutboxOperation::author).toList());
        }

        @Test
        void deleting_leaves_a_tombstone_and_one_operation() throws StoreException {
            written(updated("lots", lot.id(), Json.object().put("status", "blocked")));
            written(deleted("lots", lot.id()));

            assertEquals(List.of(), database.read(handle -> store.getAll(handle, "lots")));
            assertTrue(get("lots", lot.id()).orElseThrow().metadata().deleted());
            assertEquals(
                    List.of(OperationKind.CREATE, OperationKind.DELETE),
                    queue().stream().map(OutboxOperation::kind).toList());
        }

        @Test
        void clearing_withdraws_it_and_keeps_what_waits() throws StoreException {
            StoredEntity waiting = created("lots", lot("L2"));

            database.change(handle -> store.clearType(handle, "lots"));

            assertEquals(List.of(waiting), database.read(handle -> store.getAll(handle, "lots")));
        }

        @Test
        void it_is_removed_for_ever_only_when_nothing_waits() throws StoreException {
            written(updated("lots", lot.id(), Json.object().put("status", "blocked")));
            assertRefused(Code.IN_USE, removed());
            acknowledgeAll();

            written(removed());
            assertEquals(Optional.empty(), get("lots", lot.id()));
        }

        private Edit removed() throws StoreException {
            return database.write(handle -> store.hardDelete(handle, OPERATOR, "lots", lot.id()));
        }

        @Test
        void its_status_can_be_set() throws StoreException {
            database.change(
                    handle -> store.updateSyncStatus(handle, "lots", lot.id(), SyncMark.REJECTED));

            assertEquals(
                    1,
                    database.read(handle -> store.getByStatus(handle, "lots", SyncMark.REJECTED))
                            .size());
        }

        @Test
        void an_estimate_changes_the_row_and_sends_nothing() throws StoreException {
            database.change(
                    handle -> store.estimate(handle, "lots", lot.id(), "remainingG", "499.5"));

            assertEquals("499.5", get("lots", lot.id()).orElseThrow().text("remainingG"));
            assertEquals(1, queue().size());
        }

        @Test
        @Tag("STO-6")
        void a_figure_below_zero_that_nobody_entered_forbids_no_edit() throws StoreException {
            database.change(
                    handle -> store.estimate(handle, "lots", lot.id(), "remainingG", "-3.5"));

            written(updated("lots", lot.id(), Json.object().put("status", "blocked")));
            assertEquals("{\"status\":\"blocked\"}", queue().getLast().payload());
            assertRefused(
                    Code.INVALID,
                    updated("lots", lot.id(), Json.object().put("potencyPercent", "101")));
        }

        @Test
        @Tag("STO-6")
        void who_may_not_edit_is_refused_even_a_change_of_nothing() throws StoreException {
            assertRefused(
                    Code.NOT_FOUND_OR_DENIED,
                    database.write(handle ->
                            store.update(handle, AUDITOR, "lots", lot.id(), Json.object())));
        }
    }

    @Nested
    @Tag("SYN-5")
    class When_the_hub_gives_a_number {

        @Test
        void every_reference_is_replaced() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            StoredEntity container = created("containers", container("C1", lot.id()));
            StoredEntity note =
                    created(
                            "notes",
                            Json.object()
                                    .put("entityType", "lots")
                                    .put("entityId", lot.id())
                                    .put("text", "opened in the glove box"));
            StoredEntity move =
                    created(
                            "stock_moves",
                            Json.object()
                                    .put("lotId", lot.id())
                                    .put("deltaG", "-1.5")
                                    .put("reason", "spilled"));
            StoredEntity emptied = created("containers", container("C2", lot.id()));
            database.change(handle ->
                    handle.sql()
                            .run(
                                    "UPDATE outbox SET status = 'acknowledged', ever_sent = 1 WHERE entity_id = ?",
                                    emptied.id()));
            written(
                    updated(
                            "containers",
                            emptied.id(),
                            Json.object().putNull("lotId").put("status", "clean")));

            database.change(
                    handle -> store.mappings().settle(handle, "lots", lot.id(), "789", NOW));

            assertEquals("789", get("stock_moves", move.id()).orElseThrow().text("lotId"));
            assertEquals(
                    List.of("{\"lotId\":\"789\",\"status\":\"in_use\"}"),
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT before FROM outbox WHERE before IS NOT NULL",
                                            row -> row.getString(1))));

            assertEquals("789", get("lots", "789").orElseThrow().id());
            assertEquals("789", get("lots", lot.id()).orElseThrow().id());
            Container moved = get("containers", container.id()).orElseThrow().as(Container.class);
            assertEquals("789", moved.lotId());
            assertEquals("789", get("notes", note.id()).orElseThrow().text("entityId"));
            assertEquals(
                    List.of("789", "789", "789", "789"),
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT ref_id FROM outbox_ref WHERE ref_type = 'lots'",
                                            row -> row.getString(1))));
            assertEquals("789", queue().getFirst().entityId());
            assertEquals(0, leftovers(lot.id()));
        }

        @Test
        void one_that_exists_already_takes_the_references_over() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            StoredEntity container = created("containers", container("C1", lot.id()));
            StoredEntity there = created("lots", lot("L2"));
            database.change(handle -> {
                store.mappings().settle(handle, "lots", there.id(), "789", NOW);
                store.mappings().settle(handle, "lots", lot.id(), "789", NOW);
            });

            assertEquals(1, database.read(handle -> store.getAll(handle, "lots")).size());
            assertEquals("789", get("containers", container.id()).orElseThrow().text("lotId"));
            assertEquals(0, leftovers(lot.id()));
        }

        @Test
        void an_edit_that_is_not_answered_yet_is_carried_over() throws StoreException {
            StoredEntity there = created("lots", lot("L2"));
            StoredEntity lot = created("lots", lot("L1"));
            database.change(
                    handle -> handle.sql().run("UPDATE outbox SET status = 'sent', ever_sent = 1"));
            updated("lots", lot.id(), Json.object().put("status", "blocked"));

            database.change(handle -> {
                store.mappings().settle(handle, "lots", there.id(), "789", NOW);
                store.mappings().settle(handle, "lots", lot.id(), "789", NOW);
            });

            StoredEntity one = get("lots", "789").orElseThrow();
            assertEquals("blocked", one.text("status"));
            assertEquals(SyncMark.PENDING, one.metadata().mark());
        }

        /// Lots and ingredients are numbered each by themselves.
        @Test
        void what_an_edit_remembers_of_another_type_keeps_its_number() throws StoreException {
            database.change(
                    handle -> handle.sql().run("UPDATE ingredients SET id = '5' WHERE id = 'i-1'"));
            StoredEntity lot = created("lots", lot("L1").put("ingredientId", "5"));
            database.change(handle -> {
                store.mappings().settle(handle, "lots", lot.id(), "5", NOW);
                handle.sql().run("UPDATE outbox SET status = 'acknowledged', ever_sent = 1");
            });
            updated("lots", "5", Json.object().put("ingredientId", "i-2"));

            database.change(handle -> store.mappings().renumber(handle, "lots", "5", "7"));

            assertEquals(
                    List.of("{\"ingredientId\":\"5\"}"),
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT before FROM outbox WHERE kind = 'update'",
                                            row -> row.getString(1))));
        }

        /// A field says which type a note hangs on.
        @Test
        void what_a_note_hung_on_of_another_type_keeps_its_number() throws StoreException {
            database.change(handle -> {
                handle.sql().run("UPDATE ingredients SET id = '5' WHERE id = 'i-1'");
                handle.sql().run("UPDATE ingredients SET id = '6' WHERE id = 'i-2'");
            });
            for (String number : List.of("5", "6")) {
                StoredEntity lot = created("lots", lot("L" + number).put("ingredientId", "5"));
                database.change(
                        handle -> store.mappings().settle(handle, "lots", lot.id(), number, NOW));
            }
            String ofIngredient = noteOn("ingredients", "5");
            String ofLot = noteOn("lots", "5");
            for (String note : List.of(ofIngredient, ofLot)) {
                written(updated("notes", note, Json.object().put("entityId", "6")));
            }

            database.change(handle -> store.mappings().renumber(handle, "lots", "5", "7"));

            assertEquals(List.of("{\"entityId\":\"5\"}", "{\"entityId\":\"7\"}"), befores());
        }

        private String noteOn(String type, String id) throws StoreException {
            StoredEntity note = created("notes", note(id).put("entityType", type));
            database.change(handle ->
                    handle.sql().run("UPDATE outbox SET status = 'acknowledged', ever_sent = 1"));
            return note.id();
        }

        private List<String> befores() throws StoreException {
            return database.read(handle ->
                    handle.sql()
                            .list(
                                    "SELECT before FROM outbox WHERE kind = 'update' ORDER BY op_seq",
                                    row -> row.getString(1)));
        }

        @Test
        void what_an_earlier_program_left_is_finished() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            database.change(handle ->
                    handle.sql().run("UPDATE id_mapping SET real_id = '789', synced_at = 1"));

            assertEquals(1, finished());
            assertEquals(0, leftovers(lot.id()));
            assertEquals(0, finished());
        }

        @Test
        void mappings_can_be_listed() throws StoreException {
            StoredEntity one = created("lots", lot("L1"));
            StoredEntity two = created("lots", lot("L2"));
            database.change(
                    handle -> store.mappings().settle(handle, "lots", one.id(), "789", NOW));

            assertEquals(2, database.read(handle -> store.mappings().list(handle)).size());
            assertEquals(
                    List.of(two.id()),
                    database.read(handle -> store.mappings().pending(handle)).stream()
                            .map(IdMappings.IdMapping::tempId)
                            .toList());
        }

        private int finished() throws StoreException {
            Integer count = database.write(handle -> store.mappings().finish(handle));
            return count;
        }

        private int leftovers(String tempId) throws StoreException {
            return database.read(handle ->
                    handle.sql()
                            .first(
                                    "SELECT (SELECT count(*) FROM lots WHERE id = ?1)"
                                            + " + (SELECT count(*) FROM containers WHERE lot_id = ?1)"
                                            + " + (SELECT count(*) FROM notes WHERE entity_id = ?1)"
                                            + " + (SELECT count(*) FROM stock_moves WHERE lot_id = ?1)"
                                            + " + (SELECT count(*) FROM outbox WHERE instr(before, ?1) OR instr(payload, ?1))"
                                            + " + (SELECT count(*) FROM shadow WHERE entity_id = ?1 OR instr(data, ?1))"
                                            + " + (SELECT count(*) FROM conflict WHERE entity_id = ?1"
                                            + " OR instr(local_data, ?1) OR instr(server_data, ?1))"
                                            + " + (SELECT count(*) FROM outbox WHERE entity_id = ?1)"
                                            + " + (SELECT count(*) FROM outbox_ref WHERE ref_id = ?1)",
                                    row -> row.getInt(1),
                                    tempId)
                            .orElseThrow());
        }
    }

    @Nested
    @Tag("STO-6")
    class When_a_rule_forbids_it {

        @Test
        void an_auditor_writes_nothing_and_is_told_no_more_than_a_stranger() throws StoreException {
            Edit denied =
                    database.write(handle -> store.create(handle, AUDITOR, "lots", lot("L1")));

            assertRefused(Code.NOT_FOUND_OR_DENIED, denied);
            assertEquals(denied, updated("lots", "4711", Json.object().put("status", "blocked")));
        }

        @Test
        void a_row_of_another_lab_is_as_good_as_missing() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            database.change(handle -> handle.sql().run("UPDATE lots SET lab_id = 'other'"));

            assertRefused(
                    Code.NOT_FOUND_OR_DENIED,
                    updated("lots", lot.id(), Json.object().put("status", "blocked")));
            assertEquals(Optional.empty(), get("lots", lot.id()));
        }

        @Test
        void input_that_does_not_fit_is_refused_with_the_field() throws StoreException {
            Edit edit =
                    database.write(handle ->
                            store.create(
                                    handle, OPERATOR, "lots", lot("L1").put("remainingG", "-1")));

            assertEquals(new Refused(Code.INVALID, "remainingG is below zero."), edit);
            assertEquals(List.of(), queue());
        }

        @Test
        void an_unknown_parent_is_named() throws StoreException {
            assertRefused(
                    Code.PARENT_MISSING,
                    database.write(handle ->
                            store.create(handle, OPERATOR, "containers", container("C1", "99"))));
        }

        @Test
        void the_same_lot_number_twice_is_a_duplicate() throws StoreException {
            created("lots", lot("L1"));

            assertRefused(
                    Code.DUPLICATE,
                    database.write(handle -> store.create(handle, OPERATOR, "lots", lot("L1"))));
        }

        @Test
        void what_is_used_is_not_deleted() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            created("containers", container("C1", lot.id()));

            assertRefused(Code.IN_USE, deleted("lots", lot.id()));
            assertRefused(Code.IN_USE, deleted("ingredients", "i-1"));
        }

        @Test
        void a_lot_with_a_note_is_not_deleted() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            created("notes", note(lot.id()));

            assertRefused(Code.IN_USE, deleted("lots", lot.id()));
        }

        @Test
        void what_builds_on_a_refused_creation_waits_with_it() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            database.change(handle -> handle.sql().run("UPDATE outbox SET status = 'conflict'"));

            StoredEntity container = created("containers", container("C1", lot.id()));
            created("notes", note(container.id()).put("entityType", "containers"));

            assertEquals(
                    List.of(
                            OperationStatus.CONFLICT,
                            OperationStatus.BLOCKED,
                            OperationStatus.BLOCKED),
                    queue().stream().map(OutboxOperation::status).toList());
        }

        @Test
        void a_stock_move_is_never_changed() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));
            StoredEntity move =
                    created(
                            "stock_moves",
                            Json.object()
                                    .put("lotId", lot.id())
                                    .put("deltaG", "-5.0")
                                    .put("reason", "spilled"));

            assertRefused(
                    Code.APPEND_ONLY,
                    updated("stock_moves", move.id(), Json.object().put("deltaG", "5.0")));
            assertRefused(Code.APPEND_ONLY, deleted("stock_moves", move.id()));
        }

        @Test
        void what_the_hub_reckons_is_not_entered() throws StoreException {
            StoredEntity lot = created("lots", lot("L1"));

            assertRefused(
                    Code.INVALID,
                    updated("lots", lot.id(), Json.object().put("remainingG", "400")));
        }
    }

    @Nested
    @Tag("STO-7")
    class When_two_labs_hold_the_same_id {

        @Test
        void each_sees_its_own() throws StoreException {
            LabKey key = new LabKey("tenant", "other");
            try (LabDatabase other = LabDatabase.open(folder, key)) {
                other.change(handle -> MasterData.replaceAll(handle, otherDownload(key)));
                Edit there =
                        other.write(handle ->
                                storeOf(key).create(handle, OPERATOR, "lots", lot("THERE")));
                StoredEntity here = created("lots", lot("HERE"));

                assertEquals(here.id(), written(there).id());
                assertEquals("HERE", get("lots", here.id()).orElseThrow().text("lotNumber"));
            }
        }

        private MasterDownload otherDownload(LabKey key) {
            MasterDownload sample = SampleLab.download();
            return new MasterDownload(
                    new Lab(key, "Other", SampleLab.LAB.timeZone(), true),
                    sample.users(),
                    sample.ingredients(),
                    sample.formulas(),
                    sample.versions());
        }
    }

    @Nested
    class When_a_table_is_missing {

        @Test
        void reading_is_empty_and_writing_says_what_to_do() throws StoreException {
            database.close();
            LabKey old = new LabKey("tenant", "old");
            Migrations first = Migrations.of("lab", "0001-first-tables");
            try (LabDatabase before = LabDatabase.open(folder, old, first)) {
                EntityStore there = storeOf(old);

                assertEquals(List.of(), before.read(handle -> there.getAll(handle, "lots")));
                StoreException refusal =
                        assertThrows(
                                StoreException.class,
                                () ->
                                        before.write(handle ->
                                                there.create(handle, OPERATOR, "lots", lot("L"))));
                assertTrue(String.valueOf(refusal.getMessage()).contains("no table lots"));
            }
        }
    }
}
