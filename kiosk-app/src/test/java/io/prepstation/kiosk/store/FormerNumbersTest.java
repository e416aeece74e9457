package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.StockLot;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub was put back and gives numbers anew: what was number 12 is 15 now, and 12 is something else.
@Tag("SYN-5")
class FormerNumbersTest {

    private static final Instant NOW = EntityStoreTest.NOW;
    private static final int BEFORE = 23;

    @TempDir Path folder;
    private LabDatabase database;
    private final EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
    private final FeedPages pages =
            new FeedPages(
                    SampleLab.KEY,
                    EntityTypes.STANDARD,
                    new PushResults(
                            EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed"));

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void lots(String... ids) throws StoreException {
        for (String id : ids) {
            Pull.Page page =
                    new Pull.Page(
                            true,
                            1,
                            List.of(FeedPagesTest.lot(id, 1, "released", 1, "elsewhere")),
                            false,
                            1,
                            "next",
                            100);
            database.change(handle -> pages.take(handle, page, NOW));
        }
    }

    private void renumbered(String type, String former, String number) throws StoreException {
        database.change(
                handle -> store.mappings().replaceFormer(handle, type, former, number, NOW));
    }

    private Optional<String> lot(String id) throws StoreException {
        return database.read(handle -> MaterialRepository.lot(handle, id).map(StockLot::lotNumber));
    }

    private List<String> known() throws StoreException {
        return database.read(handle ->
                store.mappings().list(handle).stream()
                        .map(one -> one.entityType() + " " + one.tempId() + " " + one.realId())
                        .sorted()
                        .toList());
    }

    @Test
    void a_containers_former_number_does_not_hide_a_lot() throws StoreException {
        lots("12");
        renumbered("containers", "12", "15");

        assertEquals(Optional.of("L-12"), lot("12"));
        database.change(handle -> MaterialRepository.take(handle, "12", Mass.grams("20.0")));
        assertEquals(
                Optional.of(Mass.grams("480.0")),
                database.read(
                        handle -> MaterialRepository.lot(handle, "12").map(StockLot::remaining)));
    }

    @Test
    void a_former_number_is_followed_until_another_has_it() throws StoreException {
        lots("15");
        renumbered("lots", "12", "15");
        assertEquals(Optional.of("L-15"), lot("12"));

        lots("12");

        assertEquals(Optional.of("L-12"), lot("12"));
    }

    /// It was taken for what an earlier program had left unfinished, and made one with the other.
    @Test
    void what_has_a_former_number_now_stays_itself() throws StoreException {
        renumbered("lots", "12", "15");
        lots("12", "15");

        assertEquals(0, database.write(handle -> store.mappings().finish(handle)).intValue());
        assertEquals(Optional.of("L-12"), lot("12"));
        assertEquals(Optional.of("L-15"), lot("15"));
    }

    @Test
    void a_lot_and_a_container_may_have_had_the_same_number() throws StoreException {
        renumbered("lots", "12", "20");
        renumbered("containers", "12", "15");

        assertEquals(List.of("containers 12 15", "lots 12 20"), known());
    }

    @Test
    void an_earlier_file_keeps_all_it_knows() throws StoreException {
        try (LabDatabase earlier =
                LabDatabase.open(
                        folder.resolve("earlier"),
                        SampleLab.KEY,
                        LabDatabase.MIGRATIONS.to(BEFORE))) {
            earlier.change(handle ->
                    handle.sql()
                            .run(
                                    "INSERT INTO id_mapping VALUES ('temp-1', NULL, 'lots', 1, NULL),"
                                            + " ('temp-2', '7', 'containers', 2, 3), ('12', '15', 'lots', 4, 4)"));
        }
        try (LabDatabase now = LabDatabase.open(folder.resolve("earlier"), SampleLab.KEY)) {
            assertEquals(
                    List.of("12 15 lots 4 4", "temp-1  lots 1 ", "temp-2 7 containers 2 3"),
                    now.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT concat_ws(' ', temp_id, coalesce(real_id, ''), entity_type,"
                                                    + " created_at, coalesce(synced_at, '')) FROM id_mapping ORDER BY 1",
                                            row -> row.getString(1))));
        }
    }

    /// The session names container 12, and what is said of lot 12 is nothing to it.
    @Test
    void a_session_is_not_held_by_a_lot_with_the_number_of_its_container() throws StoreException {
        weighed("12");
        database.change(handle ->
                handle.sql()
                        .run(
                                "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, payload, priority,"
                                        + " status, next_attempt_at, author, created_at)"
                                        + " VALUES ('made', 'create', 'lots', '12', '{}', 1, 'pending', 0, 'u', 0)"));

        assertEquals(List.of("s-1"), uploads());
        database.change(handle ->
                handle.sql()
                        .run("UPDATE outbox SET entity_type = 'containers' WHERE kind = 'create'"));
        assertEquals(List.of(), uploads());
    }

    @Test
    void a_session_is_told_of_its_own_things_only() throws StoreException {
        weighed("12");
        renumbered("lots", "12", "15");
        database.change(handle ->
                handle.sql()
                        .run(
                                "INSERT INTO shadow (entity_type, entity_id, version, data, feed_seq)"
                                        + " VALUES ('lots', '15', 1, '{\"tempId\":\"temp-a\"}', 1),"
                                        + " ('containers', '16', 1, '{\"tempId\":\"temp-b\"}', 1)"));
        assertEquals(List.of(), database.read(handle -> IdMappings.formerOf(handle, "s-1")));

        renumbered("containers", "12", "16");

        assertEquals(
                List.of(new Push.IdMapping("temp-b", 12L, "containers")),
                database.read(handle -> IdMappings.formerOf(handle, "s-1")));
    }

    @Test
    void a_container_is_not_in_use_because_a_lot_had_the_number_of_another() throws StoreException {
        weighed("12");
        renumbered("lots", "12", "15");
        database.change(handle ->
                handle.sql()
                        .run(
                                "INSERT INTO containers (id, code, status, lab_id, created_at, created_by, updated_at,"
                                        + " sync_status) VALUES ('15', 'C-15', 'clean', 'lab', 0, 'u', 0, 'synced')"));

        assertInstanceOf(
                Edit.Written.class,
                database.write(
                        handle -> store.delete(handle, SampleLab.SUPERVISOR, "containers", "15")));
    }

    private List<String> uploads() throws StoreException {
        return database.read(handle ->
                UploadQueue.next(handle, NOW, 10).stream().map(QueuedUpload::sessionId).toList());
    }

    private void weighed(String container) throws StoreException {
        List<String> statements =
                List.of(
                        "INSERT INTO sessions (id, formula_id, attempt_no, status, operator, started_at, lab_id,"
                                + " station_id, formula_code, formula_name, formula_version_no, operator_name,"
                                + " amount, amount_unit, balance_model, balance_serial, simulated, time_zone,"
                                + " config_hash, revision) VALUES ('s-1', 'f-3', 1, 'in_progress', 'u', 0, 'lab', ?1,"
                                + " 'F', 'F', 1, 'O', '1', 'L', 'SIM520', 'SIM-1', 1, 'Europe/Berlin', 'c', 1)",
                        "INSERT INTO steps (id, session_id, sequence, ingredient_id, ingredient_name, required_code,"
                                + " target_g, tolerance_lower_g, tolerance_upper_g, display_unit, status)"
                                + " SELECT 'step', 's-1', 1, 'i-1', 'I', 'ING-0001', '1', '0.1', '0.1', 'g', 'done'"
                                + " WHERE ?1 <> ''",
                        "INSERT INTO dispenses (id, session_id, step_id, scanned_code, container_id, net, gross, tare,"
                                + " tare_source, displayed, unit, stability, raw_frame, balance_serial, at, by)"
                                + " VALUES ('d', 's-1', 'step', 'L', ?1, '1 g', '2 g', '1 g', 'balance', '1', 'g',"
                                + " 'flag', 'S', 'SIM-1', 0, 'u')",
                        "INSERT INTO session_text SELECT 's-1', 1, '{}', 'h', 'r' WHERE ?1 <> ''",
                        "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, revision, priority, status,"
                                + " next_attempt_at, author, created_at)"
                                + " SELECT 'up', 'upload', 'sessions', 's-1', 1, 3, 'pending', 0, 'u', 0 WHERE ?1 <> ''");
        for (String statement : statements) {
            database.change(handle -> handle.sql().run(statement, container));
        }
    }
}
