package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub was put back, so what it had taken goes up once more; behind that stands something whose answer holds still.
@Tag("SYN-4")
class AnswersAfterRestoreTest {

    private static final Instant NOW = EntityStoreTest.NOW;
    private static final ObjectNode LOT = EntityStoreTest.lot("L-7");

    @TempDir Path folder;
    private LabDatabase database;
    private final EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
    private final PushResults results =
            new PushResults(EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed");
    private String made;

    @BeforeEach
    void make() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        String temporary =
                EntityStoreTest.written(
                                database.write(handle ->
                                        store.create(handle, SampleLab.OPERATOR, "lots", LOT)))
                        .id();
        made = newest();
        answer(made, "applied", temporary, null);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// Nothing is queued of a thing in conflict; if its mark is lost, an edit waits behind the conflict and nobody is told.
    @Test
    @Tag("SYN-8")
    void a_thing_in_conflict_stays_so() throws StoreException {
        String edit = edit("blocked");
        answer(edit, "conflict", null, both());

        goesUpAgain();
        answer(made, "applied", null, null);
        edit("empty");

        assertEquals(List.of("empty conflict"), shown());
        assertEquals(List.of("acknowledged", "conflict"), queue());
    }

    @Test
    void a_refused_change_stays_where_a_person_sees_it() throws StoreException {
        answer(edit("blocked"), "rejected", null, null);

        goesUpAgain();
        answer(made, "applied", null, null);

        assertEquals(List.of("blocked rejected"), shown());
    }

    /// The mark stayed though nothing that was refused was left, and the thing could not be changed from outside any more.
    @Test
    void what_was_refused_and_taken_out_of_the_queue_leaves_no_mark() throws StoreException {
        String refused = edit("blocked");
        answer(refused, "rejected", null, null);
        goesUpAgain();
        QueueDesk desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
        assertEquals(
                Optional.empty(),
                database.write(handle -> desk.remove(handle, refused, QueueDeskTest.ORDER)));

        answer(made, "applied", null, null);

        assertEquals(List.of("quarantine synced"), shown());
    }

    /// It was sent before anybody knew of the restore, and would wait for ever behind what is refused now.
    @Test
    void what_was_sent_and_not_answered_waits_behind_a_refusal() throws StoreException {
        String first = edit("blocked");
        answer(first, "applied", null, null);
        String sent = edit("empty");
        send(sent);

        goesUpAgain();
        answer(made, "applied", null, null);
        answer(first, "rejected", null, null);

        assertEquals(List.of("acknowledged", "rejected", "blocked"), queue());
    }

    /// Else it would make good what was refused, which nobody has looked at, and the hub's words would stand in the row again.
    @Test
    @Tag("SYN-1")
    void what_waits_behind_a_refusal_is_not_let_go_by_something_else_that_it_waited_for()
            throws StoreException {
        String refused = edit("blocked");
        send(refused);
        edit("empty");
        answer(refused, "rejected", null, null);
        assertEquals(List.of("acknowledged", "rejected", "blocked"), queue());

        database.change(handle -> PushResults.release(handle, "lots", "7", NOW));

        assertEquals(List.of("acknowledged", "rejected", "blocked"), queue());
    }

    @Test
    @Tag("SYN-1")
    void what_was_sent_and_not_answered_is_not_taken_out_from_behind_a_refusal()
            throws StoreException {
        String first = edit("blocked");
        answer(first, "applied", null, null);
        String sent = edit("empty");
        send(sent);
        goesUpAgain();
        answer(made, "applied", null, null);
        answer(first, "rejected", null, null);

        assertEquals(Optional.of(QueueDesk.Hindrance.MAYBE_AT_THE_HUB), takenOut(sent));
    }

    @Test
    @Tag("SYN-1")
    void what_changes_a_thing_whose_creation_is_refused_now_can_be_taken_out()
            throws StoreException {
        String sent = edit("blocked");
        send(sent);
        goesUpAgain();
        answer(made, "rejected", null, null);

        assertEquals(List.of("rejected", "blocked"), queue());
        assertEquals(Optional.empty(), takenOut(sent));
    }

    /// An announcement that was dropped kept its number and its words. The hub takes no number any more that it was told is
    /// answered: it would see an old copy of this store.
    @Test
    @Tag("SYN-3")
    void an_announcement_goes_up_again_without_a_number_that_the_hub_was_told_of()
            throws StoreException {
        database.change(handle -> {
            Outbox.enqueueCreate(handle, "running", "s1", "{}", "anna", NOW);
            assertTrue(words(handle).contains("opSeq"));
            PushQueue.fail(handle, List.of("running"), NOW, "not understood", 1);
            PushQueue.tellConfirmed(handle);
            handle.sql()
                    .run(
                            "INSERT INTO sessions (id, formula_id, attempt_no, status, operator, started_at, lab_id,"
                                    + " station_id, formula_code, formula_name, formula_version_no, operator_name,"
                                    + " amount, amount_unit, balance_model, balance_serial, simulated, time_zone,"
                                    + " config_hash, revision) VALUES ('s1', 'f-3', 1, 'in_progress', 'u', 0, 'lab', 's',"
                                    + " 'F', 'F', 1, 'O', '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin', 'c', 1)");
        });

        goesUpAgain();

        assertEquals(
                List.of("pending 0"),
                texts(
                        "SELECT status || ' ' || attempts FROM outbox WHERE operation_id = 'running'"));
        assertFalse(database.write(AnswersAfterRestoreTest::words).contains("opSeq"));
    }

    private static String words(WriteHandle handle) {
        PushQueue.Wanted sessions = new PushQueue.Wanted(true, NOW, NOW, Set.of(), 10, "sessions");
        return new PushQueue(SampleLab.KEY, EntityTypes.STANDARD)
                .take(handle, sessions)
                .operations()
                .getFirst();
    }

    private Optional<QueueDesk.Hindrance> takenOut(String operation) throws StoreException {
        QueueDesk desk = new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
        QueueDesk.Order order =
                new QueueDesk.Order(SampleLab.SUPERVISOR, "not needed", Authentication.CHOSEN);
        return database.write(handle -> desk.remove(handle, operation, order));
    }

    private void goesUpAgain() throws StoreException {
        database.change(handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, 10, NOW));
        database.change(handle ->
                Reload.replaceAll(
                        handle,
                        EntityTypes.STANDARD,
                        each ->
                                each.accept(
                                        new Pull.Change(
                                                "lots",
                                                "create",
                                                LOT,
                                                "7",
                                                1,
                                                "hash",
                                                "2026-11-21T08:00:00Z",
                                                11,
                                                null))));
    }

    private String edit(String status) throws StoreException {
        database.change(handle ->
                store.update(
                        handle,
                        SampleLab.OPERATOR,
                        "lots",
                        "7",
                        Json.object().put("status", status)));
        return newest();
    }

    private String newest() throws StoreException {
        return database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
    }

    private void send(String operation) throws StoreException {
        database.change(handle ->
                handle.sql()
                        .run(
                                "UPDATE outbox SET status = 'sent', ever_sent = 1, frozen = '{}'"
                                        + " WHERE operation_id = ?",
                                operation));
    }

    private void answer(
            String operation,
            String status,
            @Nullable String temporary,
            Push.@Nullable ConflictData both)
            throws StoreException {
        boolean well = status.equals("applied");
        Push.Result result =
                new Push.Result(
                        operation,
                        status,
                        well,
                        "lots",
                        "7",
                        temporary,
                        temporary == null ? null : 7L,
                        well ? 1 : null,
                        well ? "hash" : null,
                        well ? 11L : null,
                        null,
                        both == null ? null : true,
                        null,
                        both,
                        well ? null : "REFUSED",
                        null,
                        null,
                        null);
        send(operation);
        database.change(handle -> results.keep(handle, List.of(result), NOW, 8));
    }

    private static Push.ConflictData both() {
        return new Push.ConflictData(
                LOT.deepCopy().put("status", "blocked"),
                LOT.deepCopy().put("status", "released"),
                1,
                "version",
                List.of("status"),
                null);
    }

    private List<String> shown() throws StoreException {
        return texts("SELECT status || ' ' || sync_status FROM lots WHERE id = '7'");
    }

    private List<String> queue() throws StoreException {
        return texts("SELECT status FROM outbox ORDER BY op_seq");
    }

    private List<String> texts(String sql) throws StoreException {
        return database.read(handle -> handle.sql().list(sql, row -> row.getString(1)));
    }
}
