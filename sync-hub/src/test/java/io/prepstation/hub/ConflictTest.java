package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.TEMP_LOT;
import static io.prepstation.hub.Operations.container;
import static io.prepstation.hub.Operations.delete;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.operation;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lot in version 2 (status released, by a first edit) that a second edit of version 1 meets.
@Tag("SYN-7")
class ConflictTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private String lot;
    private String salt;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        salt = station.ingredients().values().iterator().next().id();
        lot = only(lot(TEMP_LOT, salt, "A-1")).path("realId").asText();
        only(update("lots", lot, 1, status("released")));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private JsonNode only(ObjectNode operation) throws Exception {
        return station.push(request(operation)).path("results").path(0);
    }

    private static ObjectNode status(String word) {
        return Json.object().put("status", word);
    }

    private JsonNode now() throws Exception {
        return station.pulled("lots").getLast();
    }

    private JsonNode conflict() throws Exception {
        return only(update("lots", lot, 1, status("blocked").put("openedOn", "2026-11-20")));
    }

    private String another(String tempId, String number) throws Exception {
        return only(lot(tempId, salt, number)).path("realId").asText();
    }

    private String kindOf(ObjectNode edit) throws Exception {
        return only(edit).at("/conflictData/conflictType").asText();
    }

    @Test
    void each_conflict_kind_is_detected() throws Exception {
        String second = another("temp_1730534400008_yyyyyy_lots", "A-2");
        String third = another("temp_1730534400009_zzzzzz_lots", "A-3");
        only(update("lots", second, 1, status("released")));
        ObjectNode dated = update("lots", second, 1, status("blocked"));
        dated.remove("baseVersion");

        assertEquals("version", conflict().at("/conflictData/conflictType").asText());
        assertEquals("timestamp", kindOf(dated.put("lastSyncTimestamp", 1)));
        assertEquals(
                "data",
                kindOf(
                        update("lots", third, 1, status("blocked"))
                                .put("baseHash", "0".repeat(64))));
        assertEquals("", kindOf(update("lots", lot, 2, status("blocked"))));
    }

    @Nested
    class An_edit_of_an_old_version {

        @Test
        void of_the_same_field_is_a_conflict_by_version() throws Exception {
            JsonNode result = conflict();

            assertEquals("conflict", result.path("status").asText());
            assertEquals("version", result.at("/conflictData/conflictType").asText());
            assertEquals("[\"status\"]", result.at("/conflictData/affectedFields").toString());
            assertEquals("blocked", result.at("/conflictData/localData/status").asText());
            assertEquals("released", result.at("/conflictData/serverData/status").asText());
            assertEquals(2, now().path("version").asInt());
        }

        @Test
        @Tag("SYN-8")
        void of_other_fields_is_merged() throws Exception {
            JsonNode result =
                    only(update("lots", lot, 1, Json.object().put("openedOn", "2026-11-20")));

            assertEquals("applied", result.path("status").asText());
            assertTrue(result.path("merged").asBoolean());
            assertEquals("released", now().at("/data/status").asText());
            assertEquals("2026-11-20", now().at("/data/openedOn").asText());
        }

        @Test
        void that_says_the_same_is_none() throws Exception {
            JsonNode result = only(update("lots", lot, 1, status("released")));

            assertEquals("applied", result.path("status").asText());
            assertEquals(2, result.path("version").asInt());
            assertEquals(now().path("feedSeq"), result.path("feedSeq"));
        }
    }

    @Nested
    class Without_a_base_version {

        private ObjectNode edit(long lastSync) {
            ObjectNode edit = update("lots", lot, 1, status("blocked"));
            edit.remove("baseVersion");
            return edit.put("lastSyncTimestamp", lastSync);
        }

        @Test
        void an_edit_of_an_older_copy_is_a_conflict_by_timestamp() throws Exception {
            String first = station.pulled("lots").getFirst().path("updatedAt").asText();
            long copied = java.time.Instant.parse(first).toEpochMilli();

            JsonNode result = only(edit(copied));

            assertEquals("timestamp", result.at("/conflictData/conflictType").asText());
        }

        @Test
        void an_edit_of_the_newest_copy_is_done() throws Exception {
            long copied = java.time.Instant.parse(now().path("updatedAt").asText()).toEpochMilli();

            assertEquals("applied", only(edit(copied)).path("status").asText());
        }
    }

    @Nested
    class A_base_version_with_another_content {

        @Test
        void is_a_conflict_by_data_and_an_alarm() throws Exception {
            ObjectNode edit =
                    update("lots", lot, 2, status("blocked")).put("baseHash", "0".repeat(64));

            JsonNode result = only(edit);

            assertEquals("data", result.at("/conflictData/conflictType").asText());
            assertEquals("1", alarms());
            try (Administration administration = hub.administration()) {
                assertTrue(administration.verify().isIntact());
            }
        }

        @Test
        void is_an_alarm_where_the_edit_changes_nothing_too() throws Exception {
            ObjectNode edit =
                    update("lots", lot, 2, status("released")).put("baseHash", "0".repeat(64));

            assertEquals("applied", only(edit).path("status").asText());
            assertEquals("1", alarms());
        }

        @Test
        void is_an_alarm_where_the_edit_deletes_too() throws Exception {
            ObjectNode edit = delete("lots", lot, 2).put("baseHash", "0".repeat(64));

            assertEquals("conflict", only(edit).path("status").asText());
            assertEquals("1", alarms());
        }

        private String alarms() throws Exception {
            try (TestDatabase database = TestDatabase.of(hub)) {
                return database.text(
                        "SELECT count(*) FROM hub_audit WHERE body LIKE '%alarm_content_differs%'");
            }
        }

        @Test
        void is_none_if_the_hash_is_the_one_the_hub_told() throws Exception {
            ObjectNode edit =
                    update("lots", lot, 2, status("blocked"))
                            .put("baseHash", now().path("hash").asText());

            assertEquals("applied", only(edit).path("status").asText());
        }
    }

    /// The version is the hub's, but the author of the edit saw something else in the fields it is about.
    @Nested
    class An_edit_of_what_its_author_saw {

        private ObjectNode saw(ObjectNode edit, ObjectNode seen) {
            edit.set("baseData", seen);
            return edit;
        }

        @Test
        void meets_what_was_not_seen() throws Exception {
            JsonNode result =
                    only(saw(update("lots", lot, 2, status("blocked")), status("quarantine")));

            assertEquals("version", result.at("/conflictData/conflictType").asText());
            assertEquals("[\"status\"]", result.at("/conflictData/affectedFields").toString());
            assertEquals("released", now().at("/data/status").asText());
        }

        @Test
        void is_merged_with_what_it_is_not_about() throws Exception {
            ObjectNode opened = Json.object().put("openedOn", "2026-11-20");
            JsonNode result =
                    only(saw(update("lots", lot, 1, opened), Json.object().putNull("openedOn")));

            assertTrue(result.path("merged").asBoolean());
            assertEquals("released", now().at("/data/status").asText());
        }

        @Test
        void is_done_if_the_hub_says_so_still_whatever_the_version() throws Exception {
            only(update("lots", lot, 2, Json.object().put("openedOn", "2026-11-20")));

            JsonNode result =
                    only(saw(update("lots", lot, 1, status("blocked")), status("released")));

            assertEquals("applied", result.path("status").asText());
            assertEquals("blocked", now().at("/data/status").asText());
            assertEquals("2026-11-20", now().at("/data/openedOn").asText());
        }

        @Test
        void needs_no_version_for_it() throws Exception {
            ObjectNode edit = update("lots", lot, 2, status("blocked"));
            edit.remove("baseVersion");

            JsonNode result = only(saw(edit, status("quarantine")));

            assertEquals("version", result.at("/conflictData/conflictType").asText());
        }

        @Test
        void may_write_it_otherwise() throws Exception {
            only(update("lots", lot, 2, Json.object().put("potencyPercent", "98.5")));
            ObjectNode seen = status("released").put("potencyPercent", 98.5).put("openedOn", "");

            JsonNode result = only(saw(update("lots", lot, 3, status("blocked")), seen));

            assertEquals("applied", result.path("status").asText());
            assertFalse(result.has("merged"));
        }

        @Test
        void deletes_nothing_unseen() throws Exception {
            JsonNode result = only(saw(delete("lots", lot, 2), status("quarantine")));

            assertEquals("conflict", result.path("status").asText());
            assertEquals("released", now().at("/data/status").asText());
            JsonNode seen = only(saw(delete("lots", lot, 2), status("released")));
            assertEquals("applied", seen.path("status").asText());
        }
    }

    @Nested
    class Delete_and_edit {

        @Test
        void of_an_edited_entity_waits_for_a_person() throws Exception {
            assertEquals("conflict", only(delete("lots", lot, 1)).path("status").asText());
            assertEquals("released", now().at("/data/status").asText());
        }

        @Test
        void of_a_deleted_entity_waits_for_a_person() throws Exception {
            only(delete("lots", lot, 2));

            JsonNode result = only(update("lots", lot, 2, status("blocked")));

            assertEquals("conflict", result.path("status").asText());
            JsonNode answer = resolved(result, "client-wins", 3, null);
            assertEquals("blocked", answer.at("/entity/status").asText());
            assertEquals("create", now().path("operation").asText());
        }
    }

    @Nested
    @Tag("SYN-8")
    class Is_resolved {

        @Test
        void by_the_servers_side() throws Exception {
            JsonNode answer = resolved(conflict(), "server-wins", 2, null);

            assertEquals(2, answer.path("version").asInt());
            assertEquals("released", now().at("/data/status").asText());
        }

        /// From there on it counts, although nothing had to change.
        @Test
        void by_the_servers_side_with_its_place_in_the_feed() throws Exception {
            JsonNode answer = resolved(conflict(), "server-wins", 2, null);

            assertEquals(2, answer.path("version").asInt());
            assertEquals(now().path("feedSeq"), answer.path("feedSeq"));
        }

        @Test
        void about_what_the_feed_has_forgotten() throws Exception {
            JsonNode conflict = conflict();
            another("temp_1730534400008_yyyyyy_lots", "A-2");
            String head = pulled("limit=1000").path("nextCursor").asText();
            hub.clock.advance(Duration.ofDays(200));
            pulled("cursor=" + head);
            try (Administration administration = hub.administration()) {
                assertTrue(administration.purge() > 0);
            }

            JsonNode answer = resolved(conflict, "server-wins", 2, null);

            assertTrue(answer.path("success").asBoolean());
            assertFalse(answer.has("feedSeq"));
        }

        private JsonNode pulled(String query) throws Exception {
            return Json.parseObject(station.get("/api/sync/pull?" + query).body());
        }

        @Test
        void by_the_stations_side() throws Exception {
            JsonNode answer = resolved(conflict(), "client-wins", 2, null);

            assertEquals(3, answer.path("version").asInt());
            assertEquals("blocked", now().at("/data/status").asText());
            assertEquals("2026-11-20", now().at("/data/openedOn").asText());
        }

        @Test
        void by_the_later_edit_even_if_a_clock_is_ahead() throws Exception {
            ObjectNode ahead = update("lots", lot, 1, status("blocked"));
            ahead.put("timestamp", hub.clock.millis() + 86_400_000);
            resolved(only(ahead), "last-write-wins", 2, null);
            assertEquals("blocked", now().at("/data/status").asText());

            JsonNode old = only(update("lots", lot, 1, status("empty")));
            resolved(old, "last-write-wins", 3, null);
            assertEquals("blocked", now().at("/data/status").asText());
        }

        @Test
        void by_hand() throws Exception {
            resolved(conflict(), "manual", 2, status("empty"));

            assertEquals("empty", now().at("/data/status").asText());
        }

        @Test
        void not_by_merging_what_both_changed() throws Exception {
            assertProblem(422, "CANNOT_MERGE", resolve(conflict(), "merge", 2, null));
        }

        @Test
        void not_on_a_version_that_is_old_by_now() throws Exception {
            JsonNode conflict = conflict();
            only(update("lots", lot, 2, status("quarantine")));

            assertProblem(409, "CHANGED_AGAIN", resolve(conflict, "client-wins", 2, null));
            JsonNode shown = list().path("conflicts").path(0);
            assertEquals(3, shown.path("serverVersion").asInt());
            assertEquals("quarantine", shown.at("/serverData/status").asText());
            resolved(conflict, "client-wins", 3, null);
        }

        @Test
        void once_only() throws Exception {
            JsonNode conflict = conflict();
            assertEquals(1, list().path("open").asInt());
            JsonNode first = resolved(conflict, "client-wins", 2, null);

            JsonNode other = resolved(conflict, "server-wins", 3, null);
            assertFalse(other.path("success").asBoolean());
            assertEquals("client-wins", other.at("/before/resolution").asText());
            assertEquals("sam", other.at("/before/by").asText());
            assertEquals(3, other.path("version").asInt());
            assertEquals(first.path("entity"), other.path("entity"));
            assertTrue(first.path("success").asBoolean());
            assertTrue(first.path("before").isMissingNode());
            JsonNode shown = list().path("conflicts").path(0);
            assertEquals("resolved", shown.path("status").asText());
            assertEquals("client-wins", shown.path("resolution").asText());
            assertEquals("sam", shown.path("resolvedBy").asText());
            assertEquals(0, list().path("open").asInt());
        }

        @Test
        void again_if_the_answer_was_lost() throws Exception {
            JsonNode conflict = conflict();
            JsonNode lost = resolved(conflict, "client-wins", 2, null);

            JsonNode again = resolved(conflict, "client-wins", 2, null);
            assertTrue(again.path("success").asBoolean());
            assertEquals("client-wins", again.at("/before/resolution").asText());
            assertEquals(lost.path("version"), again.path("version"));
            assertEquals(lost.path("entity"), again.path("entity"));
            assertEquals(lost.path("feedSeq"), again.path("feedSeq"));
        }

        @Test
        void by_hand_again_only_with_the_same_values() throws Exception {
            JsonNode conflict = conflict();
            resolved(conflict, "manual", 2, status("empty"));

            JsonNode same = resolved(conflict, "manual", 2, status("empty"));
            assertTrue(same.path("success").asBoolean());
            JsonNode other = resolved(conflict, "manual", 2, status("blocked"));
            assertFalse(other.path("success").asBoolean());
            assertEquals("empty", other.at("/entity/status").asText());
        }

        @Test
        void by_somebody_who_may_and_at_his_own_lab() throws Exception {
            ObjectNode request = choice(conflict(), "client-wins", 2, null).put("userId", "anna");
            assertProblem(403, "NO_RIGHT", post("resolve-conflict", request));
            assertProblem(
                    404,
                    "NO_SUCH_CONFLICT",
                    post("resolve-conflict", request.put("conflictId", "x").put("userId", "sam")));
        }

        @Test
        void and_taken_back() throws Exception {
            JsonNode conflict = conflict();
            resolved(conflict, "client-wins", 2, null);
            ObjectNode undo =
                    Json.object()
                            .put("conflictId", conflict.path("conflictId").asText())
                            .put("baseVersion", 3)
                            .put("userId", "sam");

            assertEquals(200, post("undo-resolution", undo).statusCode());

            assertEquals("released", now().at("/data/status").asText());
            assertFalse(now().path("data").has("openedOn"));
            assertEquals(4, now().path("version").asInt());
            assertEquals("open", list().path("conflicts").path(0).path("status").asText());
        }
    }

    @Nested
    class A_duplicate {

        private JsonNode duplicate() throws Exception {
            ObjectNode other = lot("temp_1730534400009_zzzzzz_lots", salt, "A-1");
            ((ObjectNode) other.path("data")).put("expiresOn", "2028-01-31");
            return only(other);
        }

        @Test
        void may_be_the_one_that_is_there() throws Exception {
            JsonNode answer = resolved(duplicate(), "server-wins", 2, null);

            assertEquals(lot, answer.at("/idMappings/0/realId").asText());
            JsonNode box =
                    only(
                            container(
                                    "temp_1730534400008_zzzzzz_containers",
                                    "temp_1730534400009_zzzzzz_lots",
                                    "C-1"));
            assertEquals("applied", box.path("status").asText());
        }

        @Test
        void is_kept_beside_it_under_another_key() throws Exception {
            JsonNode conflict = duplicate();
            assertProblem(422, "KEY_TAKEN", resolve(conflict, "client-wins", 2, Json.object()));

            JsonNode answer =
                    resolved(conflict, "client-wins", 2, Json.object().put("lotNumber", "A-1b"));

            assertEquals("A-1b", answer.at("/entity/lotNumber").asText());
            assertEquals("2028-01-31", answer.at("/entity/expiresOn").asText());
            assertFalse(answer.path("entityId").asText().equals(lot));
        }
    }

    @Test
    @Tag("SYN-8")
    void of_notes_the_later_edit_holds_and_the_other_stays_in_the_list() throws Exception {
        ObjectNode text =
                Json.object().put("entityType", "lots").put("entityId", lot).put("text", "one");
        String note =
                only(operation("create", "notes", "temp_1730534400009_zzzzzz_notes", text))
                        .path("realId")
                        .asText();
        only(update("notes", note, 1, Json.object().put("text", "two")));
        ObjectNode later = update("notes", note, 1, Json.object().put("text", "three"));

        only(later.put("timestamp", hub.clock.millis() + 1000));

        assertEquals("three", station.pulled("notes").getLast().at("/data/text").asText());
        assertEquals("last-write-wins", list().at("/conflicts/0/resolution").asText());
    }

    private JsonNode list() throws Exception {
        return Json.parseObject(station.get("/api/sync/conflicts?entityType=").body());
    }

    private JsonNode resolved(JsonNode conflict, String strategy, int base, ObjectNode merged)
            throws Exception {
        var answer = resolve(conflict, strategy, base, merged);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.parseObject(answer.body());
    }

    private HttpResponse<String> resolve(
            JsonNode conflict, String strategy, int base, ObjectNode merged) throws Exception {
        return post("resolve-conflict", choice(conflict, strategy, base, merged));
    }

    private static ObjectNode choice(
            JsonNode conflict, String strategy, int base, ObjectNode merged) {
        ObjectNode request =
                Json.object()
                        .put("conflictId", conflict.path("conflictId").asText())
                        .put("baseVersion", base)
                        .put("userId", "sam");
        request.putObject("resolution").put("type", strategy).set("mergedData", merged);
        return request;
    }

    private HttpResponse<String> post(String what, ObjectNode body) throws Exception {
        return hub.post("/api/sync/" + what, body.toString(), "Authorization", station.bearer());
    }
}
