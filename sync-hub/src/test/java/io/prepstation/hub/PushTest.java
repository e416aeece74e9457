package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static io.prepstation.hub.Operations.TEMP_CONTAINER;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-3")
class PushTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private String salt;

    /// Where the hub of a test keeps its data.
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulas(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        salt =
                station.ingredients().values().stream()
                        .filter(ingredient -> ingredient.code().equals("ING-0042"))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private JsonNode only(ObjectNode operation) throws Exception {
        return station.push(request(operation)).path("results").path(0);
    }

    private String newLot(String number) throws Exception {
        String temp =
                "temp_1730534400000_" + number.toLowerCase(java.util.Locale.ROOT) + "xxxxx_lots";
        return only(lot(temp, salt, number)).path("realId").asText();
    }

    @Nested
    @Tag("SYN-5")
    class Temporary_ids {

        @Test
        void a_lot_and_a_container_in_it_get_numbers_whatever_their_order() throws Exception {
            JsonNode answer =
                    station.push(
                            request(
                                    container(TEMP_CONTAINER, TEMP_LOT, "C-1"),
                                    lot(TEMP_LOT, salt, "A-1")));

            assertTrue(answer.path("success").asBoolean(), answer.toString());
            JsonNode box = answer.path("results").path(0);
            JsonNode lot = answer.path("results").path(1);
            assertEquals("containers", box.path("entityType").asText());
            assertTrue(lot.path("realId").isIntegralNumber());
            assertTrue(lot.path("feedSeq").asLong() < box.path("feedSeq").asLong());
            assertEquals(2, answer.path("idMappings").size());
            JsonNode stored = station.pulled("containers").getLast().path("data");
            assertEquals(lot.path("realId").asText(), stored.path("lotId").asText());
            assertEquals(salt, stored.path("ingredientId").asText());
        }

        @Test
        void are_known_in_every_later_request() throws Exception {
            station.push(request(lot(TEMP_LOT, salt, "A-1")));

            JsonNode box = only(container(TEMP_CONTAINER, TEMP_LOT, "C-1"));
            JsonNode edit =
                    only(update("lots", TEMP_LOT, 1, Json.object().put("status", "released")));

            assertEquals("applied", box.path("status").asText());
            assertEquals("applied", edit.path("status").asText());
            assertEquals(2, edit.path("version").asInt());
        }

        @Test
        void without_their_create_block_only_what_names_them() throws Exception {
            JsonNode answer =
                    station.push(
                            request(
                                    container(TEMP_CONTAINER, TEMP_LOT, "C-1"),
                                    lot("temp_1730534400009_zzzzzz_lots", salt, "B-1")));

            JsonNode box = answer.path("results").path(0);
            assertEquals("blocked", box.path("status").asText());
            assertEquals("PARENT_MISSING", box.path("code").asText());
            assertEquals("lotId", box.path("field").asText());
            assertEquals(TEMP_LOT, box.path("value").asText());
            assertEquals("applied", answer.path("results").path(1).path("status").asText());
        }

        @Test
        void that_were_blocked_are_done_once_their_parent_is_there() throws Exception {
            ObjectNode box = container(TEMP_CONTAINER, TEMP_LOT, "C-1");
            assertEquals("blocked", only(box).path("status").asText());
            station.push(request(lot(TEMP_LOT, salt, "A-1")));

            assertEquals("applied", only(box).path("status").asText());
        }
    }

    @Nested
    @Tag("SYN-4")
    class An_operation_that_is_sent_again {

        @Test
        void gets_the_stored_answer_word_for_word() throws Exception {
            ObjectNode both =
                    request(lot(TEMP_LOT, salt, "A-1"), container(TEMP_CONTAINER, TEMP_LOT, "C-1"));
            JsonNode first = station.push(both);

            for (int time = 0; time < 20; time++) {
                assertEquals(first, station.push(both));
            }
            assertEquals(1, station.pulled("lots").size());
            assertEquals(1, station.pulled("containers").size());
        }

        @Test
        void by_many_at_once_is_done_once() throws Exception {
            ObjectNode request = request(lot(TEMP_LOT, salt, "A-1"));
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int caller = 0; caller < 12; caller++) {
                calls.add(() -> station.push(request));
            }
            Set<String> answers = new TreeSet<>();
            try (var callers = Executors.newFixedThreadPool(4)) {
                for (var answer : callers.invokeAll(calls)) {
                    answers.add(answer.get().toString());
                }
            }
            assertEquals(1, answers.size(), answers.toString());
            assertEquals(1, station.pulled("lots").size());
        }

        @Test
        void after_a_restart_of_the_hub_gets_the_same() throws Exception {
            ObjectNode request = request(lot(TEMP_LOT, salt, "A-1"));
            JsonNode first = station.push(request);
            hub.restart();

            assertEquals(first, station.push(request));
        }

        @Test
        void with_another_content_is_refused() throws Exception {
            ObjectNode lot = lot(TEMP_LOT, salt, "A-1");
            station.push(request(lot));
            ObjectNode other = lot.deepCopy();
            ((ObjectNode) other.path("data")).put("status", "released");

            JsonNode refused = only(other);

            assertEquals("OP_REUSED", refused.path("code").asText());
            assertEquals(1, refused.path("version").asInt());
            assertEquals(
                    station.pulled("lots").getLast().path("id").asText(),
                    refused.path("realId").asText());
            assertEquals(
                    station.pulled("lots").getLast().path("feedSeq").asLong(-1),
                    refused.path("feedSeq").asLong());
            assertEquals(
                    "quarantine", station.pulled("lots").getLast().at("/data/status").asText());
        }
    }

    @Test
    @Tag("SYN-4")
    void of_two_operations_with_one_id_in_a_request_the_second_is_refused() throws Exception {
        ObjectNode lot = lot(TEMP_LOT, salt, "A-1");
        ObjectNode other = lot.deepCopy();
        ((ObjectNode) other.path("data")).put("lotNumber", "A-2");

        JsonNode results = station.push(request(lot, lot, other)).path("results");

        assertEquals("applied", results.at("/0/status").asText());
        assertEquals(results.path(0), results.path(1));
        assertEquals("OP_REUSED", results.at("/2/code").asText(), results.toString());
        assertEquals(results.at("/0/realId"), results.at("/2/realId"));
        assertEquals(1, station.pulled("lots").size());
    }

    /// What a copy of the database lost may have had any of them.
    @Test
    @Tag("SYN-5")
    void behind_a_restore_ingredients_have_numbers_that_none_had_before() throws Exception {
        long before = only(ingredient("before", "ING-X")).path("realId").asLong();
        try (Administration administration = hub.administration()) {
            administration.restored();
        }
        long after = only(ingredient("behind", "ING-Y")).path("realId").asLong();

        assertTrue(before > 0);
        assertTrue(after - before > 900_000, () -> before + " and " + after);
    }

    private static ObjectNode ingredient(String name, String code) {
        return operation(
                        "create",
                        "ingredients",
                        "temp_1730534400000_" + name + "_ingredients",
                        Json.object().put("code", code).put("name", name))
                .put("userId", "sam");
    }

    @Nested
    @Tag("SYN-15")
    class What_cannot_be_done {

        private void assertRejected(String code, String field, ObjectNode operation)
                throws Exception {
            JsonNode result = only(operation);
            assertEquals("rejected", result.path("status").asText(), result.toString());
            assertEquals(code, result.path("code").asText(), result.toString());
            assertEquals(field, result.path("field").asText(), result.toString());
        }

        private ObjectNode bent(String field, String value) {
            ObjectNode lot = lot(TEMP_LOT, salt, "A-1");
            ((ObjectNode) lot.path("data")).put(field, value);
            return lot;
        }

        @Test
        void is_said_field_by_field() throws Exception {
            assertRejected("PARENT_MISSING", "ingredientId", bent("ingredientId", "999999"));
            assertRejected("DERIVED_MISSING", "ingredientId", bent("ingredientId", ""));
            assertRejected("MALFORMED", "status", bent("status", "lost"));
            assertRejected("MALFORMED", "expiresOn", bent("expiresOn", "31.01.2027"));
            assertRejected("MALFORMED", "remainingG", bent("remainingG", "-1"));
            assertRejected("MALFORMED", "remainingG", bent("remainingG", "1e9"));
            assertRejected("FIELD_MISSING", "lotNumber", bent("lotNumber", " "));
        }

        @Test
        void by_whom_it_comes_is_said() throws Exception {
            ObjectNode lot = lot(TEMP_LOT, salt, "A-1");
            assertRejected("NO_RIGHT", "userId", lot.deepCopy().put("userId", "admin"));
            ObjectNode other = lot(TEMP_LOT, salt, "A-2").put("labId", "lab-9");
            assertRejected("OTHER_LAB", "labId", other);
            ObjectNode tenant = lot(TEMP_LOT, salt, "A-3").put("tenantId", "globex");
            assertRejected("OTHER_TENANT", "tenantId", tenant);
            String id = newLot("A4");
            ObjectNode nobody = update("lots", id, 1, Json.object().put("status", "released"));
            nobody.remove("userId");
            assertRejected("NO_AUTHOR", "userId", nobody);
        }

        /// Whoever enters a lot does not release it, and nobody does by entering it so.
        @Test
        @Tag("STO-8")
        void a_lot_is_released_only_by_who_may() throws Exception {
            String id = newLot("A5");
            ObjectNode released = Json.object().put("status", "released");
            assertRejected(
                    "NO_RIGHT", "userId", update("lots", id, 1, released).put("userId", "anna"));
            assertRejected("NO_RIGHT", "userId", entered("A-6"));
            assertRejected("NO_RIGHT", "userId", entered("A-6").put("userId", "anna"));

            assertEquals("applied", only(update("lots", id, 1, released)).path("status").asText());
            ObjectNode opened = Json.object().put("openedOn", "2026-11-20");
            assertEquals(
                    "applied",
                    only(update("lots", id, 2, opened).put("userId", "anna"))
                            .path("status")
                            .asText());
            ObjectNode blocked = Json.object().put("status", "blocked");
            assertEquals(
                    "applied",
                    only(update("lots", id, 3, blocked).put("userId", "anna"))
                            .path("status")
                            .asText());
            assertRejected(
                    "NO_RIGHT", "userId", update("lots", id, 4, released).put("userId", "anna"));
        }

        private ObjectNode entered(String number) {
            ObjectNode released = lot(TEMP_LOT, salt, number);
            ((ObjectNode) released.path("data")).put("status", "released");
            return released;
        }

        @Test
        void is_not_a_stations_to_write() throws Exception {
            assertRejected(
                    "NOT_WRITABLE",
                    "entityType",
                    update("formulas", "1", 1, Json.object().put("name", "Brine")));
            String move = "0197a0de-0000-7000-8000-000000000001";
            assertRejected("IMMUTABLE", "operation", delete("stock_moves", move, 1));
            assertRejected(
                    "MALFORMED", "entityType", operation("create", "robots", "1", Json.object()));
        }

        @Test
        void of_what_the_hub_computes_is_refused() throws Exception {
            String id = newLot("A1");

            assertRejected(
                    "DERIVED_FIELD",
                    "remainingG",
                    update("lots", id, 1, Json.object().put("remainingG", "499.0")));
            JsonNode whole = station.pulled("lots").getLast().path("data");
            ObjectNode same = ((ObjectNode) whole.deepCopy()).put("status", "released");
            assertEquals("applied", only(update("lots", id, 1, same)).path("status").asText());
        }

        @Test
        void deletes_nothing_under_its_children() throws Exception {
            station.push(
                    request(
                            lot(TEMP_LOT, salt, "A-1"),
                            container(TEMP_CONTAINER, TEMP_LOT, "C-1")));

            assertRejected("REFERENCED", "entityId", delete("lots", TEMP_LOT, 1));
            assertEquals(
                    "applied",
                    only(delete("containers", TEMP_CONTAINER, 1)).path("status").asText());
            assertEquals("applied", only(delete("lots", TEMP_LOT, 1)).path("status").asText());
            assertEquals("delete", station.pulled("lots").getLast().path("operation").asText());
        }

        @Test
        void does_not_keep_the_others_from_being_done() throws Exception {
            ObjectNode good = lot(TEMP_LOT, salt, "A-1");
            JsonNode answer =
                    station.push(request(bent("status", "lost"), good, bent("expiresOn", "")));

            assertFalse(answer.path("success").asBoolean());
            assertEquals(3, answer.path("processed").asInt());
            assertEquals(2, answer.path("failed").asInt());
            assertEquals("applied", answer.path("results").path(1).path("status").asText());
        }
    }

    @Nested
    @Tag("SYN-15")
    class What_is_left_in_a_lot {

        @Test
        void changes_with_a_stock_move() throws Exception {
            String lot = newLot("A1");
            ObjectNode move =
                    operation(
                            "create",
                            "stock_moves",
                            "01934f00-0000-7000-8000-00000000000a",
                            Json.object()
                                    .put("lotId", lot)
                                    .put("deltaG", "-12.50")
                                    .put("reason", "spilled"));

            JsonNode answer = only(move);

            assertEquals("applied", answer.path("status").asText(), answer.toString());
            JsonNode after = station.pulled("lots").getLast();
            assertEquals("487.50", after.at("/data/remainingG").asText());
            assertEquals(answer.path("feedSeq").asLong() + 1, after.path("feedSeq").asLong());
            assertEquals(answer, only(move));
            assertEquals(
                    "487.50", station.pulled("lots").getLast().at("/data/remainingG").asText());
        }

        @Test
        void changes_with_what_a_received_session_took_from_it() throws Exception {
            WeighedSession session = weighedFromTheLot();
            java.math.BigDecimal taken =
                    session.record().dispenses().stream()
                            .filter(one -> one.lotId() != null)
                            .map(dispense -> dispense.net().inGrams())
                            .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);

            assertEquals(200, station.upload(session.bundle().text()).statusCode());
            assertEquals(200, station.upload(session.bundle().text()).statusCode());

            JsonNode after = station.pulled("lots").getLast();
            assertEquals(2, after.path("version").asInt());
            assertEquals(
                    0,
                    new java.math.BigDecimal("500.0")
                            .subtract(taken)
                            .compareTo(
                                    new java.math.BigDecimal(
                                            after.at("/data/remainingG").asText())));
        }
    }

    /// Whoever deletes a lot knows the sessions of one station at most.
    @Nested
    @Tag("SYN-6")
    class What_a_received_session_was_weighed_from {

        @Test
        void is_not_deleted_by_another_station() throws Exception {
            WeighedSession session = weighedFromTheLot();
            assertEquals(200, station.upload(session.bundle().text()).statusCode());

            assertNotDeletedElsewhere();
        }

        @Test
        void was_named_by_those_that_came_before_the_hub_asked_too() throws Exception {
            WeighedSession session = weighedFromTheLot();
            assertEquals(200, station.upload(session.bundle().text()).statusCode());
            String kept;
            try (TestDatabase database = TestDatabase.of(hub)) {
                kept = database.text(SESSION_REFERENCES);
                database.run("DELETE FROM entity_references WHERE entity = 'sessions'");
                database.asOf(10);
            }

            hub.restart();

            try (TestDatabase database = TestDatabase.of(hub)) {
                assertEquals(kept, database.text(SESSION_REFERENCES));
            }
            assertNotDeletedElsewhere();
        }

        /// No index of PostgreSQL takes it, however it packs it.
        private static final String TOO_LONG =
                Stream.generate(() -> UUID.randomUUID().toString())
                        .limit(200)
                        .collect(Collectors.joining());

        /// What may stand in the store instead of a session, as SQL.
        private static final List<String> ALTERED =
                List.of(
                        "substr(bundle, 1, 100)",
                        "''",
                        "'null'",
                        "'[]'",
                        "'\"dispenses\"'",
                        "'{}'",
                        "'{\"dispenses\":null}'",
                        "'{\"dispenses\":\"none\"}'",
                        "'{\"dispenses\":{\"a\":{\"lotId\":\"1\"},\"a\":{\"lotId\":\"2\"}}}'",
                        "'{\"dispenses\":[5,\"lotId\",null,true,[\"lotId\"],{}]}'",
                        "'{\"dispenses\":[{\"lotId\":{\"lotId\":\"1\"},\"containerId\":[1]}]}'",
                        "'{\"dispenses\":[{\"lotId\":null,\"containerId\":true}]}'",
                        "'{\"dispenses\":[{\"lotId\":\"" + TOO_LONG + "\"}]}'",
                        "'{\"dispenses\":' || '"
                                + "[".repeat(20_000)
                                + "]".repeat(20_000)
                                + "' || '}'",
                        "'{\"note\":\"\\ud800\",\"dispenses\":[]}'",
                        "'{\"dispenses\":[{\"lotId\":\"temp_1730534400000_unheardof_lots\"}]}'");

        /// Names things by numbers, and has a zero character in a text.
        private static final String NUMBERS =
                "'{\"note\":\"a\\u0000b\",\"dispenses\":[7,{\"lotId\":8,\"containerId\":9},{\"lotId\":\"8\"}]}'";

        @Test
        @Tag("OPS-7")
        void keeps_no_hub_down_whose_sessions_were_altered_in_the_store() throws Exception {
            WeighedSession whole = weighedFromTheLot();
            assertEquals(200, station.upload(whole.bundle().text()).statusCode());
            String kept;
            try (TestDatabase database = TestDatabase.of(hub)) {
                kept = whole.id() + " " + database.text(SESSION_REFERENCES);
            }
            List<String> received = new ArrayList<>();
            for (int session = 0; session <= ALTERED.size(); session++) {
                received.add(receivedFromAnother());
            }
            try (TestDatabase database = TestDatabase.of(hub)) {
                database.let("sessions_keep", "sessions");
                for (int session = 0; session < ALTERED.size(); session++) {
                    alter(database, received.get(session), ALTERED.get(session));
                }
                alter(database, received.getLast(), NUMBERS);
                database.run("DELETE FROM entity_references WHERE entity = 'sessions'");
                database.asOf(10);
            }

            hub.restart();

            try (TestDatabase database = TestDatabase.of(hub)) {
                assertEquals(
                        List.of(
                                kept,
                                received.getLast() + " dispenses[1].containerId containers 9",
                                received.getLast() + " dispenses[1].lotId lots 8"),
                        database.texts(
                                "SELECT id || ' ' || field || ' ' || parent_entity || ' ' || parent_id"
                                        + " FROM entity_references WHERE entity = 'sessions'"
                                        + " ORDER BY id, field"));
            }
        }

        private String receivedFromAnother() throws Exception {
            TestStation another = TestStation.enrolledAt(hub);
            WeighedSession session = WeighedSession.of(another, "PRM00936", hub.clock.instant());
            assertEquals(200, another.upload(session.bundle().text()).statusCode());
            return session.id();
        }

        private static void alter(TestDatabase database, String id, String text) throws Exception {
            database.run("UPDATE sessions SET bundle = %s WHERE id = '%s'".formatted(text, id));
        }

        private static final String SESSION_REFERENCES =
                "SELECT field || ' ' || parent_entity || ' ' || parent_id FROM entity_references"
                        + " WHERE entity = 'sessions'";

        private void assertNotDeletedElsewhere() throws Exception {
            JsonNode lot = station.pulled("lots").getLast();
            TestStation other = TestStation.enrolledAt(hub);

            JsonNode answer =
                    other.push(
                                    request(
                                            delete(
                                                    "lots",
                                                    lot.path("id").asText(),
                                                    lot.path("version").asInt())))
                            .path("results")
                            .path(0);

            assertEquals("rejected", answer.path("status").asText(), answer.toString());
            assertEquals("REFERENCED", answer.path("code").asText(), answer.toString());
        }
    }

    private WeighedSession weighedFromTheLot() throws Exception {
        station.push(request(lot(TEMP_LOT, salt, "A-1")));
        WeighedSession weighed =
                WeighedSession.of(
                        station, "PRM00936", java.time.Instant.parse("2026-11-20T09:00:00Z"));
        String step =
                weighed.record().steps().stream()
                        .filter(asked -> asked.ingredientId().equals(salt))
                        .findFirst()
                        .orElseThrow()
                        .id();
        return weighed.withDispenses(all ->
                all.stream()
                        .map(one -> one.stepId().equals(step) ? fromLot(one, TEMP_LOT) : one)
                        .toList());
    }

    private io.prepstation.model.session.Dispense fromLot(
            io.prepstation.model.session.Dispense one, String lotId) {
        return new io.prepstation.model.session.Dispense(
                one.id(),
                one.stepId(),
                one.scannedCode(),
                lotId,
                null,
                one.net(),
                one.gross(),
                one.tare(),
                one.tareSource(),
                one.displayed(),
                one.unit(),
                one.stability(),
                one.rawFrame(),
                one.balanceSerial(),
                one.at(),
                one.by());
    }

    @Nested
    class What_is_wrong_as_a_whole {

        @Test
        void is_a_problem() throws Exception {
            assertProblem(400, "MALFORMED", post("{\"operations\":[{\"operation\":\"create\"}]}"));
            assertProblem(400, "MALFORMED", post("{\"operations\":"));
            assertProblem(400, "MALFORMED", post("[".repeat(2000)));
            assertProblem(401, "NO_TOKEN", hub.post("/api/sync/push", "{}"));
            assertProblem(413, "TOO_LARGE", post(" ".repeat(5 * 1024 * 1024)));
        }

        /// Refused as a whole, so nothing of it is refused for good: it comes again when hub or station are updated.
        @Test
        void of_a_newer_schema_is_put_off_and_nothing_of_it_is_done() throws Exception {
            ObjectNode known = lot(TEMP_LOT, salt, "A-1").put("schema", 1);
            ObjectNode later = lot("temp_1730534400009_zzzzzz_lots", salt, "B-1");

            assertProblem(
                    426,
                    "NEWER_SCHEMA",
                    post(request(known, later.deepCopy().put("schema", 2)).toString()));
            assertProblem(
                    426,
                    "OLDER_SCHEMA",
                    post(request(known.deepCopy().put("schema", 0)).toString()));
            assertEquals(List.of(), station.pulled("lots"));

            assertEquals(200, post(request(known, later).toString()).statusCode());
            assertEquals(2, station.pulled("lots").size());
        }

        /// The answer to what was done before is what it was.
        @Test
        void is_not_what_was_done_before_whatever_its_schema() throws Exception {
            ObjectNode lot = lot(TEMP_LOT, salt, "A-1");
            assertEquals(200, post(request(lot).toString()).statusCode());

            var answer = post(request(lot.put("schema", 2)).toString());

            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    "OP_REUSED", Json.parseObject(answer.body()).at("/results/0/code").asText());
        }

        @Test
        @Tag("SYN-12")
        void of_another_life_of_the_station_is_noticed() throws Exception {
            ObjectNode first = request(lot(TEMP_LOT, salt, "A-1").put("opSeq", 1));
            first.put("stationEpoch", "one").put("confirmedThrough", 1);
            assertEquals(200, post(first.toString()).statusCode());

            ObjectNode copy = request(lot("temp_1730534400009_zzzzzz_lots", salt, "B-1"));
            assertProblem(409, "OTHER_EPOCH", post(copy.put("stationEpoch", "two").toString()));
            ObjectNode old =
                    request(lot("temp_1730534400009_zzzzzz_lots", salt, "B-1").put("opSeq", 1));
            assertProblem(409, "OLD_OPERATION", post(old.put("stationEpoch", "one").toString()));
            assertEquals(200, post(first.toString()).statusCode());
            copy.put("previousEpoch", "one");
            assertEquals(200, post(copy.toString()).statusCode());
        }

        @Test
        void of_two_stores_in_use_neither_is_shut_out() throws Exception {
            ObjectNode original = request(lot(TEMP_LOT, salt, "A-1"));
            assertEquals(200, post(original.put("stationEpoch", "one").toString()).statusCode());
            ObjectNode copy = request(lot("temp_1730534400009_zzzzzz_lots", salt, "B-1"));
            copy.put("stationEpoch", "copy").put("previousEpoch", "one");
            assertEquals(200, post(copy.toString()).statusCode());

            assertProblem(409, "OTHER_EPOCH", post(original.toString()));
            original.put("stationEpoch", "two").put("previousEpoch", "one");
            assertEquals(200, post(original.toString()).statusCode());
        }

        private java.net.http.HttpResponse<String> post(String body) throws Exception {
            return hub.post("/api/sync/push", body, "Authorization", station.bearer());
        }
    }

    @Nested
    class The_same_thing_made_twice {

        @Test
        void is_one_if_it_says_the_same() throws Exception {
            String other = "temp_1730534400009_zzzzzz_lots";
            JsonNode first = only(lot(TEMP_LOT, salt, "A-1"));
            JsonNode second = only(lot(other, salt, "A-1"));

            assertEquals(first.path("realId"), second.path("realId"));
            assertEquals(1, station.pulled("lots").size());
            assertEquals(
                    "applied",
                    only(container(TEMP_CONTAINER, other, "C-1")).path("status").asText());
        }

        @Test
        @Tag("SYN-7")
        void is_a_conflict_if_it_says_something_else() throws Exception {
            JsonNode first = only(lot(TEMP_LOT, salt, "A-1"));
            ObjectNode other = lot("temp_1730534400009_zzzzzz_lots", salt, "A-1");
            ((ObjectNode) other.path("data")).put("expiresOn", "2028-01-31");

            JsonNode second = only(other);

            assertEquals("conflict", second.path("status").asText());
            assertEquals(
                    first.path("realId").asText(), second.at("/conflictData/duplicateOf").asText());
            assertEquals("expiresOn", second.at("/conflictData/affectedFields/0").asText());
        }

        /// A copy of the station's store brought it, or the station words it anew after the hub was put back.
        @Test
        @Tag("SYN-4")
        void under_one_temporary_id_is_one_whatever_became_of_it_since() throws Exception {
            JsonNode first = only(lot(TEMP_LOT, salt, "A-1"));
            String id = first.path("realId").asText();
            only(update("lots", id, 1, Json.object().put("status", "blocked")));

            JsonNode again = only(lot(TEMP_LOT, salt, "A-1"));

            assertEquals("applied", again.path("status").asText(), again.toString());
            assertEquals(first.path("realId"), again.path("realId"));
            assertEquals(2, again.path("version").asInt());
            assertEquals(
                    "blocked",
                    station.pulled("lots").getLast().path("data").path("status").asText());
        }

        @Test
        @Tag("SYN-7")
        void under_one_temporary_id_otherwise_is_a_conflict_about_that() throws Exception {
            JsonNode first = only(lot(TEMP_LOT, salt, "A-1"));
            ObjectNode other = lot(TEMP_LOT, salt, "A-1");
            ((ObjectNode) other.path("data")).put("expiresOn", "2028-01-31");

            JsonNode second = only(other);

            assertEquals("conflict", second.path("status").asText(), second.toString());
            assertEquals(
                    first.path("realId").asText(), second.at("/conflictData/duplicateOf").asText());
            assertEquals("expiresOn", second.at("/conflictData/affectedFields/0").asText());
            assertEquals(1, second.at("/conflictData/affectedFields").size());
        }

        /// A station that has the number already goes on looking for the thing under it.
        @Test
        @Tag("SYN-7")
        void under_a_number_that_the_station_knows_is_a_conflict_about_that() throws Exception {
            JsonNode first = only(lot(TEMP_LOT, salt, "A-1"));
            ObjectNode other = lot(TEMP_LOT, salt, "A-1");
            ((ObjectNode) other.path("data")).put("expiresOn", "2028-01-31");
            ObjectNode request = request(other);
            request.putArray("idMappings")
                    .addObject()
                    .put("tempId", TEMP_LOT)
                    .put("realId", first.path("realId").asLong())
                    .put("entityType", "lots");

            JsonNode second = station.push(request).path("results").path(0);

            assertEquals("conflict", second.path("status").asText(), second.toString());
            assertEquals(first.path("realId").asText(), second.path("entityId").asText());
            assertFalse(second.path("conflictData").has("duplicateOf"), second.toString());
        }

        @Test
        @Tag("SYN-7")
        void under_one_temporary_id_and_deleted_since_stays_deleted_if_nothing_else_is_said()
                throws Exception {
            String id = only(lot(TEMP_LOT, salt, "A-1")).path("realId").asText();
            only(delete("lots", id, 1).put("userId", "sam"));
            ObjectNode other = lot(TEMP_LOT, salt, "A-1");
            ((ObjectNode) other.path("data")).put("expiresOn", "2028-01-31");

            assertEquals("applied", only(lot(TEMP_LOT, salt, "A-1")).path("status").asText());
            assertEquals("conflict", only(other).path("status").asText());
        }
    }
}
