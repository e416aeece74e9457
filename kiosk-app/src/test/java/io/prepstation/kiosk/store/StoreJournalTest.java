package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.LogLines;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the journal has of a failure of the store: lab, schema, table and SQLite's own words.
@Tag("OPS-8")
class StoreJournalTest {

    @TempDir Path folder;

    @Test
    void a_refused_row_is_named_with_schema_statement_and_cause() throws StoreException {
        try (LabDatabase lab = LabDatabase.open(folder, SampleLab.KEY);
                LogLines log = LogLines.verbose("Store")) {
            assertThrows(
                    StoreException.class,
                    () ->
                            lab.change(handle ->
                                    handle.sql().run("INSERT INTO lots (id) VALUES ('1')")));

            assertEquals(
                    "Store: lab lab, schema %d: INSERT INTO lots (id) VALUES ('1') failed:"
                                    .formatted(lab.read(ReadHandle::schemaVersion))
                            + " [SQLITE_CONSTRAINT_NOTNULL] A NOT NULL constraint failed"
                            + " (NOT NULL constraint failed: lots.ingredient_id)",
                    log.text());
        }
    }

    @Test
    void a_failed_reading_is_named_alike() throws StoreException {
        try (LabDatabase lab = LabDatabase.open(folder, SampleLab.KEY);
                LogLines log = LogLines.of("Store")) {
            assertThrows(
                    StoreException.class,
                    () ->
                            lab.read(handle ->
                                    handle.sql()
                                            .list("SELECT * FROM gone", row -> row.getString(1))));

            assertTrue(
                    log.text()
                            .contains(
                                    ": SELECT * FROM gone failed: [SQLITE_ERROR] SQL error or missing"
                                            + " database (no such table: gone)"),
                    log::text);
        }
    }

    @Test
    void a_missing_table_is_named_with_lab_and_schema() throws StoreException {
        LabKey old = new LabKey("tenant", "old");
        Migrations first = Migrations.of("lab", "0001-first-tables");
        try (LabDatabase before = LabDatabase.open(folder, old, first);
                LogLines log = LogLines.of("Store")) {
            EntityStore store = EntityStoreTest.storeOf(old);

            assertEquals(List.of(), before.read(handle -> store.getAll(handle, "lots")));

            assertEquals(
                    "Store: lab old, schema 1: table lots is missing; it reads as empty",
                    log.text());
        }
    }
}
