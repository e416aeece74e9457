package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lot was made again in an old copy of the store, in other words, and went up as a change of what the hub had made of the first
/// ones. Then the hub was put back.
@Tag("SYN-4")
@Tag("SYN-5")
class RenewedCreationsTest {

    private static final Instant NOW = EntityStoreTest.NOW;

    @TempDir Path folder;
    private LabDatabase database;
    private final EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
    private final PushResults results =
            new PushResults(EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed");
    private String lot = "";
    private ObjectNode made = Json.object();

    @BeforeEach
    void renew() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        lot =
                EntityStoreTest.written(
                                database.write(handle ->
                                        store.create(
                                                handle,
                                                SampleLab.OPERATOR,
                                                "lots",
                                                EntityStoreTest.lot("L-7")
                                                        .put("remainingG", "500.0"))))
                        .id();
        made = said();
        answer(newest().id(), "rejected", lot, 1, 20L, "OP_REUSED");
        assertEquals("update", said().path("operation").asText());
        assertFalse(said().path("data").has("remainingG"));
        answer("renewed", "applied", null, 2, 30L, null);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_hub_that_lost_the_lot_is_told_to_make_it() throws StoreException {
        putBack(19);

        ObjectNode again = said();
        assertEquals("create", again.path("operation").asText());
        assertEquals("renewed", again.path("id").asText());
        assertEquals(lot, again.path("entityId").asText());
        assertEquals(made.path("data"), again.path("data"));
        assertEquals("500.0", again.at("/data/remainingG").asText());
    }

    @Test
    void what_was_changed_since_comes_behind_it() throws StoreException {
        edit("blocked");
        answer(newest().id(), "applied", null, 3, 31L, null);

        putBack(19);

        assertEquals(List.of("create pending", "update pending"), queue());
        assertEquals(1, batch().size());
        answer("renewed", "applied", lot, 1, 41L, null);
        assertEquals("blocked", said().at("/data/status").asText());
    }

    @Test
    void a_hub_that_has_the_lot_is_told_of_the_change() throws StoreException {
        putBack(25, 7);

        assertEquals("update", said().path("operation").asText());
    }

    /// What was not sent yet takes in what the same person says next.
    @Test
    void what_was_taken_in_meanwhile_is_said_too() throws StoreException {
        database.change(handle ->
                handle.sql()
                        .run(
                                "UPDATE outbox SET status = 'pending', ever_sent = 0, frozen = NULL, feed_seq = NULL"));
        edit("blocked");
        assertEquals(List.of("update pending"), queue());

        putBack(19);

        ObjectNode again = said();
        assertEquals("create", again.path("operation").asText());
        assertEquals("blocked", again.at("/data/status").asText());
        assertEquals("500.0", again.at("/data/remainingG").asText());
    }

    /// The number of a creation that goes up as one needs no more to be remembered.
    @Test
    void nothing_of_it_is_kept_afterwards() throws StoreException {
        putBack(19);

        assertEquals(
                List.of(),
                database.read(handle ->
                        handle.sql()
                                .list(
                                        "SELECT key FROM sync_state WHERE key LIKE 'renewed_creation%'",
                                        row -> row.getString(1))));
    }

    /// It has all ingredients.
    ///
    /// @param after up to which the hub has its feed
    /// @param lots that it has
    private void putBack(long after, int... lots) throws StoreException {
        database.change(handle -> {
            LostAtHub.waitAgain(handle, EntityTypes.STANDARD, after, NOW);
            LostByOthers.expect(handle, EntityTypes.STANDARD);
            Reload.replaceAll(
                    handle,
                    EntityTypes.STANDARD,
                    into -> {
                        for (int id : lots) {
                            into.accept(
                                    new Pull.Change(
                                            "lots",
                                            "create",
                                            EntityStoreTest.lot("L-7"),
                                            String.valueOf(id),
                                            1,
                                            "hash",
                                            "2026-11-21T08:00:00Z",
                                            20,
                                            null));
                        }
                    });
            handle.sql().run("UPDATE ingredients SET withdrawn = 0");
            LostByOthers.settle(handle, EntityTypes.STANDARD, NOW);
        });
    }

    private void edit(String status) throws StoreException {
        database.change(handle ->
                store.update(
                        handle,
                        SampleLab.OPERATOR,
                        "lots",
                        "7",
                        Json.object().put("status", status)));
    }

    private OutboxOperation newest() throws StoreException {
        return database.read(handle -> Outbox.list(handle, 1)).getFirst();
    }

    private List<String> queue() throws StoreException {
        return database.read(handle ->
                handle.sql()
                        .list(
                                "SELECT kind || ' ' || status FROM outbox ORDER BY op_seq",
                                row -> row.getString(1)));
    }

    private ObjectNode said() throws StoreException {
        String first = batch().getFirst();
        return parsed(first);
    }

    private static ObjectNode parsed(String text) {
        try {
            return Json.parseObject(text);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private List<String> batch() throws StoreException {
        PushQueue.Wanted all = new PushQueue.Wanted(true, NOW, NOW, Set.of(), 10);
        return database.write(handle ->
                        new PushQueue(SampleLab.KEY, EntityTypes.STANDARD).take(handle, all))
                .operations();
    }

    private void answer(
            String operation,
            String status,
            @Nullable String temporary,
            int version,
            long feedSeq,
            @Nullable String code)
            throws StoreException {
        batch();
        Push.Result result =
                new Push.Result(
                        operation,
                        status,
                        code == null,
                        "lots",
                        "7",
                        temporary,
                        temporary == null ? null : 7L,
                        version,
                        "hash",
                        feedSeq,
                        null,
                        null,
                        null,
                        null,
                        code,
                        null,
                        null,
                        null);
        database.change(handle -> results.keep(handle, List.of(result), NOW, 8));
    }
}
