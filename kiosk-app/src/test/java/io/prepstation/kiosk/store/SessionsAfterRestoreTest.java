package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.store.QueueDesk.Way;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A session and the lot that it was weighed from were at the hub, which lost both.
@Tag("SYN-4")
class SessionsAfterRestoreTest {

    private static final Instant NOW = EntityStoreTest.NOW;

    @TempDir Path folder;
    private LabDatabase database;
    private final EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
    private final PushResults results =
            new PushResults(EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed");
    private String lot = "";
    private String made = "";

    @BeforeEach
    void weighAndLose() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        lot =
                EntityStoreTest.written(
                                database.write(handle ->
                                        store.create(
                                                handle,
                                                SampleLab.OPERATOR,
                                                "lots",
                                                EntityStoreTest.lot("L-7"))))
                        .id();
        made = database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
        weighed();
        answer("applied", 11L);
        database.change(handle -> {
            handle.sql().run("INSERT INTO receipts VALUES ('s-1', 'h', 12, 0, 'k', 's')");
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'acknowledged', feed_seq = 12 WHERE kind = 'upload'");
        });
        database.change(handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, 10, NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @Tag("SYN-15")
    @ValueSource(strings = {"pending", "sent", "held", "blocked", "conflict", "rejected"})
    void the_session_waits_as_long_as_the_hub_has_not_the_lot_again(String status)
            throws StoreException {
        database.change(handle ->
                handle.sql().run("UPDATE outbox SET status = ? WHERE kind = 'create'", status));

        assertEquals(List.of(), uploads());
    }

    @Test
    @Tag("SYN-15")
    void the_session_goes_up_once_the_hub_has_the_lot_again() throws StoreException {
        answer("applied", 21L);

        assertEquals(List.of("s-1"), uploads());
    }

    /// Lot and container are numbered each by itself.
    @ParameterizedTest
    @Tag("SYN-15")
    @CsvSource({"lots, 0", "containers, 1"})
    void what_bears_the_number_of_the_lot_and_is_none_holds_nothing_up(String type, int goesUp)
            throws StoreException {
        database.change(handle ->
                handle.sql().run("UPDATE outbox SET entity_type = ? WHERE kind = 'create'", type));

        assertEquals(goesUp, uploads().size());
    }

    @Test
    @Tag("SYN-17")
    void the_day_says_what_the_session_waits_for() throws StoreException {
        UploadDay day =
                database.read(
                        handle -> UploadDay.of(handle, LocalDate.of(1970, 1, 1), ZoneOffset.UTC));

        assertEquals(
                List.of("waits for lot L-7, which the hub does not have"),
                day.waiting().stream().map(UploadDay.Waiting::error).toList());
    }

    /// A hundred thousand sessions may wait.
    @Test
    @Tag("STO-11")
    void what_sessions_wait_for_is_found_by_indexes() throws StoreException {
        List<String> plan =
                database.read(handle ->
                        handle.sql()
                                .list(
                                        "EXPLAIN QUERY PLAN " + UploadQueue.WAITING_FOR,
                                        row -> row.getString("detail")));

        assertEquals(
                List.of(
                        "SEARCH d USING COVERING INDEX dispenses_by_lot_id (lot_id=?)",
                        "SEARCH d USING COVERING INDEX dispenses_by_container_id (container_id=?)"),
                plan.stream().filter(step -> step.contains(" d ")).toList());
        assertEquals(
                List.of(),
                plan.stream()
                        .filter(step -> step.startsWith("SCAN") && !step.contains("CONSTANT ROW"))
                        .toList());
    }

    /// Its receipt is of the life of the hub that is gone.
    @Test
    @Tag("SYN-1")
    void the_lot_stays_though_the_session_has_a_receipt() throws StoreException {
        answer("rejected", null);

        assertEquals(Set.of(Way.RETRY), ways());
        assertEquals(Optional.of(Hindrance.SESSION_NAMES_IT), takenOut());
    }

    @Test
    @Tag("SYN-1")
    void the_lot_may_be_taken_out_when_the_hub_has_the_session_again() throws StoreException {
        answer("rejected", null);
        database.change(handle ->
                handle.sql()
                        .run("UPDATE outbox SET status = 'acknowledged' WHERE kind = 'upload'"));

        assertEquals(Set.of(Way.RETRY, Way.REMOVE), ways());
        assertEquals(Optional.empty(), takenOut());
    }

    private OutboxOperation creation() throws StoreException {
        return database.read(handle -> Outbox.find(handle, made)).orElseThrow();
    }

    private Set<Way> ways() throws StoreException {
        OutboxOperation creation = creation();
        return database.read(handle -> desk().ways(handle, creation));
    }

    private Optional<Hindrance> takenOut() throws StoreException {
        return database.write(handle -> desk().remove(handle, made, QueueDeskTest.ORDER));
    }

    private QueueDesk desk() {
        return new QueueDesk(store, InstantSource.fixed(NOW), () -> "another");
    }

    private void answer(String status, @Nullable Long feedSeq) throws StoreException {
        boolean well = status.equals("applied");
        Push.Result result =
                new Push.Result(
                        made,
                        status,
                        well,
                        "lots",
                        "7",
                        well ? lot : null,
                        well ? 7L : null,
                        well ? 1 : null,
                        well ? "hash" : null,
                        feedSeq,
                        null,
                        null,
                        null,
                        null,
                        well ? null : "REFUSED",
                        null,
                        null,
                        null);
        database.change(handle -> {
            handle.sql()
                    .run(
                            "UPDATE outbox SET status = 'sent', ever_sent = 1, frozen = '{}' WHERE operation_id = ?",
                            made);
            results.keep(handle, List.of(result), NOW, 8);
        });
    }

    private List<String> uploads() throws StoreException {
        return database.read(handle ->
                UploadQueue.next(handle, NOW, 10).stream().map(QueuedUpload::sessionId).toList());
    }

    /// From the lot by its temporary id, before the hub gave it a number.
    private void weighed() throws StoreException {
        List<String> statements =
                List.of(
                        "INSERT INTO sessions (id, formula_id, attempt_no, status, operator, started_at, lab_id,"
                                + " station_id, formula_code, formula_name, formula_version_no, operator_name,"
                                + " amount, amount_unit, balance_model, balance_serial, simulated, time_zone,"
                                + " config_hash, revision) SELECT 's-1', 'f-3', 1, 'in_progress', 'u', 0, 'lab', 's',"
                                + " 'F', 'F', 1, 'O', '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin', 'c', 1 WHERE ?1 <> ''",
                        "INSERT INTO steps (id, session_id, sequence, ingredient_id, ingredient_name, required_code,"
                                + " target_g, tolerance_lower_g, tolerance_upper_g, display_unit, status)"
                                + " SELECT 'step', 's-1', 1, 'i-1', 'I', 'ING-0001', '1', '0.1', '0.1', 'g', 'done'"
                                + " WHERE ?1 <> ''",
                        "INSERT INTO dispenses (id, session_id, step_id, scanned_code, lot_id, net, gross, tare,"
                                + " tare_source, displayed, unit, stability, raw_frame, balance_serial, at, by)"
                                + " VALUES ('d', 's-1', 'step', 'L', ?1, '1 g', '2 g', '1 g', 'balance', '1', 'g',"
                                + " 'flag', 'S', 'SIM-1', 0, 'u')",
                        "UPDATE sessions SET status = 'completed', ended_at = 1 WHERE ?1 <> ''",
                        "INSERT INTO session_text SELECT 's-1', 1, '{}', 'h', 'r' WHERE ?1 <> ''",
                        "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, revision, priority, status,"
                                + " next_attempt_at, author, created_at)"
                                + " SELECT 'up', 'upload', 'sessions', 's-1', 1, 3, 'pending', 0, 'u', 0 WHERE ?1 <> ''");
        for (String statement : statements) {
            database.change(handle -> handle.sql().run(statement, lot));
        }
    }
}
