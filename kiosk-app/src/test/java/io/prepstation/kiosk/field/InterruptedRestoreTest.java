package io.prepstation.kiosk.field;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.Restores;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lab had one attempt when the backup was made and has two. Whatever stops a restore, no number of them is given again.
@Tag("STO-10")
@Tag("SES-3")
class InterruptedRestoreTest {

    private static final String FORMULA = SampleLab.THREE.id();
    private static final byte[] SEEN_BEFORE = "before".getBytes(UTF_8);
    private static final byte[] SEEN_AFTER = "after".getBytes(UTF_8);

    @TempDir Path folder;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private Path data;
    private Path lab;
    private Path backup;

    @BeforeEach
    void a_station_that_went_on_after_its_backup() throws Exception {
        data = folder.resolve("data");
        lab = SampleLab.KEY.file(data);
        try (SampleBench bench = SampleBench.in(data)) {
            bench.completed(SampleLab.THREE);
            try (StationDatabase station = StationDatabase.open(data)) {
                station.save(
                        new StationEnrolment(
                                SampleLab.KEY, "s", "https://hub", "t", "k", "p", "f", "old", now));
            }
            photo(SEEN_BEFORE);
            backup = new Backups(data, () -> now).make(folder.resolve("backups"), 3);
            bench.completed(SampleLab.THREE);
            photo(SEEN_AFTER);
        }
    }

    private void photo(byte[] bytes) throws IOException {
        Files.createDirectories(photoOf(bytes).getParent());
        Files.write(photoOf(bytes), bytes);
    }

    private Path photoOf(byte[] bytes) {
        String hash = Sha256.hex(bytes);
        return attachments().resolve(hash.substring(0, 2)).resolve(hash);
    }

    private Path attachments() {
        return AttachmentFiles.of(lab).folder();
    }

    private Restore restore() {
        return new Restore(data, () -> now, () -> "new");
    }

    /// Stops where it needs an id.
    private Restore killed() {
        return new Restore(
                data,
                () -> now,
                () -> {
                    throw new IllegalStateException("killed");
                });
    }

    /// Where the next restore puts this file away something lies already.
    private void nextStopsAt(Path file) throws IOException {
        Path away = data.resolve("quarantine").resolve(String.valueOf(now.toEpochMilli()));
        Files.createDirectories(away.resolve(data.relativize(file).toString()).resolve("full"));
    }

    private void later() {
        now = now.plusSeconds(60);
    }

    private void damage() throws IOException {
        try (RandomAccessFile pages = new RandomAccessFile(lab.toFile(), "rw")) {
            pages.seek(100);
            pages.write(new byte[4000]);
        }
    }

    private void assertNobodyOpensAFile() {
        for (StoreException refused :
                new StoreException[] {
                    assertThrows(StoreException.class, () -> StationDatabase.open(data)),
                    assertThrows(StoreException.class, () -> LabDatabase.open(data, SampleLab.KEY))
                }) {
            assertTrue(
                    refused.getMessage().contains("Run station restore again"),
                    refused.getMessage());
        }
        BackupFailed refused =
                assertThrows(
                        BackupFailed.class,
                        () -> new Backups(data, () -> now).make(folder.resolve("backups"), 3));
        assertTrue(refused.getMessage().contains("station restore again"), refused.getMessage());
    }

    private void assertRestoredOnce(int nextAttempt) throws Exception {
        try (StationDatabase station = StationDatabase.open(data);
                LabDatabase database = LabDatabase.open(data, SampleLab.KEY)) {
            assertEquals("new", station.enrolments().getFirst().stationEpoch());
            assertEquals(1, database.read(Restores::count));
            assertTrue(Verification.of(database, Evidence.NONE).intact());
        }
        assertEquals(nextAttempt, nextAttempt());
    }

    /// In a lab that began anew the formula comes from the hub.
    private int nextAttempt() throws Exception {
        try (RawFile raw = new RawFile(lab)) {
            raw.tamper(
                    List.of(
                            "INSERT OR IGNORE INTO formulas (id, code, name) VALUES ('%s', 'PRM00003', 'Three')"
                                    .formatted(FORMULA)));
        }
        try (LabDatabase database = LabDatabase.open(data, SampleLab.KEY)) {
            OptionalInt next =
                    database.write(handle -> FormulaCounter.nextAttempt(handle, FORMULA));
            return next.orElseThrow();
        }
    }

    @Nested
    class From_a_backup {

        @Test
        void stopped_before_a_file_was_moved_leaves_everything_as_it_was() throws Exception {
            assertThrows(IllegalStateException.class, () -> killed().from(backup));

            try (StationDatabase station = StationDatabase.open(data);
                    LabDatabase database = LabDatabase.open(data, SampleLab.KEY)) {
                assertEquals("old", station.enrolments().getFirst().stationEpoch());
                assertEquals(0, database.read(Restores::count));
            }
            assertEquals(3, nextAttempt());
            restore().from(backup);
            assertRestoredOnce(1002);
        }

        @Test
        void stopped_when_only_the_stations_own_file_is_in_its_place_is_ended_by_the_next()
                throws Exception {
            nextStopsAt(lab);
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            assertNobodyOpensAFile();
            later();

            restore().from(backup);

            assertRestoredOnce(1002);
        }

        /// What a program that is killed leaves of its copies is there too.
        @Test
        void stopped_when_the_labs_file_is_put_away_is_ended_by_the_next() throws Exception {
            Files.writeString(Path.of(lab + "-wal"), "of the old file");
            nextStopsAt(Path.of(lab + "-wal"));
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            assertFalse(Files.exists(lab));
            assertNobodyOpensAFile();
            Files.writeString(Path.of(lab + ".restoring-wal"), "of the copy");
            later();

            Path quarantine = restore().from(backup).orElseThrow();

            assertTrue(Files.exists(quarantine.resolve(data.relativize(lab) + "-wal")));
            assertRestoredOnce(1002);
        }

        @Test
        void stopped_is_ended_without_it_by_the_copies_that_lie_ready() throws Exception {
            Files.writeString(Path.of(lab + "-wal"), "of the old file");
            nextStopsAt(Path.of(lab + "-wal"));
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            later();

            restore().withoutBackup();

            assertRestoredOnce(1002);
            assertTrue(Files.exists(photoOf(SEEN_BEFORE)));
            assertFalse(Files.exists(photoOf(SEEN_AFTER)));
            assertFalse(Files.exists(Path.of(attachments() + ".restoring")));
        }

        @Test
        void stopped_when_the_stations_own_file_is_put_away_is_ended_without_it() throws Exception {
            Path own = data.resolve("station.db");
            Files.writeString(Path.of(own + "-wal"), "of the old file");
            nextStopsAt(Path.of(own + "-wal"));
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            assertFalse(Files.exists(own));
            later();

            restore().withoutBackup();

            assertRestoredOnce(1002);
            assertTrue(Files.exists(photoOf(SEEN_BEFORE)));
        }

        @Test
        void nothing_begins_without_the_stations_own_file() throws Exception {
            Path own = data.resolve("station.db");
            Files.writeString(Path.of(own + "-wal"), "of the old file");
            nextStopsAt(Path.of(own + "-wal"));
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            Files.writeString(Path.of(own + ".restoring"), "no database any more");
            later();

            BackupFailed refused =
                    assertThrows(BackupFailed.class, () -> restore().withoutBackup());

            assertTrue(refused.getMessage().contains("Give a backup"), refused.getMessage());
            assertFalse(Files.exists(own));
            assertNobodyOpensAFile();
            later();
            restore().from(backup);
            assertRestoredOnce(1002);
        }

        @Test
        void stopped_when_only_the_attachments_are_put_away_is_ended_without_it() throws Exception {
            nextStopsAt(data.resolve("station.db"));
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            assertFalse(Files.exists(attachments()));
            later();

            restore().withoutBackup();

            assertRestoredOnce(1002);
            assertTrue(Files.exists(photoOf(SEEN_BEFORE)));
        }

        @Test
        void a_lab_whose_copy_is_damaged_keeps_its_file_and_its_attachments() throws Exception {
            nextStopsAt(lab);
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            Files.writeString(Path.of(lab + ".restoring"), "no database any more");
            later();

            restore().withoutBackup();

            assertTrue(Files.exists(photoOf(SEEN_BEFORE)));
            assertTrue(Files.exists(photoOf(SEEN_AFTER)));
            assertEquals(3, nextAttempt());
        }

        @Test
        void a_lab_without_file_and_copy_begins_anew() throws Exception {
            Files.writeString(Path.of(lab + "-wal"), "of the old file");
            nextStopsAt(Path.of(lab + "-wal"));
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            Files.delete(Path.of(lab + ".restoring"));
            later();

            restore().withoutBackup();

            assertRestoredOnce(1_000_001);
        }

        /// They would be in their places without a word of it in their trails.
        @Test
        void copies_that_nobody_finished_take_no_place() throws Exception {
            nextStopsAt(lab);
            assertThrows(BackupFailed.class, () -> restore().from(backup));
            later();
            assertThrows(IllegalStateException.class, () -> killed().from(backup));

            restore().withoutBackup();

            assertEquals(3, nextAttempt());
            assertTrue(Files.exists(photoOf(SEEN_AFTER)));
        }
    }

    @Nested
    class Without_a_backup {

        @Test
        void stopped_before_a_file_was_moved_is_begun_again() throws Exception {
            damage();
            assertThrows(IllegalStateException.class, () -> killed().withoutBackup());

            restore().withoutBackup();

            assertRestoredOnce(1_000_001);
        }

        @Test
        void stopped_between_its_moves_is_ended_by_the_next() throws Exception {
            Files.delete(lab);
            Files.writeString(Path.of(lab + "-wal"), "of the old file");
            nextStopsAt(Path.of(lab + "-wal"));
            assertThrows(BackupFailed.class, () -> restore().withoutBackup());
            assertNobodyOpensAFile();
            later();

            restore().withoutBackup();

            assertRestoredOnce(1_000_001);
        }

        @Test
        void a_lab_whose_file_is_gone_begins_anew() throws Exception {
            Files.delete(lab);

            restore().withoutBackup();

            assertRestoredOnce(1_000_001);
        }

        @Test
        void a_lab_that_begins_anew_twice_gives_other_numbers_each_time() throws Exception {
            damage();
            restore().withoutBackup();
            assertEquals(1_000_001, nextAttempt());
            later();
            damage();

            restore().withoutBackup();

            assertRestoredOnce(2_000_001);
        }

        @Test
        void without_the_stations_own_file_nothing_is_made() throws Exception {
            Files.delete(data.resolve("station.db"));

            assertThrows(BackupFailed.class, () -> restore().withoutBackup());

            assertFalse(Files.exists(data.resolve("station.db")));
        }

        @Test
        void where_nothing_is_lost_nothing_is_put_away() {
            BackupFailed refused =
                    assertThrows(BackupFailed.class, () -> restore().withoutBackup());

            assertTrue(refused.getMessage().contains("nothing was put away"));
        }
    }
}
