package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lot of this station had the number 7 at a hub that was put back since and has lost it; the hub gives it the number 19 now.
@Tag("SYN-5")
class NumbersAfterRestoreTest {

    private static final Instant NOW = EntityStoreTest.NOW;
    private static final long LOST_AFTER = 10;

    @TempDir Path folder;
    private LabDatabase database;
    private final EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
    private final PushResults results =
            new PushResults(EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed");
    private String temporary = "";
    private String made = "";

    @BeforeEach
    void make() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        temporary = create("lots", EntityStoreTest.lot("L-7"));
        made = newest();
        send();
        numbered(7, 11);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_names_it_waits_with_it_when_the_hub_refuses_it_now() throws StoreException {
        create("containers", container());
        hubIsPutBack();
        send();

        keep(Push.Result.refused(made, "rejected", "lots", "7", "INVALID", null, null, "no"));

        assertEquals(
                List.of("rejected INVALID: no", "blocked waits for lots 7, which the hub refused"),
                queue());
    }

    @Test
    void a_page_that_tells_of_it_gives_it_the_new_number_as_an_answer_does() throws StoreException {
        hubIsPutBack();
        send();
        ObjectNode data =
                EntityStoreTest.lot("L-7")
                        .put("id", "19")
                        .put("tempId", temporary)
                        .put("version", 1);
        Pull.Change told =
                new Pull.Change(
                        "lots", "create", data, "19", 1, "hash", "2026-11-21T08:00:00Z", 11, made);

        database.change(handle ->
                new FeedPages(SampleLab.KEY, EntityTypes.STANDARD, results)
                        .take(
                                handle,
                                new Pull.Page(true, 0, List.of(told), false, 0, "feed.11", 11),
                                NOW));

        assertEquals(List.of("19"), texts("SELECT id FROM lots WHERE lot_number = 'L-7'"));
        assertEquals(
                List.of("acknowledged 19"), texts("SELECT status || ' ' || entity_id FROM outbox"));
        assertEquals(
                List.of("19"), texts("SELECT real_id FROM id_mapping WHERE synced_at IS NOT NULL"));
    }

    @Test
    void what_was_sent_of_it_before_names_the_new_number() throws StoreException, MalformedJson {
        change("blocked");
        String edit = newest();
        create("containers", container());
        send();
        keep(Push.Result.applied(edit, "lots", "7", null, null, 2, "hash-2", 12L));
        hubIsPutBack();

        numbered(19, 11);

        List<String> named = new ArrayList<>();
        for (String operation : send()) {
            JsonNode words = Json.parseObject(operation);
            named.add(words.path("entityType").asText() + " " + words.path("entityId").asText());
            named.add(words.path("data").path("lotId").asText());
        }
        assertEquals("lots 19", named.get(0));
        assertTrue(named.get(2).startsWith("containers temp_"), named.toString());
        assertEquals("19", named.get(3));
    }

    @Test
    @Tag("SYN-8")
    void a_conflict_about_it_is_about_the_new_number() throws StoreException {
        change("blocked");
        String edit = newest();
        send();
        keep(
                new Push.Result(
                        edit,
                        "conflict",
                        false,
                        "lots",
                        "7",
                        null,
                        null,
                        2,
                        "hash-2",
                        null,
                        null,
                        true,
                        "conflict-1",
                        both(),
                        null,
                        null,
                        null,
                        null));
        hubIsPutBack();
        send();

        numbered(19, 11);

        assertEquals(
                List.of("19"),
                database.read(Conflicts::open).stream().map(one -> one.entityId()).toList());
        assertEquals(
                List.of("conflict 19"),
                texts("SELECT status || ' ' || entity_id FROM outbox WHERE kind = 'update'"));
    }

    /// A lot was deleted and made again; the hub kept the first, because somebody else had changed it, and calls the second that one.
    @Test
    void what_was_said_of_two_that_are_one_goes_in_its_order() throws StoreException {
        delete("7");
        String deletion = newest();
        String again = create("lots", EntityStoreTest.lot("L-7"));
        String second = newest();
        send();
        delete(again);
        keep(
                new Push.Result(
                        deletion,
                        "conflict",
                        false,
                        "lots",
                        "7",
                        null,
                        null,
                        2,
                        "hash-2",
                        null,
                        null,
                        true,
                        "conflict-1",
                        both(),
                        null,
                        null,
                        null,
                        null));

        keep(Push.Result.applied(second, "lots", "7", again, 7L, 2, "hash-2", 12L));

        assertEquals(
                List.of("acknowledged", "conflict", "acknowledged", "blocked"),
                texts("SELECT status FROM outbox ORDER BY op_seq"));
        assertEquals(List.of(), send());
        assertEquals(
                List.of("waits for a change that is not at the hub"),
                texts("SELECT last_error FROM outbox WHERE status = 'blocked'"));
    }

    private void delete(String id) throws StoreException {
        database.change(handle -> store.delete(handle, SampleLab.OPERATOR, "lots", id));
    }

    private static Push.ConflictData both() {
        ObjectNode lot = EntityStoreTest.lot("L-7");
        return new Push.ConflictData(
                lot.deepCopy().put("status", "blocked"),
                lot.deepCopy().put("status", "released"),
                1,
                "version",
                List.of("status"),
                null);
    }

    private String create(String type, ObjectNode fields) throws StoreException {
        return EntityStoreTest.written(
                        database.write(
                                handle -> store.create(handle, SampleLab.OPERATOR, type, fields)))
                .id();
    }

    private static ObjectNode container() {
        return Json.object().put("code", "C-1").put("lotId", "7").put("status", "in_use");
    }

    private void change(String status) throws StoreException {
        database.change(handle ->
                store.update(
                        handle,
                        SampleLab.OPERATOR,
                        "lots",
                        "7",
                        Json.object().put("status", status)));
    }

    private String newest() throws StoreException {
        return database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
    }

    /// @return the words that leave
    private List<String> send() throws StoreException {
        PushQueue queue = new PushQueue(SampleLab.KEY, EntityTypes.STANDARD);
        return database.write(handle ->
                        queue.take(handle, new PushQueue.Wanted(true, NOW, NOW, Set.of(), 50)))
                .operations();
    }

    private void numbered(long number, long feedSeq) throws StoreException {
        keep(
                Push.Result.applied(
                        made,
                        "lots",
                        String.valueOf(number),
                        temporary,
                        number,
                        1,
                        "hash",
                        feedSeq));
    }

    private void keep(Push.Result result) throws StoreException {
        database.change(handle -> results.keep(handle, List.of(result), NOW, 8));
    }

    private void hubIsPutBack() throws StoreException {
        database.change(
                handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, LOST_AFTER, NOW));
    }

    private List<String> queue() throws StoreException {
        return texts("SELECT status || ' ' || last_error FROM outbox ORDER BY op_seq");
    }

    private List<String> texts(String sql) throws StoreException {
        return database.read(handle -> handle.sql().list(sql, row -> row.getString(1)));
    }
}
