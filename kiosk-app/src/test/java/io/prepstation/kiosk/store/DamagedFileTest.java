package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.session.SessionRecord;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is damaged, replaced or in the wrong place is refused with what to do.
@Tag("STO-1")
class DamagedFileTest {

    @TempDir Path folder;

    @Nested
    class When_the_file_is_damaged {

        @Test
        void it_is_refused_with_what_to_do() throws Exception {
            Path file;
            try (SampleBench bench = SampleBench.in(folder)) {
                bench.created(SampleLab.TWENTY);
                file = bench.database().path();
            }
            try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
                pages.seek(100);
                pages.write(new byte[4000]);
            }

            StoreException refusal =
                    assertThrows(
                            StoreException.class, () -> LabDatabase.open(folder, SampleLab.KEY));

            assertEquals(Reason.CORRUPT, refusal.reason());
            assertTrue(String.valueOf(refusal.getMessage()).contains(file.toString()));
            assertTrue(String.valueOf(refusal.getMessage()).contains("station restore"));
        }
    }

    @Nested
    class When_the_file_is_replaced_by_an_older_copy {

        @Test
        void what_was_confirmed_is_missed_when_it_is_opened_again() throws Exception {
            try (SampleBench bench = SampleBench.in(folder)) {
                Path file = bench.database().path();
                Path copy = folder.resolve("older.db");
                try (RawFile raw = new RawFile(file)) {
                    raw.execute("VACUUM INTO '" + copy + "'");
                }
                bench.reader().open(bench.created(SampleLab.THREE).id());
                Files.deleteIfExists(Path.of(file + "-wal"));
                Files.deleteIfExists(Path.of(file + "-shm"));
                Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
                DiskLimit.pagesLeft(bench.database(), 0);

                fillUp(bench);

                assertEquals(Reason.CORRUPT, fillUp(bench).reason());
            }
        }
    }

    /// Creates sessions until one is not saved.
    private static StoreException fillUp(SampleBench bench) {
        while (true) {
            Outcome<SessionRecord> outcome =
                    bench.service().createSessionFromFormula(SampleBench.request(SampleLab.TWENTY));
            if (outcome instanceof Outcome.NotSaved(var failure)) {
                return failure;
            }
        }
    }

    @Nested
    class When_it_cannot_be_used {

        @Test
        void a_file_where_the_folder_should_be_is_named() throws Exception {
            Files.writeString(folder.resolve("labs"), "in the way");

            StoreException refusal =
                    assertThrows(
                            StoreException.class, () -> LabDatabase.open(folder, SampleLab.KEY));

            assertEquals(Reason.NOT_USABLE, refusal.reason());
        }

        @Test
        void a_closed_store_says_so() throws Exception {
            LabDatabase database = LabDatabase.open(folder, SampleLab.KEY);
            database.close();

            assertEquals(
                    Reason.CLOSED,
                    assertThrows(StoreException.class, () -> database.change(_ -> {})).reason());
            assertEquals(
                    Reason.CLOSED,
                    assertThrows(StoreException.class, () -> database.read(_ -> true)).reason());
        }

        @Test
        void sqlite_older_than_the_wal_fix_is_not_used() {
            assertTrue(Connections.isOlderThanAllowed("3.51.2"));
            assertFalse(Connections.isOlderThanAllowed("3.51.3"));
            assertFalse(Connections.isOlderThanAllowed("3.54.1"));
        }

        @Test
        void an_id_that_would_leave_the_folder_is_no_lab() {
            assertThrows(
                    IllegalArgumentException.class, () -> new LabKey("tenant", "../other/lab"));
            assertThrows(IllegalArgumentException.class, () -> new LabKey("..", "lab"));
        }
    }

    @Nested
    class When_opened {

        @Test
        void every_connection_is_as_safe_as_it_must_be() throws Exception {
            try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
                Work<ReadHandle, List<String>> pragmas =
                        handle ->
                                List.of(
                                        text(handle, "journal_mode"),
                                        text(handle, "synchronous"),
                                        text(handle, "foreign_keys"),
                                        text(handle, "busy_timeout"));

                assertEquals(List.of("wal", "2", "1", "5000"), database.read(pragmas));
                assertEquals(List.of("wal", "2", "1", "5000"), database.write(pragmas::with));
            }
        }

        @Test
        void a_reading_connection_cannot_write() throws Exception {
            try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
                assertThrows(
                        StoreException.class,
                        () ->
                                database.read(handle -> {
                                    handle.sql().run("DELETE FROM sync_state");
                                    return true;
                                }));
            }
        }

        private static String text(ReadHandle handle, String pragma) {
            return handle.sql().first("PRAGMA " + pragma, row -> row.getString(1)).orElseThrow();
        }
    }
}
