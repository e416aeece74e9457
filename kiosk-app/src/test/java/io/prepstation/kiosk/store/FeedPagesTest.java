package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.LogLines;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.formula.FormulaVersion;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
                        SampleLab.KEY,
                        types,
                        new PushResults(types, store.mappings(), _ -> NOW, () -> "renewed"));
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

        /// A hub of an earlier version does not say who made an ingredient.
        @Test
        @Tag("SYN-15")
        void who_made_a_thing_stays_known_where_the_hub_does_not_say() throws StoreException {
            take(change("lots", "1", 1, by("anna"), 1, null));
            take(lot("1", 2, "blocked", 2, null));
            assertEquals("anna", author());

            take(change("lots", "1", 3, by("olaf"), 3, null));
            assertEquals("olaf", author());
        }

        private ObjectNode by(String author) {
            return EntityStoreTest.lot("L-1").put("createdBy", author);
        }

        private String author() throws StoreException {
            return database.read(handle -> store.get(handle, "lots", "1"))
                    .orElseThrow()
                    .metadata()
                    .createdBy();
        }

        @Test
        void a_bad_change_is_skipped_and_logged() throws StoreException {
            try (LogLines log = LogLines.of("SyncPull")) {
                FeedPages.Taken taken =
                        take(
                                change("lots", "8", 1, Json.object().put("lotNumber", "x"), 1, "e"),
                                change("formula_versions", "v", 1, Json.object(), 2, "e"),
                                lot("7", 1, "released", 3, "elsewhere"));

                assertEquals(new FeedPages.Taken(3, 2), taken);
                List<String> lines = log.text().lines().toList();
                assertEquals(2, lines.size(), log.text());
                assertTrue(
                        lines.getFirst()
                                .startsWith("SyncPull: lab lab: change 1 of lots 8 skipped: "),
                        log.text());
                assertEquals(
                        "SyncPull: lab lab: change 2 of formula_versions v skipped: member \"id\": Missing required creator property 'id' (index 0)",
                        lines.getLast());
            }
            assertEquals("released", status("7"));
        }

        /// It was taken for a mistake of the whole page, which was asked for without end.
        @Test
        void a_change_that_the_program_fails_at_is_skipped() throws StoreException {
            Pull.Change of =
                    new Pull.Change(
                            "lots",
                            null,
                            EntityStoreTest.lot("L-8"),
                            "8",
                            1,
                            "hash",
                            "2026-11-21T08:00:00Z",
                            1,
                            "e");
            try (LogLines log = LogLines.of("SyncPull")) {
                assertEquals(new FeedPages.Taken(2, 1), take(of, lot("7", 1, "released", 2, "e")));

                assertTrue(
                        log.text().contains("SyncPull: lab lab: change 1 of lots 8 skipped: "),
                        log.text());
            }
            assertEquals("released", status("7"));
        }

        @Test
        void a_store_that_fails_at_a_change_keeps_the_whole_page_for_later() throws StoreException {
            database.change(handle -> handle.sql().run("PRAGMA max_page_count = 1"));
            ObjectNode large = EntityStoreTest.lot("L-8").put("note", "x".repeat(1_000_000));

            assertThrows(
                    StoreException.class,
                    () ->
                            take(
                                    lot("7", 1, "released", 1, "e"),
                                    change("lots", "8", 1, large, 2, "e")));

            assertEquals("", database.read(FeedPages::cursor));
        }

        @Test
        void what_did_not_fit_is_taken_when_what_it_needs_has_come() throws StoreException {
            ObjectNode of = EntityStoreTest.lot("L-8").put("ingredientId", "i-late");
            assertEquals(new FeedPages.Taken(1, 1), take(change("lots", "8", 1, of, 1, "e")));
            take(lot("7", 1, "released", 2, "elsewhere"));
            assertEquals(Optional.empty(), database.read(handle -> store.get(handle, "lots", "8")));

            take(ingredientOf("i-late", 3));

            assertEquals("quarantine", status("8"));
            take();
            assertEquals(Set.of(), database.read(SkippedChanges::all));
        }

        /// Its first line fits, and stood there alone.
        @Test
        void a_formula_version_is_taken_whole_when_what_it_needs_has_come() throws StoreException {
            ObjectNode version =
                    Json.object()
                            .put("id", "f-3-v2")
                            .put("formulaId", "f-3")
                            .put("versionNo", 2)
                            .put("status", "approved")
                            .put("effectiveFrom", "2026-01-02")
                            .put("baseAmount", "1")
                            .put("baseUnit", "L");
            version.putArray("lines").add(line(1, "i-1")).add(line(2, "i-late"));
            assertEquals(
                    new FeedPages.Taken(1, 1),
                    take(change("formula_versions", "f-3-v2", 1, version, 1, "e")));
            assertEquals("f-3-v1 of 3", usable());

            take(ingredientOf("i-late", 2));

            assertEquals("f-3-v2 of 2", usable());
            take();
            assertEquals(Set.of(), database.read(SkippedChanges::all));
        }

        private static ObjectNode line(int sequence, String ingredient) {
            return Json.object()
                    .put("sequence", sequence)
                    .put("ingredientId", ingredient)
                    .put("targetQtyG", "2.000")
                    .put("toleranceAbsG", "0.020")
                    .put("freeOrder", false);
        }

        /// The version that the bench would weigh, and how many lines it has.
        private String usable() throws StoreException {
            FormulaVersion version =
                    assertInstanceOf(
                                    FormulaLookup.Usable.class,
                                    database.read(handle ->
                                            MasterData.formula(
                                                    handle,
                                                    "PRM00003",
                                                    LocalDate.of(2026, 11, 21))))
                            .version();
            return version.id() + " of " + version.lines().size();
        }

        /// What it would have done halfway is undone, and the operation waits for its answer as before.
        @Test
        @Tag("SYN-5")
        void an_answer_in_the_feed_that_does_not_fit_is_not_kept_by_halves() throws StoreException {
            StoredEntity made =
                    EntityStoreTest.written(
                            database.write(handle ->
                                    store.create(
                                            handle,
                                            SampleLab.OPERATOR,
                                            "lots",
                                            EntityStoreTest.lot("L-9"))));
            String operation = database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
            database.change(handle -> {
                handle.sql().run("UPDATE outbox SET status = 'sent', ever_sent = 1");
                handle.sql()
                        .run(
                                "CREATE TEMP TRIGGER misfit BEFORE UPDATE OF id ON lots"
                                        + " BEGIN SELECT raise(ABORT, 'does not fit'); END");
            });

            assertEquals(
                    new FeedPages.Taken(2, 1),
                    take(
                            lot("9", 1, "quarantine", 4, operation),
                            lot("7", 1, "released", 5, "elsewhere")));

            OutboxOperation waiting = database.read(handle -> Outbox.list(handle, 1)).getFirst();
            assertEquals(OperationStatus.SENT, waiting.status());
            assertEquals(made.id(), waiting.entityId());
            assertEquals("quarantine", status(made.id()));
            assertEquals("released", status("7"));
            assertEquals("quarantine", status("9"), "the change itself is not forgotten");
        }

        @Test
        void where_a_station_stands_is_found_by_an_index() throws StoreException {
            List<String> plan =
                    database.read(handle ->
                            handle.sql()
                                    .list(
                                            "EXPLAIN QUERY PLAN " + FeedPages.ACKNOWLEDGED,
                                            row -> row.getString("detail")));

            assertEquals(
                    List.of("SEARCH outbox USING COVERING INDEX outbox_by_feed (feed_seq>?)"),
                    plan);
        }

        @Test
        void what_came_in_the_wrong_order_is_taken_with_the_page() throws StoreException {
            ObjectNode of = EntityStoreTest.lot("L-8").put("ingredientId", "i-late");

            take(change("lots", "8", 1, of, 1, "e"), ingredientOf("i-late", 2));

            assertEquals("quarantine", status("8"));
        }

        /// Nobody may take back what a person is just changing.
        @Test
        void what_did_not_fit_waits_for_what_is_edited_here() throws StoreException {
            take(lot("7", 1, "released", 1, "elsewhere"));
            ObjectNode of = EntityStoreTest.lot("L-7").put("ingredientId", "i-late");
            take(change("lots", "7", 2, of, 2, "e"));
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            "7",
                            Json.object().put("status", "blocked")));

            take(ingredientOf("i-late", 3));

            assertEquals("blocked", status("7"));
            assertEquals(1, database.read(SkippedChanges::all).size());
        }

        @Test
        void what_a_load_left_out_is_taken_with_a_later_page() throws StoreException {
            ObjectNode of = EntityStoreTest.lot("L-8").put("ingredientId", "i-late");
            database.change(handle ->
                    Reload.replaceAll(
                            handle,
                            EntityTypes.STANDARD,
                            each -> each.accept(change("lots", "8", 1, of, 1, "e"))));

            take(ingredientOf("i-late", 3));

            assertEquals("quarantine", status("8"));
        }

        private Pull.Change ingredientOf(String id, long feedSeq) {
            return change(
                    "ingredients",
                    id,
                    1,
                    Json.object().put("code", "ING-" + id).put("name", "Late"),
                    feedSeq,
                    "e");
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

            take(lot("9", 1, "quarantine", 4, operation));

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
    class When_what_was_sent_comes_back {

        private Pull.Change echo(String id, String operation, ObjectNode data) {
            data.put("updatedAt", "2026-11-21T08:00:00Z");
            return change("containers", id, 1, data, Long.parseLong(id), operation);
        }

        /// Two containers, sent and answered.
        private List<String> sent() throws StoreException {
            PushResults results =
                    new PushResults(
                            EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed");
            database.change(handle -> {
                for (String code : List.of("A", "B")) {
                    store.create(handle, SampleLab.OPERATOR, "containers", container(code));
                }
                handle.sql().run("UPDATE outbox SET status = 'sent', ever_sent = 1");
            });
            List<OutboxOperation> operations =
                    database.read(handle -> Outbox.list(handle, 2)).reversed();
            database.change(handle ->
                    results.keep(
                            handle,
                            List.of(numbered(operations, 0), numbered(operations, 1)),
                            NOW,
                            8));
            return operations.stream().map(OutboxOperation::id).toList();
        }

        private Push.Result numbered(List<OutboxOperation> operations, int place) {
            return Push.Result.applied(
                    operations.get(place).id(),
                    "containers",
                    String.valueOf(place + 1),
                    operations.get(place).entityId(),
                    (long) place + 1,
                    1,
                    "hash",
                    (long) place + 1);
        }

        private ObjectNode container(String code) {
            return Json.object().put("code", code).put("status", "in_use");
        }

        private StoredEntity row(String id) throws StoreException {
            return database.read(handle -> store.get(handle, "containers", id)).orElseThrow();
        }

        @Test
        void the_row_takes_the_hubs_times_and_what_the_hub_derives() throws StoreException {
            List<String> operations = sent();

            take(
                    echo("1", operations.getFirst(), container("A").put("ingredientId", "i-2")),
                    echo("2", operations.getLast(), container("B")));

            assertEquals("i-2", row("1").text("ingredientId"));
            assertEquals(Instant.parse("2026-11-21T08:00:00Z"), row("2").metadata().updatedAt());
            assertEquals(
                    Optional.of(2L),
                    database.read(handle -> Shadows.find(handle, "containers", "2"))
                            .map(Shadows.Shadow::feedSeq));
        }

        @Test
        void one_that_does_not_fit_keeps_no_other_from_being_taken() throws StoreException {
            List<String> operations = sent();

            FeedPages.Taken taken =
                    take(
                            echo(
                                    "1",
                                    operations.getFirst(),
                                    container("A").put("ingredientId", "nobody")),
                            echo(
                                    "2",
                                    operations.getLast(),
                                    container("B").put("ingredientId", "i-2")));

            assertEquals(new FeedPages.Taken(2, 1), taken);
            assertEquals("i-2", row("2").text("ingredientId"));
        }

        @Test
        void an_edit_that_waits_stays() throws StoreException {
            List<String> operations = sent();
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "containers",
                            "1",
                            Json.object().put("status", "blocked")));

            take(echo("1", operations.getFirst(), container("A")));

            assertEquals("blocked", row("1").text("status"));
            assertEquals(SyncMark.PENDING, row("1").metadata().mark());
        }

        @Test
        void what_somebody_else_made_of_it_is_shown() throws StoreException {
            List<String> operations = sent();

            take(echo("1", operations.getFirst(), container("A").put("status", "blocked")));

            assertEquals("blocked", row("1").text("status"));
        }
    }

    /// A page may end between two of a thing's own changes; what the hub has acknowledged since stays in the row.
    @Nested
    class When_a_page_ends_before_what_is_acknowledged {

        private final PushResults results =
                new PushResults(
                        EntityTypes.STANDARD, store().mappings(), _ -> NOW, () -> "renewed");

        private EntityStore store() {
            return EntityStoreTest.storeOf(SampleLab.KEY);
        }

        private String operation() throws StoreException {
            return database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
        }

        private void answer(String operation, String temporary, int version, Long feedSeq)
                throws StoreException {
            Push.Result result =
                    Push.Result.applied(
                            operation,
                            "lots",
                            temporary == null ? "7" : temporary,
                            temporary,
                            temporary == null ? null : 7L,
                            version,
                            "hash-" + version,
                            feedSeq);
            database.change(handle -> {
                handle.sql()
                        .run(
                                "UPDATE outbox SET status = 'sent', ever_sent = 1, frozen = '{}'"
                                        + " WHERE operation_id = ?",
                                operation);
                results.keep(handle, List.of(result), NOW, 8);
            });
        }

        /// Lot 7, which the hub has in its first version.
        private String made(long feedSeq) throws StoreException {
            StoredEntity lot =
                    EntityStoreTest.written(
                            database.write(handle ->
                                    store.create(
                                            handle,
                                            SampleLab.OPERATOR,
                                            "lots",
                                            EntityStoreTest.lot("L-7"))));
            String made = operation();
            answer(made, lot.id(), 1, feedSeq);
            return made;
        }

        private String blocked(int version, Long feedSeq) throws StoreException {
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            "7",
                            Json.object().put("status", "blocked")));
            String blocked = operation();
            answer(blocked, null, version, feedSeq);
            return blocked;
        }

        private List<String> shown() throws StoreException {
            return database.read(handle ->
                    handle.sql()
                            .list(
                                    "SELECT status, server_version, sync_status, withdrawn FROM lots WHERE id = '7'",
                                    row ->
                                            "%s %s %s %s"
                                                    .formatted(
                                                            row.getString(1),
                                                            row.getString(2),
                                                            row.getString(3),
                                                            row.getBoolean(4) ? "gone" : "there")));
        }

        @Test
        void a_lot_that_was_blocked_here_stays_blocked() throws StoreException {
            String made = made(1);
            String blocked = blocked(2, 2L);

            take(lot("7", 1, "quarantine", 1, made));

            assertEquals(List.of("blocked 2 synced there"), shown());

            take(lot("7", 2, "blocked", 2, blocked));

            assertEquals(List.of("blocked 2 synced there"), shown());
            assertEquals(
                    Optional.of(2L),
                    database.read(handle -> Shadows.find(handle, "lots", "7"))
                            .map(Shadows.Shadow::version));
        }

        @Test
        void what_others_made_of_it_before_waits_for_the_own_change() throws StoreException {
            String made = made(1);
            String blocked = blocked(3, 3L);

            take(lot("7", 1, "quarantine", 1, made), lot("7", 2, "released", 2, "elsewhere"));

            assertEquals(List.of("blocked 3 synced there"), shown());

            take(lot("7", 3, "blocked", 3, blocked), lot("7", 4, "released", 4, "elsewhere"));

            assertEquals(List.of("released 4 synced there"), shown());
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

        /// Lot 7 is blocked here, and the hub answers that it released it.
        private Push.Result met() throws StoreException {
            edit("blocked");
            ObjectNode mine = EntityStoreTest.lot("L-7").put("status", "blocked");
            ObjectNode hubs = EntityStoreTest.lot("L-7").put("status", "released");
            return new Push.Result(
                    operation(),
                    "conflict",
                    false,
                    "lots",
                    "7",
                    null,
                    null,
                    5,
                    "hash-5",
                    null,
                    null,
                    true,
                    "c-1",
                    new Push.ConflictData(mine, hubs, 5, "version", List.of("status"), null),
                    null,
                    null,
                    null,
                    null);
        }

        /// A conflict about lot 7 that the hub decided in its sixth version, which comes further on in the feed.
        private void decided(String strategy, String status) throws StoreException {
            made(1);
            Push.Result met = met();
            Resolutions resolutions = new Resolutions(store);
            database.change(handle -> {
                results.keep(handle, List.of(met), NOW, 8);
                resolutions.settled(
                        handle,
                        SampleLab.OPERATOR,
                        resolutions.sides(handle, "c-1").orElseThrow(),
                        new Resolutions.Choice(strategy, "sam", NOW),
                        new Conflicts.Answer(
                                true,
                                "c-1",
                                "lots",
                                "7",
                                6,
                                60L,
                                EntityStoreTest.lot("L-7").put("status", status),
                                List.of(),
                                null));
            });
        }

        @Test
        @Tag("SYN-8")
        void what_was_decided_stays() throws StoreException {
            decided("client-wins", "blocked");

            take(lot("7", 4, "quarantine", 40, "elsewhere"));
            take(lot("7", 5, "empty", 50, "elsewhere"));
            assertEquals(List.of("blocked 6 synced there"), shown());

            take(lot("7", 6, "blocked", 60, null), lot("7", 7, "empty", 70, "elsewhere"));
            assertEquals(List.of("empty 7 synced there"), shown());
        }

        @Test
        @Tag("SYN-8")
        void what_was_decided_for_the_other_side_stays() throws StoreException {
            decided("server-wins", "released");

            take(lot("7", 5, "empty", 50, "elsewhere"));

            assertEquals(List.of("released 6 synced there"), shown());
        }

        /// The answer to the first was lost, and that to the second was not.
        @Test
        void an_answer_that_comes_late_takes_nothing_back() throws StoreException {
            String made = made(1);
            String first = blocked(3, 3L);
            EntityStoreTest.written(
                    database.write(handle ->
                            store.update(
                                    handle,
                                    SampleLab.OPERATOR,
                                    "lots",
                                    "7",
                                    Json.object().put("status", "empty"))));
            String second = operation();
            take(lot("7", 1, "quarantine", 1, made), lot("7", 3, "blocked", 3, "elsewhere"));
            database.change(handle ->
                    handle.sql()
                            .run(
                                    "UPDATE outbox SET status = 'sent', feed_seq = NULL WHERE operation_id = ?",
                                    first));
            answer(second, null, 4, 4L);

            answer(first, null, 3, 3L);

            assertEquals(List.of("empty 4 synced there"), shown());
        }

        @Test
        void what_was_deleted_here_stays_deleted() throws StoreException {
            String made = made(1);
            database.change(handle -> store.delete(handle, SampleLab.SUPERVISOR, "lots", "7"));
            String deleted = operation();
            answer(deleted, null, 2, 2L);

            take(lot("7", 1, "quarantine", 1, made));

            assertEquals(List.of("quarantine 2 synced gone"), shown());

            take(
                    new Pull.Change(
                            "lots",
                            "delete",
                            EntityStoreTest.lot("L-7"),
                            "7",
                            2,
                            "hash",
                            "2026-11-21T08:00:00Z",
                            2,
                            deleted));

            assertEquals(List.of("quarantine 2 synced gone"), shown());
        }

        @Test
        void what_a_restored_hub_has_forgotten_counts_no_more() throws StoreException {
            String made = made(11);
            String blocked = blocked(2, 12L);
            database.change(handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, 10, NOW));
            answer(made, null, 1, 11L);
            answer(blocked, null, 1, null);

            take(lot("7", 2, "released", 11, "elsewhere"));

            assertEquals(List.of("released 2 synced there"), shown());
        }
    }

    /// A lot made here, changed since, and answered as `result` says.
    private OutboxOperation answered(Push.Result result) throws StoreException {
        EntityTypes types = EntityTypes.STANDARD;
        PushResults results = new PushResults(types, store.mappings(), _ -> NOW, () -> "renewed");
        database.change(handle -> results.keep(handle, List.of(result), NOW, 8));
        return database.read(handle -> Outbox.list(handle, 1)).getFirst();
    }

    private static Push.Result result(String operation, String status, String code, int version) {
        return new Push.Result(
                operation,
                status,
                code == null,
                "lots",
                "7",
                null,
                null,
                version,
                "hash-7",
                null,
                null,
                null,
                null,
                null,
                code,
                null,
                null,
                null);
    }

    private String edited() throws StoreException {
        database.change(handle ->
                store.update(
                        handle,
                        SampleLab.OPERATOR,
                        "lots",
                        "7",
                        Json.object().put("status", "blocked")));
        database.change(handle -> handle.sql().run("UPDATE outbox SET status = 'sent'"));
        return database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
    }

    @Nested
    class When_an_answer_comes {

        @BeforeEach
        void edit() throws StoreException {
            take(lot("7", 1, "released", 1, "elsewhere"));
        }

        @Test
        void an_edit_without_effect_gives_way_to_the_hubs_copy() throws StoreException {
            String operation = edited();
            take(lot("7", 2, "quarantine", 2, "elsewhere"));

            answered(result(operation, "applied", null, 2));

            assertEquals("quarantine", status("7"));
        }

        /// Its answer would come with every batch again.
        @Test
        void a_copy_that_does_not_fit_keeps_no_answer_from_being_kept() throws StoreException {
            take(lot("8", 1, "released", 2, "elsewhere"));
            String operation = edited();
            take(lot("7", 2, "of a later hub", 3, "elsewhere"));
            database.change(handle ->
                    store.update(
                            handle,
                            SampleLab.OPERATOR,
                            "lots",
                            "8",
                            Json.object().put("status", "blocked")));
            database.change(handle -> handle.sql().run("UPDATE outbox SET status = 'sent'"));
            String other = database.read(handle -> Outbox.list(handle, 1)).getFirst().id();
            Push.Result one = result(operation, "applied", null, 2);
            Push.Result two = Push.Result.applied(other, "lots", "8", null, null, 2, "hash-8", 4L);

            database.change(handle ->
                    new PushResults(
                                    EntityTypes.STANDARD,
                                    store.mappings(),
                                    _ -> NOW,
                                    () -> "renewed")
                            .keep(handle, List.of(one, two), NOW, 8));

            assertEquals(
                    List.of(OperationStatus.ACKNOWLEDGED, OperationStatus.ACKNOWLEDGED),
                    database.read(handle -> Outbox.list(handle, 2)).stream()
                            .map(OutboxOperation::status)
                            .toList());
            assertEquals("blocked", status("7"));
        }

        @Test
        void an_operation_of_an_old_copy_goes_up_again_under_a_new_id() throws StoreException {
            OutboxOperation again = answered(result(edited(), "rejected", "OP_REUSED", 3));

            assertEquals("renewed", again.id());
            assertEquals(OperationStatus.PENDING, again.status());
            assertEquals("blocked", status("7"));
        }

        @Test
        void the_feed_shows_that_the_hub_has_another_operation_under_the_id()
                throws StoreException {
            take(lot("7", 2, "quarantine", 2, edited()));

            OutboxOperation again = database.read(handle -> Outbox.list(handle, 1)).getFirst();
            assertEquals("renewed", again.id());
            assertEquals("blocked", status("7"));
        }

        @Test
        void what_was_held_goes_again_with_the_next_batch() throws StoreException {
            String operation = edited();
            database.change(handle -> Outbox.hold(handle, "the token has expired"));
            PushQueue queue = new PushQueue(SampleLab.KEY, EntityTypes.STANDARD);

            PushQueue.Batch batch =
                    database.write(handle ->
                            queue.take(
                                    handle,
                                    new PushQueue.Wanted(
                                            false,
                                            EntityStoreTest.NOW.plusSeconds(1),
                                            EntityStoreTest.NOW.plusSeconds(3600),
                                            Set.of(),
                                            50)));

            assertEquals(List.of(operation), batch.ids());
        }

        @Test
        void a_load_of_the_lab_leaves_what_is_deleted_deleted() throws StoreException {
            Pull.Change gone =
                    new Pull.Change(
                            "lots",
                            "delete",
                            EntityStoreTest.lot("L-7"),
                            "7",
                            2,
                            "hash",
                            "2026-11-21T08:00:00Z",
                            0,
                            null);
            database.change(handle ->
                    Reload.replaceAll(handle, EntityTypes.STANDARD, List.of(gone)::forEach));

            assertEquals(List.of(), database.read(handle -> store.getAll(handle, "lots")));
        }
    }
}
