package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A handle is only ever used with the schema it was verified for, whatever another program does meanwhile (STO-2).
///
/// Each version of the schema keeps its rows in a table of its own name, as a migration that rebuilds a table does for
/// a moment: whoever works with an old version finds no table.
@Tag("STO-2")
class UpgradeUnderLoadTest {

    private static final int VERSIONS = 12;
    private static final int THREADS = 8;

    @TempDir Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ids = new AtomicInteger();

    private static String table(int version) {
        return "samples_" + version;
    }

    private static List<String> scripts() {
        return IntStream.rangeClosed(1, VERSIONS)
                .mapToObj(version ->
                        version == 1
                                ? "CREATE TABLE samples_1 (id TEXT PRIMARY KEY)"
                                : "CREATE TABLE %s (id TEXT PRIMARY KEY); INSERT INTO %s SELECT * FROM %s; DROP TABLE %s"
                                        .formatted(
                                                table(version),
                                                table(version),
                                                table(version - 1),
                                                table(version - 1)))
                .toList();
    }

    @Test
    void eight_threads_lose_nothing_while_another_program_upgrades_the_file_in_turn()
            throws Exception {
        Path file = folder.resolve("samples.db");
        try (DatabaseFile database = DatabaseFile.open(file, new Migrations(scripts(), 1))) {
            runWhileUpgrading(
                    file,
                    () -> {
                        String id = "s" + ids.incrementAndGet();
                        database.change(handle ->
                                handle.sql()
                                        .run(
                                                "INSERT INTO "
                                                        + table(handle.schemaVersion())
                                                        + " VALUES (?)",
                                                id));
                        acknowledged.add(id);
                        return database.read(handle ->
                                handle.sql()
                                        .first(
                                                "SELECT id FROM "
                                                        + table(handle.schemaVersion())
                                                        + " WHERE id = ?",
                                                row -> row.getString(1),
                                                id)
                                        .isPresent());
                    });
            List<String> stored =
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "SELECT id FROM " + table(VERSIONS),
                                            row -> row.getString(1)));
            assertAll(
                    () -> assertEquals(List.of(), List.copyOf(failures)),
                    () -> assertEquals(acknowledged, Set.copyOf(stored)),
                    () -> assertTrue(acknowledged.size() > VERSIONS, "worked meanwhile"));
        }
    }

    /// The same work with a handle that is not verified again before it writes: it meets a table that is gone.
    @Test
    void without_verification_tables_are_missing() throws Exception {
        Path file = folder.resolve("samples.db");
        DatabaseFile.open(file, new Migrations(scripts(), 1)).close();
        try (RawFile unverified = new RawFile(file)) {
            long version = unverified.number("PRAGMA user_version");
            DatabaseFile.open(file, new Migrations(scripts(), 2)).close();

            SQLException failure =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    unverified.execute(
                                            "INSERT INTO %s VALUES ('s1')"
                                                    .formatted(table((int) version))));
            assertTrue(
                    String.valueOf(failure.getMessage()).contains("no such table"),
                    failure.getMessage());
        }
    }

    private interface Step {
        boolean found() throws Exception;
    }

    private void runWhileUpgrading(Path file, Step step) throws Exception {
        AtomicBoolean upgrading = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> working =
                    IntStream.range(0, THREADS)
                            .<Future<?>>mapToObj(_ -> threads.submit(() -> work(upgrading, step)))
                            .toList();
            try {
                for (int version = 2; version <= VERSIONS; version++) {
                    int before = ids.get();
                    upgrade(file, version);
                    awaitWork(before + THREADS);
                }
            } finally {
                upgrading.set(false);
            }
            for (Future<?> one : working) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /// Eight threads that never rest can keep another program from its turn for longer than it waits: it comes again.
    private static void upgrade(Path file, int version) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(2))
                .pollInterval(java.time.Duration.ofMillis(1))
                .ignoreException(StoreException.class)
                .until(() -> {
                    DatabaseFile.open(file, new Migrations(scripts(), version)).close();
                    return true;
                });
    }

    private void awaitWork(int done) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .pollInterval(java.time.Duration.ofMillis(1))
                .until(() -> ids.get() >= done);
    }

    private boolean work(AtomicBoolean upgrading, Step step) {
        while (upgrading.get()) {
            try {
                if (!step.found()) {
                    failures.add("not found right after it was saved");
                }
            } catch (Exception e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return true;
    }
}
