package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.store.Edit.Written;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each function of the entity store while another program makes its table anew: right before it, with connections open that
/// were verified for the old tables, and within it. One file is upgraded from version to version for all of them.
@Tag("STO-3")
@TestInstance(Lifecycle.PER_CLASS)
class EntityStoreDuringUpgradeTest {

    private static final int FIRST = LabDatabase.MIGRATIONS.target();
    private static final int UPGRADES = 26;

    private final EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
    private Path folder;
    private Migrations all;
    private LabDatabase database;
    private int version = FIRST;
    private int lots;

    /// Makes the table of lots anew, with all that belongs to it, as a change that SQLite cannot do in place needs it.
    private static String rebuilding(List<String> made, int version) {
        return made.getFirst().replaceFirst("TABLE \"?lots\"?", "TABLE lots_anew")
                + "; INSERT INTO lots_anew SELECT * FROM lots; DROP TABLE lots;"
                + " ALTER TABLE lots_anew RENAME TO lots; "
                + String.join("; ", made.subList(1, made.size()))
                + "; CREATE TABLE upgraded_to_%d (id TEXT) STRICT".formatted(version);
    }

    /// The table first, then its indexes and triggers.
    private static List<String> statementsOfLots(Path file) throws SQLException {
        try (RawFile raw = new RawFile(file)) {
            return raw.texts(
                    "SELECT sql FROM sqlite_schema WHERE tbl_name = 'lots' AND sql IS NOT NULL"
                            + " ORDER BY type <> 'table'");
        }
    }

    @BeforeAll
    void open(@TempDir Path given) throws Exception {
        folder = given;
        try (LabDatabase made = LabDatabase.open(folder, SampleLab.KEY)) {
            made.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        }
        List<String> statements = statementsOfLots(SampleLab.KEY.file(folder));
        all = LabDatabase.MIGRATIONS;
        for (int next = FIRST + 1; next <= FIRST + UPGRADES; next++) {
            all = all.followedBy(rebuilding(statements, next));
        }
        database = LabDatabase.open(folder, SampleLab.KEY, all.to(FIRST));
    }

    @AfterAll
    void close() {
        database.close();
    }

    /// Another program, which knows the next version.
    private void upgrade() throws StoreException {
        version++;
        LabDatabase.open(folder, SampleLab.KEY, all.to(version)).close();
    }

    /// One call, and what must be so after it.
    record Function(String name, boolean writes, Call call, Check after) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Call {
        Object on(EntityStore store, ReadHandle handle, String id) throws StoreException;
    }

    interface Check {
        void of(EntityStoreDuringUpgradeTest test, String id, Object result) throws StoreException;
    }

    private static Function reading(String name, Call call, Check check) {
        return new Function(name, false, call, check);
    }

    private static Function writing(String name, Call call, Check check) {
        return new Function(name, true, call, check);
    }

    static Stream<Function> functions() {
        return Stream.of(
                reading(
                        "get",
                        (store, handle, id) -> store.get(handle, "lots", id),
                        (test, id, found) -> assertEquals(test.found(id), found)),
                reading(
                        "getAll",
                        (store, handle, _) -> store.getAll(handle, "lots"),
                        (test, _, found) -> assertEquals(test.all(), found)),
                reading(
                        "getBy",
                        (store, handle, _) -> store.getBy(handle, "lots", "ingredientId", "i-1"),
                        (test, _, found) -> assertEquals(test.all(), found)),
                reading(
                        "getByStatus",
                        (store, handle, _) -> store.getByStatus(handle, "lots", SyncMark.SYNCED),
                        (test, _, found) -> assertEquals(test.all(), found)),
                reading(
                        "getMetadata",
                        (store, handle, id) -> store.getMetadata(handle, "lots", id),
                        (test, id, found) ->
                                assertEquals(test.found(id).map(StoredEntity::metadata), found)),
                writing(
                        "create",
                        (store, handle, _) ->
                                store.create(
                                        (WriteHandle) handle,
                                        SampleLab.OPERATOR,
                                        "lots",
                                        EntityStoreTest.lot("MADE-" + handle.schemaVersion())),
                        (test, _, made) ->
                                assertEquals(
                                        Optional.of(entity(made)), test.found(entity(made).id()))),
                writing(
                        "update",
                        (store, handle, id) ->
                                store.update(
                                        (WriteHandle) handle,
                                        SampleLab.OPERATOR,
                                        "lots",
                                        id,
                                        Json.object().put("status", "blocked")),
                        (test, id, made) -> {
                            assertEquals(Optional.of(entity(made)), test.found(id));
                            assertEquals("blocked", entity(made).text("status"));
                        }),
                writing(
                        "save",
                        (store, handle, id) ->
                                store.save(
                                        (WriteHandle) handle,
                                        SampleLab.OPERATOR,
                                        store.get(handle, "lots", id).orElseThrow()),
                        (test, id, made) ->
                                assertEquals(Optional.of(entity(made)), test.found(id))),
                writing(
                        "delete",
                        (store, handle, id) ->
                                store.delete((WriteHandle) handle, SampleLab.OPERATOR, "lots", id),
                        (test, id, _) ->
                                assertEquals(
                                        Optional.of(true),
                                        test.found(id).map(gone -> gone.metadata().deleted()))),
                writing(
                        "hardDelete",
                        (store, handle, id) ->
                                store.hardDelete(
                                        (WriteHandle) handle, SampleLab.SUPERVISOR, "lots", id),
                        (test, id, _) -> assertEquals(Optional.empty(), test.found(id))),
                writing(
                        "clearType",
                        (store, handle, _) -> {
                            store.clearType((WriteHandle) handle, "lots");
                            return true;
                        },
                        (test, _, _) -> assertEquals(List.of(), test.all())),
                writing(
                        "updateSyncStatus",
                        (store, handle, id) -> {
                            store.updateSyncStatus(
                                    (WriteHandle) handle, "lots", id, SyncMark.CONFLICT);
                            return true;
                        },
                        (test, id, _) ->
                                assertEquals(
                                        Optional.of(SyncMark.CONFLICT),
                                        test.found(id).map(lot -> lot.metadata().mark()))),
                writing(
                        "estimate",
                        (store, handle, id) -> {
                            store.estimate((WriteHandle) handle, "lots", id, "remainingG", "12.5");
                            return true;
                        },
                        (test, id, _) ->
                                assertEquals(
                                        Optional.of("12.5"),
                                        test.found(id).map(lot -> lot.text("remainingG")))));
    }

    private static StoredEntity entity(Object edit) {
        return ((Written) edit).entity();
    }

    private Optional<StoredEntity> found(String id) throws StoreException {
        return database.read(handle -> store.get(handle, "lots", id));
    }

    private List<StoredEntity> all() throws StoreException {
        return database.read(handle -> store.getAll(handle, "lots"));
    }

    /// The only living lot, as the hub knows it too.
    private String only() throws StoreException {
        database.change(handle -> {
            handle.sql().run("DELETE FROM outbox");
            handle.sql().run("DELETE FROM lots");
        });
        String number = "L" + ++lots;
        StoredEntity made =
                entity(
                        database.write(handle ->
                                store.create(
                                        handle,
                                        SampleLab.OPERATOR,
                                        "lots",
                                        EntityStoreTest.lot(number))));
        database.change(handle -> {
            handle.sql().run("UPDATE outbox SET status = 'acknowledged', ever_sent = 1");
            handle.sql().run("UPDATE lots SET sync_status = 'synced', server_version = 1");
        });
        return made.id();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void a_function_right_after_an_upgrade_works_on_the_new_tables(Function function)
            throws Exception {
        String id = only();
        upgrade();

        Object result = called(function, id, () -> {});

        function.after().of(this, id, result);
        assertEquals(version, database.read(ReadHandle::schemaVersion));
    }

    /// Who reads, reads on in the tables as they were; who writes is let finish first.
    @ParameterizedTest
    @MethodSource("functions")
    void a_function_within_which_an_upgrade_begins_ends_as_it_began(Function function)
            throws Exception {
        String id = only();
        try (ExecutorService another = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?>[] upgrade = new Future<?>[1];

            Object result =
                    called(
                            function,
                            id,
                            () -> {
                                upgrade[0] =
                                        another.submit(() -> {
                                            upgrade();
                                            return true;
                                        });
                                if (!function.writes()) {
                                    upgrade[0].get(60, TimeUnit.SECONDS);
                                }
                            });

            assertEquals(true, upgrade[0].get(60, TimeUnit.SECONDS));
            function.after().of(this, id, result);
            assertEquals(version, database.read(ReadHandle::schemaVersion));
        }
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    private Object called(Function function, String id, Meanwhile meanwhile) throws Exception {
        int before = version;
        return function.writes()
                ? database.write(handle -> within(function, handle, id, before, meanwhile))
                : database.read(handle -> within(function, handle, id, before, meanwhile));
    }

    private Object within(
            Function function, ReadHandle handle, String id, int before, Meanwhile meanwhile)
            throws StoreException {
        assertEquals(before, handle.schemaVersion());
        try {
            meanwhile.happens();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return function.call().on(store, handle, id);
    }
}
