package io.prepstation.kiosk.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.NewAttachment;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Tag("STO-10")
class BackupTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-20T02:30:00Z"));

    private static final int RESERVE = 32 * 1024 * 1024;
    private static final byte[] PHOTO = {-1, -40, -1, 1, 2, 3};

    @TempDir Path folder;
    private Path data;
    private Path lab;
    private Path backups;

    @BeforeEach
    void a_station_that_has_weighed() throws Exception {
        data = folder.resolve("data");
        backups = folder.resolve("backups");
        try (SampleBench bench = SampleBench.in(data)) {
            String session = bench.created(SampleLab.TWENTY).id();
            attach(bench, session, PHOTO);
            lab = bench.database().path();
        }
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "s",
                            "https://hub",
                            "t",
                            "k",
                            "p",
                            "f",
                            "old",
                            now.get()));
        }
    }

    private static void attach(SampleBench bench, String session, byte[] photo) {
        SampleBench.saved(
                bench.service()
                        .attach(
                                session,
                                new NewAttachment(
                                        photo,
                                        AttachmentType.JPEG,
                                        Attachment.PHOTO,
                                        null,
                                        "u-op")));
    }

    private Path backup() throws BackupFailed {
        return new Backups(data, now::get).make(backups, 3);
    }

    private Restore restore() {
        return new Restore(data, now::get, () -> "new");
    }

    /// Every row of every table, whatever page it lies on.
    private static String content(Path database) throws Exception {
        return content(database, Map.of());
    }

    /// @param otherwise how some tables are read, by their name
    private static String content(Path database, Map<String, String> otherwise) throws Exception {
        StringBuilder all = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                all.append(table).append('\n');
                try (ResultSet rows =
                        statement.executeQuery(
                                otherwise.getOrDefault(table, "SELECT * FROM " + table))) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            all.append(rows.getString(i)).append('|');
                        }
                        all.append('\n');
                    }
                }
            }
        }
        assertTrue(all.length() > 1000, "an empty content proves nothing");
        return Sha256.hex(all.toString());
    }

    private static Path photo(Path below) {
        return file(below, PHOTO);
    }

    private static Path file(Path below, byte[] photo) {
        String hash = Sha256.hex(photo);
        return below.resolve("labs")
                .resolve(SampleLab.KEY.tenantId())
                .resolve(SampleLab.KEY.labId() + ".attachments")
                .resolve(hash.substring(0, 2))
                .resolve(hash);
    }

    /// What is damaged here was whole in the backup before, and stays there.
    @Test
    @Tag("SYN-16")
    void has_the_photos_whatever_happens_to_the_files_later() throws Exception {
        Path first = backup();
        now.set(now.get().plusSeconds(86_400));
        damage(photo(data));
        Path second = backup();
        assertArrayEquals(PHOTO, Files.readAllBytes(photo(first)));
        assertArrayEquals(PHOTO, Files.readAllBytes(photo(second)));
        assertTrue(Files.isSameFile(photo(first), photo(second)), "kept once");

        restore().from(second);

        assertArrayEquals(PHOTO, Files.readAllBytes(photo(data)));
    }

    private void damage(Path file) throws IOException {
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(100);
            pages.write(new byte[4000]);
        }
    }

    @Nested
    class A_restore_drill {

        @Test
        void ends_equal_by_hash_and_verifies() throws Exception {
            // All but what says of itself that the file was put back.
            Map<String, String> butTheRestore =
                    Map.of(
                            "audit_event",
                            "SELECT * FROM audit_event WHERE body ->> '$.kind' <> 'lab_restored'",
                            "formula_counter",
                            "SELECT formula_id, attempts % 1000, failures, locked FROM formula_counter");
            String before = content(lab, butTheRestore);
            Path backup = backup();
            Files.delete(lab);
            Files.delete(photo(data));

            restore().from(backup);

            assertEquals(before, content(lab, butTheRestore));
            assertNotEquals(content(lab), before);
            try (LabDatabase restored = LabDatabase.open(data, SampleLab.KEY)) {
                assertTrue(Verification.of(restored, Evidence.NONE).intact());
            }
        }

        @Test
        void starts_a_new_epoch_so_that_the_hub_tells_old_from_new() throws Exception {
            restore().from(backup());

            try (StationDatabase station = StationDatabase.open(data)) {
                assertEquals("new", station.enrolments().getFirst().stationEpoch());
            }
        }

        @Test
        void keeps_what_was_there_in_quarantine() throws Exception {
            Path backup = backup();
            damage(lab);
            Path half = lab.resolveSibling(lab.getFileName() + ".half");
            Files.writeString(half, "of a download");

            Path quarantine = restore().from(backup).orElseThrow();

            assertTrue(Files.exists(quarantine.resolve(data.relativize(lab).toString())));
            assertTrue(Files.exists(quarantine.resolve(data.relativize(half).toString())));
            assertFalse(Files.exists(half));
            assertEquals(Optional.empty(), DatabaseCopy.fault(lab));
        }
    }

    @Nested
    @Tag("SYN-16")
    class A_restore_with_photos_newer_than_the_backup {

        private static final byte[] LATER = {-1, -40, -1, 7};

        private int counter;
        private Path quarantine;

        @BeforeEach
        void restored_to_before_the_photo_was_taken() throws Exception {
            Path backup = backup();
            try (SampleBench bench = SampleBench.reopened(data, () -> "later-" + counter++)) {
                attach(bench, bench.created(SampleLab.THREE).id(), LATER);
            }
            quarantine = restore().from(backup).orElseThrow();
        }

        /// The database in quarantine names them; one folder has both.
        @Test
        void keeps_them_with_the_database_that_names_them() throws Exception {
            assertArrayEquals(LATER, Files.readAllBytes(file(quarantine, LATER)));
            assertTrue(Files.exists(quarantine.resolve(data.relativize(lab).toString())));
        }

        @Test
        void leaves_nothing_that_a_start_would_delete() throws Exception {
            Instant longAgo = SampleBench.NOW.minusSeconds(86_400);
            try (Stream<Path> all = Files.walk(data.resolve("labs"))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(longAgo));
                }
            }
            try (SampleBench bench = SampleBench.reopened(data)) {
                assertEquals(0, bench.service().forgetUnnamedAttachments());
                assertTrue(Verification.of(bench.database(), Evidence.NONE).intact());
            }
            assertArrayEquals(PHOTO, Files.readAllBytes(photo(data)));
            try (Stream<Path> labs = Files.list(lab.getParent())) {
                assertEquals(
                        List.of(),
                        labs.map(Path::toString)
                                .filter(path -> path.endsWith(".restoring"))
                                .toList());
            }
        }
    }

    @Nested
    class A_backup {

        @Test
        void is_made_while_the_lab_is_written_to() throws Exception {
            Path other = folder.resolve("other");
            try (SampleBench bench = SampleBench.in(other)) {
                bench.created(SampleLab.THREE);
                Path open = bench.database().path();
                String before = content(open);
                Path backup = new Backups(other, now::get).make(backups, 3);
                assertEquals(before, content(backup.resolve(other.relativize(open).toString())));
            }
        }

        @Test
        void holds_no_key_and_no_pepper() throws Exception {
            Files.createDirectories(data.resolve("keys"));
            Files.writeString(data.resolve("keys/pepper"), "secret");

            try (Stream<Path> files = Files.walk(backup())) {
                assertFalse(files.anyMatch(file -> file.toString().contains("pepper")));
            }
        }

        @Test
        void of_a_damaged_file_is_refused_and_older_ones_are_kept() throws Exception {
            Path good = backup();
            damage(lab);
            for (int night = 0; night < 5; night++) {
                now.set(now.get().plusSeconds(86_400));
                BackupFailed refusal = assertThrows(BackupFailed.class, BackupTest.this::backup);
                assertTrue(refusal.getMessage().contains("damaged"), refusal.getMessage());
            }
            assertTrue(Files.exists(good.resolve("manifest.json")));
            assertEquals(List.of(good), inBackups());
        }

        private List<Path> inBackups() throws IOException {
            try (Stream<Path> left = Files.list(backups)) {
                return left.toList();
            }
        }

        /// Nobody else deletes them, and each has all databases.
        @Test
        void clears_away_what_a_power_cut_left_but_no_backup_that_is_being_made() throws Exception {
            Path other = backups.resolve("2026-11-20T022955.000Z.unfinished");
            Files.createDirectories(backups.resolve("2026-11-17T023000.000Z.unfinished/labs"));
            Files.createDirectories(other);

            assertEquals(Set.of(other, backup()), Set.copyOf(inBackups()));
        }

        @Test
        @Tag("SYN-16")
        void goes_on_without_a_photo_that_cannot_be_read() throws Exception {
            Files.delete(photo(data));
            Files.createSymbolicLink(photo(data), photo(data));
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            log.start();
            Logger logger = (Logger) LoggerFactory.getLogger("Backup");
            logger.addAppender(log);

            Path backup = backup();

            logger.detachAppender(log);
            assertTrue(
                    log.list.getFirst().getFormattedMessage().contains(Sha256.hex(PHOTO)),
                    log.list::toString);
            assertFalse(Files.exists(photo(backup)));
            restore().from(backup);
            assertEquals(Optional.empty(), DatabaseCopy.fault(lab));
        }

        /// FAT, exFAT and many network folders; here a zip archive.
        @Test
        @Tag("SYN-16")
        void copies_a_photo_where_files_cannot_have_two_names() throws Exception {
            try (FileSystem disk =
                    FileSystems.newFileSystem(
                            folder.resolve("disk.zip"), Map.of("create", "true"))) {
                Path first = disk.getPath("/first");
                Path second = disk.getPath("/second");
                new AttachmentsBackup(data, Optional.empty(), first).make();
                Files.delete(photo(data));
                Files.createSymbolicLink(photo(data), photo(data));

                new AttachmentsBackup(data, Optional.of(first), second).make();

                assertArrayEquals(PHOTO, Files.readAllBytes(photo(second)));
            }
        }

        /// Of a disk that did not have all of it yet.
        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "{\"madeAt\": 1, \"fi"})
        void that_a_power_cut_left_without_its_manifest_is_not_counted(String left)
                throws Exception {
            Path whole = backup();
            now.set(now.get().plusSeconds(1));
            Path cut = backup();
            Files.writeString(cut.resolve("manifest.json"), left);

            for (int more = 0; more < 2; more++) {
                now.set(now.get().plusSeconds(1));
                backup();
            }

            assertTrue(Files.exists(whole), "the cut one took the place of a whole one");
            now.set(now.get().plusSeconds(1));
            backup();
            assertFalse(Files.exists(whole));
            assertThrows(BackupFailed.class, () -> restore().from(cut));
        }

        @Test
        void makes_room_by_deleting_the_oldest_only() throws Exception {
            Path first = backup();
            Path last = first;
            for (int night = 0; night < 3; night++) {
                now.set(now.get().plusSeconds(86_400));
                last = backup();
            }
            assertFalse(Files.exists(first));
            assertTrue(Files.exists(last));
            try (Stream<Path> left = Files.list(backups)) {
                assertEquals(3, left.count());
            }
        }
    }

    @Nested
    class Nothing_is_restored {

        @Test
        void from_a_backup_with_one_altered_byte() throws Exception {
            Path backup = backup();
            String before = content(lab);
            Path copy = backup.resolve(data.relativize(lab).toString());
            byte[] bytes = Files.readAllBytes(copy);
            bytes[bytes.length - 1]++;
            Files.write(copy, bytes);

            BackupFailed refusal = assertThrows(BackupFailed.class, () -> restore().from(backup));

            assertTrue(refusal.getMessage().contains("altered"), refusal.getMessage());
            assertEquals(before, content(lab));
        }

        @Test
        void from_a_folder_that_is_no_backup() {
            assertThrows(BackupFailed.class, () -> restore().from(folder));
        }

        @Test
        void while_the_kiosk_runs() throws Exception {
            Path backup = backup();
            try (FileChannel lock =
                    FileChannel.open(
                            Path.of(lab + ".sync.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                assertNotEquals(null, lock.tryLock());

                BackupFailed refusal =
                        assertThrows(BackupFailed.class, () -> restore().from(backup));

                assertTrue(refusal.getMessage().contains("systemctl stop"), refusal.getMessage());
            }
        }
    }

    @Nested
    class The_disk_guard {

        @Test
        void warns_below_a_fifth_and_stops_below_a_twentieth() {
            assertEquals(DiskGuard.Level.GOOD, DiskGuard.levelOf(1000, 200));
            assertEquals(DiskGuard.Level.LOW, DiskGuard.levelOf(1000, 199));
            assertEquals(DiskGuard.Level.LOW, DiskGuard.levelOf(1000, 50));
            assertEquals(DiskGuard.Level.FULL, DiskGuard.levelOf(1000, 49));
        }

        private static DiskGuard.Room room(LongSupplier usable) {
            return new DiskGuard.Room() {
                @Override
                public long total() {
                    return 1_000_000_000L;
                }

                @Override
                public long usable() {
                    return usable.getAsLong();
                }
            };
        }

        @Test
        void has_its_reserve_on_a_disk_that_was_never_nearly_empty() throws Exception {
            DiskGuard guard = new DiskGuard(data, room(() -> 150_000_000));

            assertEquals(DiskGuard.Level.LOW, guard.look());

            assertEquals(RESERVE, Files.size(data.resolve("reserve")));
        }

        @Test
        void takes_no_reserve_that_would_let_sessions_wait() {
            DiskGuard guard = new DiskGuard(data, room(() -> 50_000_000 + RESERVE - 1));

            assertEquals(DiskGuard.Level.LOW, guard.look());

            assertFalse(Files.exists(data.resolve("reserve")));
        }

        @Test
        void makes_a_reserve_whole_that_a_power_cut_left_half() throws Exception {
            Files.write(data.resolve("reserve"), new byte[1000]);

            new DiskGuard(data, room(() -> 900_000_000)).look();

            assertEquals(RESERVE, Files.size(data.resolve("reserve")));
        }

        @Test
        void makes_no_backup_that_would_let_sessions_wait() throws Exception {
            Backups tight =
                    new Backups(
                            data, now::get, _ -> room(() -> 50_000_000 + lab.toFile().length()));

            BackupFailed failed = assertThrows(BackupFailed.class, () -> tight.make(backups, 3));

            assertTrue(failed.getMessage().contains("free at " + backups), failed.getMessage());
            try (Stream<Path> left = Files.list(backups)) {
                assertEquals(List.of(), left.toList());
            }
        }

        @Test
        void gives_its_reserve_up_for_the_running_session_and_takes_it_back() {
            AtomicReference<Long> usable = new AtomicReference<>(900_000_000L);
            DiskGuard guard = new DiskGuard(data, room(usable::get));
            assertEquals(DiskGuard.Level.GOOD, guard.look());
            assertTrue(Files.exists(data.resolve("reserve")));

            usable.set(1_000_000L);
            assertEquals(DiskGuard.Level.FULL, guard.look());
            assertFalse(Files.exists(data.resolve("reserve")));

            usable.set(900_000_000L);
            assertEquals(DiskGuard.Level.GOOD, guard.look());
            assertTrue(Files.exists(data.resolve("reserve")));
        }
    }
}
