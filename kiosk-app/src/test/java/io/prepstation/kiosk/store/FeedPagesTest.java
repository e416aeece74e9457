package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.TempId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-12")
class FeedPagesTest {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir Path folder;
    LabDatabase database;
    EntityStore store;
    FeedPages pages;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        store = EntityStoreTest.storeOf(SampleLab.KEY);
        EntityTypes types = EntityTypes.STANDARD;
        pages =
                new FeedPages(
                        SampleLab.KEY, types, new PushResults(types, store.mappings(), _ -> NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    static Pull.Change lot(String id, int version, String status, long feedSeq, String origin) {
        return change(
                "lots",
                id,
                version,
                EntityStoreTest.lot("L-" + id).put("status", status),
                feedSeq,
                origin);
    }

    static Pull.Change change(
            String type, String id, int version, ObjectNode data, long feedSeq, String origin) {
        return new Pull.Change(
                type, "update", data, id, version, "hash", "2026-11-21T08:00:00Z", feedSeq, origin);
    }

    FeedPages.Taken take(Pull.Change... changes) throws StoreException {
        Pull.Page page = new Pull.Page(true, 1, List.of(changes), false, 1, "next", 100);
        return database.write(handle -> pages.take(handle, page, NOW));
    }

    String status(String id) throws StoreException {
        return database.read(handle -> store.get(handle, "lots", id)).orElseThrow().text("status");
    }

    @Nested
    class When_a_page_comes {

        @Test
        void changes_and_cursor_are_kept_together() throws StoreException {
            assertEquals(new FeedPages.Taken(1, 0), take(lot("7", 1, "released", 1, "elsewhere")));

            assertEquals("released", status("7"));
            assertEquals(
                    Optional.of("next"),
                    database.read(handle -> SyncState.get(handle, FeedPages.CURSOR)));
        }

        @Test
        void an_older_version_changes_nothing() throws StoreException {
            take(lot("7", 2, "blocked", 2, "elsewhere"), lot("7", 1, "released", 1, "elsewhere"));

            assertEquals("blocked", status("7"));
        }

        @Test
        void a_bad_change_is_skipped_and_logged() throws StoreException {
            FeedPages.Taken taken =
                    take(
                            change("lots", "8", 1, Json.object().put("lotNumber", "x"), 1, "e"),
                            change("formula_versions", "v", 1, Json.object(), 2, "e"),
                            lot("7", 1, "released", 3, "elsewhere"));

            assertEquals(new FeedPages.Taken(3, 2), taken);
            assertEquals("released", status("7"));
        }

        @Test
        void a_row_that_is_being_edited_keeps_the_edit_and_the_copy_lies_beside() throws Exception {
            take(lot("7", 1, "released", 1, "elsewhere"));
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            "7",
                            Json.object().put("status", "blocked")));

            take(lot("7", 2, "quarantine", 2, "elsewhere"));

            assertEquals("blocked", status("7"));
            assertEquals(
                    "quarantine",
                    database.read(handle -> Shadows.find(handle, "lots", "7"))
                            .orElseThrow()
                            .data()
                            .path("status")
                            .asText());
        }

        @Test
        @Tag("SYN-4")
        void an_own_change_is_the_answer_that_was_lost() throws StoreException {
            StoredEntity made =
                    EntityStoreTest.written(
                            database.write(handle ->
                                    store.create(
                                            handle,
                                            SampleLab.OPERATOR,
                                            "lots",
                                            EntityStoreTest.lot("L-9"))));
            String operation = database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
            database.change(
                    handle -> handle.sql().run("UPDATE outbox SET status = 'sent', ever_sent = 1"));

            take(lot("9", 1, "released", 4, operation));

            assertEquals(
                    "9",
                    database.read(handle -> store.get(handle, "lots", made.id()))
                            .orElseThrow()
                            .id());
            assertEquals(
                    OperationStatus.ACKNOWLEDGED,
                    database.read(handle -> Outbox.list(handle, 1)).getFirst().status());
            assertFalse(database.read(FeedPages::isBehind));
        }
    }

    @Nested
    @Tag("SYN-5")
    class Temporary_ids {

        @Test
        void temp_ids_are_unique() {
            Set<String> seen = new HashSet<>();
            Random random = new Random(3);
            for (int n = 0; n < 20_000; n++) {
                seen.add(TempId.draw(NOW, random, EntityType.LOTS).toString());
            }

            assertEquals(20_000, seen.size());
        }
    }
}
