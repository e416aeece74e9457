package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.HashChain;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
                                .max(String::compareTo)
                                .orElseThrow();
                assertEquals(Migrations.NEWEST, newest);
                assertEquals(newest, text("SELECT max(version) FROM flyway_schema_history"));
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
