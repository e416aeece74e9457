package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.HashChain;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubDatabaseTest {

    @TempDir Path directory;

    @Nested
    class A_new_file {

        @Test
        void gets_the_newest_schema_that_the_program_knows() throws Exception {
            HubDatabase.create(file()).close();

            try (var files = Files.list(Path.of("src/main/resources/db/migration/sqlite"))) {
                String newest =
                        files.map(path -> path.getFileName().toString())
                                .map(name -> name.substring(1, name.indexOf("__")))
                                .max(Comparator.comparingInt(Integer::parseInt))
                                .orElseThrow();
                assertEquals(Migrations.NEWEST, newest);
                assertEquals(
                        newest,
                        text("SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history"));
            }
        }

        @Test
        void is_not_made_by_opening() {
            var failure = assertThrows(StoreException.class, () -> HubDatabase.open(file()));

            assertTrue(failure.getMessage().contains("hub init"), failure.getMessage());
        }
    }

    @Nested
    class A_file_of_a_newer_program {

        @Test
        void is_not_touched() throws Exception {
            HubDatabase.create(file()).close();
            run(
                    "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, script,"
                            + " checksum, installed_by, installed_on, execution_time, success"
                            + " FROM flyway_schema_history WHERE installed_rank = 1");

            var failure = assertThrows(StoreException.class, () -> HubDatabase.open(file()));

            assertTrue(failure.getMessage().contains("newer"), failure.getMessage());
        }
    }

    @Nested
    class A_transaction {

        @Test
        void that_throws_leaves_nothing() throws Exception {
            try (HubDatabase database = HubDatabase.create(file())) {
                assertThrows(
                        IOException.class,
                        () ->
                                database.write(tables -> {
                                    tables.labs().insertTenant("t", "T");
                                    throw new IOException("on purpose");
                                }));

                assertEquals("0", text("SELECT count(*) FROM tenants"));
            }
        }

        @Test
        void for_reading_cannot_write() throws Exception {
            try (HubDatabase database = HubDatabase.create(file())) {
                assertThrows(
                        StoreException.class,
                        () ->
                                database.read(tables -> {
                                    tables.labs().insertTenant("t", "T");
                                    return null;
                                }));
            }
        }

        @Test
        void while_another_process_writes_is_temporary_failure_and_can_be_repeated()
                throws Exception {
            try (HubDatabase database = HubDatabase.create(file());
                    var other = DriverManager.getConnection("jdbc:sqlite:" + file());
                    var statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                var failure = assertThrows(StoreException.class, () -> insertTenant(database, "t"));
                assertTrue(failure.temporary(), failure.getMessage());
                statement.execute("ROLLBACK");

                insertTenant(database, "t");
            }
        }
    }

    @Nested
    class A_statement_kept_for_the_next_transaction {

        @Test
        void says_what_it_is_given_then() throws Exception {
            try (HubDatabase database = withLab()) {
                append(database, row(1, "operation-1"));
                append(database, row(2, null));

                assertEquals(
                        List.of("operation-1", "null"),
                        database.read(tables ->
                                tables.feed().after(0, 9).stream()
                                        .map(row -> String.valueOf(row.originOperation()))
                                        .toList()));
                assertEquals(1, database.read(tables -> tables.feed().after(1, 9)).size());
            }
        }

        @Test
        void keeps_no_snapshot_when_its_rows_were_not_all_read() throws Exception {
            try (HubDatabase database = withLab()) {
                append(database, row(1, null), row(2, null), row(3, null));
                assertThrows(IOException.class, () -> database.read(this::stopAtTheFirst));
                assertThrows(IOException.class, () -> database.write(this::stopAtTheFirst));

                assertEquals("0", text("PRAGMA wal_checkpoint(TRUNCATE)"));
                append(database, row(4, null));
                assertEquals(
                        4L,
                        database.<Long, RuntimeException>read(tables -> tables.feed().headSeq()));
            }
        }

        @Test
        void that_was_refused_can_be_done_again() throws Exception {
            try (HubDatabase database = withLab()) {
                append(database, row(1, null));
                assertThrows(StoreException.class, () -> append(database, row(1, null)));
                append(database, row(2, null));

                assertEquals(
                        2L,
                        database.<Long, RuntimeException>read(tables -> tables.feed().headSeq()));
            }
        }

        @Test
        void sees_a_schema_that_another_program_changed() throws Exception {
            try (HubDatabase database = withLab()) {
                append(database, row(1, "operation-1"));
                assertEquals(1, database.read(tables -> tables.feed().after(0, 9)).size());
                run("ALTER TABLE feed ADD COLUMN later TEXT");

                append(database, row(2, "operation-2"));
                assertEquals(
                        "operation-2",
                        database.read(tables -> tables.feed().after(1, 9))
                                .getFirst()
                                .originOperation());
            }
        }

        private HubDatabase withLab() throws StoreException {
            HubDatabase database = HubDatabase.create(file());
            database.write(tables -> {
                tables.labs().insertTenant("acme", "Acme");
                tables.labs().insert(new Lab("lab-1", "acme", "Lab 1", ZoneOffset.UTC, true));
                return true;
            });
            return database;
        }

        private Void stopAtTheFirst(Tables tables) throws IOException {
            try {
                tables.feed()
                        .each(_ -> {
                            throw new UncheckedIOException(new IOException("on purpose"));
                        });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            throw new AssertionError("no rows");
        }

        private static void append(HubDatabase database, FeedRow... rows) throws StoreException {
            database.write(tables -> {
                tables.feed().append(List.of(rows));
                return true;
            });
        }

        private static FeedRow row(long number, @Nullable String operation) {
            return new FeedRow(
                    number,
                    "lab-1",
                    "lots",
                    "7",
                    Math.toIntExact(number),
                    "update",
                    "{}",
                    "hash",
                    null,
                    operation,
                    number);
        }
    }

    @Nested
    class The_audit_trail {

        @Test
        void written_by_many_at_once_from_two_processes_has_no_fork() throws Exception {
            try (HubDatabase here = HubDatabase.create(file());
                    HubDatabase there = HubDatabase.open(file());
                    var threads = Executors.newFixedThreadPool(8)) {
                var writes =
                        IntStream.range(0, 100)
                                .mapToObj(number ->
                                        threads.submit(
                                                () -> append(number % 2 == 0 ? here : there)))
                                .toList();
                for (var write : writes) {
                    write.get();
                }
                HashChain chain = new HashChain(ChainHead.EMPTY);
                here.read(tables -> {
                    tables.audit()
                            .each(event -> assertTrue(chain.accept(event).isEmpty(), event.body()));
                    return null;
                });
                assertEquals(100, chain.head().sequence());
            }
        }

        private boolean append(HubDatabase database) throws StoreException {
            return database.write(tables -> {
                tables.audit().append(Instant.EPOCH, "test", "hub", Json.object());
                return true;
            });
        }
    }

    private static void insertTenant(HubDatabase database, String id) throws StoreException {
        database.write(tables -> {
            tables.labs().insertTenant(id, id);
            return null;
        });
    }

    private Path file() {
        return directory.resolve("hub.db");
    }

    private String text(String query) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private void run(String command) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
