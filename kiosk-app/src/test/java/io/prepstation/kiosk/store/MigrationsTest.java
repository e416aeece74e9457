package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    private static final String FIRST =
            "CREATE TABLE parents (id INTEGER PRIMARY KEY);"
                    + " CREATE TABLE children (parent INTEGER REFERENCES parents (id))";

    @TempDir Path folder;

    Path file() {
        return folder.resolve("some.db");
    }

    void open(String... scripts) throws StoreException {
        DatabaseFile.open(file(), new Migrations(List.of(scripts), scripts.length)).close();
    }

    long number(String query) throws Exception {
        try (RawFile raw = new RawFile(file())) {
            return raw.number(query);
        }
    }

    @Nested
    class When_the_file_is_older {

        @Test
        void it_is_brought_to_the_newest_version_with_its_rows() throws Exception {
            open(FIRST);
            try (RawFile raw = new RawFile(file())) {
                raw.execute("INSERT INTO parents VALUES (7)");
            }

            open(FIRST, "ALTER TABLE parents ADD COLUMN name TEXT");

            assertEquals(2, number("PRAGMA user_version"));
            assertEquals(7, number("SELECT id FROM parents WHERE name IS NULL"));
        }

        /// Its rows can all be read; only the index has lost one.
        @Test
        @Tag("STO-10")
        void a_damaged_one_is_not_upgraded() throws Exception {
            String indexed = FIRST + "; CREATE INDEX by_parent ON children (parent)";
            open(indexed);
            try (RawFile raw = new RawFile(file())) {
                raw.execute(
                        "INSERT INTO parents VALUES (7); INSERT INTO children VALUES (7);"
                                + " PRAGMA writable_schema = ON;"
                                + " UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
                                + " WHERE name = 'parents') WHERE name = 'by_parent'");
            }

            StoreException refusal =
                    assertThrows(
                            StoreException.class,
                            () -> open(indexed, "ALTER TABLE parents ADD COLUMN name TEXT"));

            assertEquals(Reason.CORRUPT, refusal.reason());
            assertTrue(String.valueOf(refusal.getMessage()).contains("not upgraded"));
            assertEquals(1, number("PRAGMA user_version"));
        }

        @Test
        void a_migration_that_fails_changes_nothing() throws Exception {
            open(FIRST);

            assertThrows(
                    StoreException.class,
                    () -> open(FIRST, "CREATE TABLE more (id); INSERT INTO nowhere VALUES (1)"));

            assertEquals(1, number("PRAGMA user_version"));
            assertEquals(0, number("SELECT count(*) FROM sqlite_schema WHERE name = 'more'"));
        }

        @Test
        void a_migration_that_leaves_orphans_changes_nothing() throws Exception {
            open(FIRST);
            try (RawFile raw = new RawFile(file())) {
                raw.execute("INSERT INTO parents VALUES (7); INSERT INTO children VALUES (7)");
            }

            StoreException refusal =
                    assertThrows(StoreException.class, () -> open(FIRST, "DELETE FROM parents"));

            assertTrue(String.valueOf(refusal.getMessage()).contains("nothing was changed"));
            assertEquals(1, number("SELECT count(*) FROM parents"));
        }
    }

    @Nested
    class When_the_file_is_not_ours {

        @Test
        void one_of_a_newer_program_is_refused_untouched() throws Exception {
            open(FIRST, "CREATE TABLE later (id)");

            StoreException refusal = assertThrows(StoreException.class, () -> open(FIRST));

            assertEquals(Reason.SCHEMA_NEWER, refusal.reason());
            assertTrue(String.valueOf(refusal.getMessage()).contains("Restart the station"));
            assertEquals(2, number("PRAGMA user_version"));
        }

        @Test
        @Tag("STO-2")
        void one_whose_tables_were_changed_is_refused() throws Exception {
            open(FIRST);
            try (RawFile raw = new RawFile(file())) {
                raw.execute("ALTER TABLE children ADD COLUMN extra");
            }

            StoreException refusal = assertThrows(StoreException.class, () -> open(FIRST));

            assertEquals(Reason.CORRUPT, refusal.reason());
        }

        @Test
        void something_that_is_no_database_is_refused_and_kept() throws Exception {
            Files.writeString(file(), "this is not a database, but somebody's notes".repeat(50));

            StoreException refusal = assertThrows(StoreException.class, () -> open(FIRST));

            assertEquals(Reason.CORRUPT, refusal.reason());
            assertTrue(String.valueOf(refusal.getMessage()).contains("station restore"));
            assertTrue(Files.readString(file()).startsWith("this is not a database"));
        }
    }
}
