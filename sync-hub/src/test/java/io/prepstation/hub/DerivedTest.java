package io.prepstation.hub;

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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Lab;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.sync.UploadBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the hub sets by itself, and what it asks of the parents that something names.
@Tag("SYN-15")
class DerivedTest {

    private static final String TEMP_INGREDIENT = "temp_1730534400002_c9d5e4_ingredients";
    private static final List<String> ABOUT =
            List.of("labId", "tempId", "createdAt", "createdBy", "updatedAt", "version");

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
        salt = station.ingredients().keySet().stream().sorted().findFirst().orElseThrow();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private JsonNode applied(ObjectNode operation) throws Exception {
        JsonNode result = station.push(request(operation)).path("results").path(0);
        assertEquals("applied", result.path("status").asText(), result.toString());
        return result;
    }

    private static ObjectNode ingredient(String code) {
        return operation(
                "create",
                "ingredients",
                TEMP_INGREDIENT,
                Json.object().put("code", code).put("name", "Borax"));
    }

    /// What the feed tells of its last change.
    private ObjectNode told(String type) throws Exception {
        return about(station.pulled(type).getLast().path("data"));
    }

    private static ObjectNode about(JsonNode data) {
        return ((ObjectNode) data).deepCopy().retain(ABOUT);
    }

    private ObjectNode made(String tempId, String by, Instant at) {
        return Json.object()
                .put("labId", RunningHub.LAB)
                .put("tempId", tempId)
                .put("createdAt", at.toString())
                .put("createdBy", by)
                .put("updatedAt", at.toString())
                .put("version", 1);
    }

    /// Whatever was sent.
    private static ObjectNode lying(ObjectNode operation) {
        ((ObjectNode) operation.path("data"))
                .put("createdBy", "mia")
                .put("createdAt", "2001-01-01T00:00:00Z")
                .put("labId", "lab-9");
        return operation;
    }

    @Test
    void whoever_made_a_thing_is_its_author_and_the_lab_is_the_stations() throws Exception {
        Instant now = hub.clock.instant();
        applied(lying(ingredient("ING-9001")).put("userId", "anna"));
        applied(lying(lot(TEMP_LOT, TEMP_INGREDIENT, "L-1")).put("userId", "anna"));
        applied(lying(container(TEMP_CONTAINER, TEMP_LOT, "BOX-1")).put("userId", "anna"));

        assertEquals(made(TEMP_INGREDIENT, "anna", now), told("ingredients"));
        assertEquals(made(TEMP_LOT, "anna", now), told("lots"));
        assertEquals(made(TEMP_CONTAINER, "anna", now), told("containers"));
    }

    @Test
    void where_nobody_is_named_the_station_is_the_author() throws Exception {
        Instant now = hub.clock.instant();
        String own = station.enrolment.stationId();
        applied(ingredient("ING-9001"));
        applied(lot(TEMP_LOT, TEMP_INGREDIENT, "L-1"));

        assertEquals(made(TEMP_INGREDIENT, own, now), told("ingredients"));
        assertEquals(made(TEMP_LOT, own, now), told("lots"));
    }

    @Test
    void an_ingredient_of_the_command_line_is_the_hubs() throws Exception {
        JsonNode first = station.pulled("ingredients").getFirst().path("data");

        ObjectNode expected = made("", "hub", Instant.parse(first.path("createdAt").asText()));
        expected.remove("tempId");
        assertEquals(expected, about(first));
    }

    @Test
    void whoever_changes_a_thing_leaves_its_author_and_birth() throws Exception {
        Instant born = hub.clock.instant();
        String ingredient =
                applied(ingredient("ING-9001").put("userId", "anna")).path("realId").asText();
        String lot =
                applied(lot(TEMP_LOT, TEMP_INGREDIENT, "L-1").put("userId", "anna"))
                        .path("realId")
                        .asText();
        hub.clock.advance(Duration.ofHours(1));
        applied(update("ingredients", ingredient, 1, Json.object().put("name", "Sodium borate")));
        applied(update("lots", lot, 1, Json.object().put("openedOn", "2026-11-20")));

        String later = hub.clock.instant().toString();
        assertEquals(
                made(TEMP_INGREDIENT, "anna", born).put("updatedAt", later).put("version", 2),
                told("ingredients"));
        assertEquals(
                made(TEMP_LOT, "anna", born).put("updatedAt", later).put("version", 2),
                told("lots"));
    }

    @Test
    void a_download_says_of_an_ingredient_what_the_feed_said() throws Exception {
        applied(ingredient("ING-9001").put("userId", "anna"));
        hub.clock.advance(Duration.ofHours(1));
        applied(
                update(
                        "ingredients",
                        TEMP_INGREDIENT,
                        1,
                        Json.object().put("name", "Sodium borate")));

        JsonNode told = station.pulled("ingredients").getLast();
        JsonNode loaded =
                station.download().stream()
                        .filter(line -> line.path("entityType").asText().equals("ingredients"))
                        .filter(line -> line.path("id").asText().equals(told.path("id").asText()))
                        .findFirst()
                        .orElseThrow();
        assertEquals(told.path("data"), loaded.path("data"));
        assertEquals(told.path("hash"), loaded.path("hash"));
    }

    /// The feed knows when, nobody knows who.
    @Test
    void of_ingredients_from_before_the_hub_kept_it_their_birth_is_known() throws Exception {
        ObjectNode first = made("", "", hub.clock.instant());
        String id = applied(ingredient("ING-9001").put("userId", "anna")).path("realId").asText();
        String committed = station.pulled("ingredients").getLast().path("updatedAt").asText();
        try (TestDatabase database = TestDatabase.of(hub)) {
            database.asOf(12);
        }

        hub.restart();

        first.put("createdAt", committed)
                .put("updatedAt", committed)
                .remove(List.of("tempId", "createdBy"));
        JsonNode loaded =
                station.download().stream()
                        .filter(line -> line.path("entityType").asText().equals("ingredients"))
                        .filter(line -> line.path("id").asText().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertEquals(first, about(loaded.path("data")));
        applied(update("ingredients", id, 1, Json.object().put("name", "Sodium borate")));
        assertFalse(told("ingredients").has("createdBy"));
    }

    private WeighedSession weighedFrom(@Nullable String lotId, @Nullable String containerId)
            throws Exception {
        WeighedSession weighed = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        return weighed.withDispenses(all -> {
            List<Dispense> changed = new ArrayList<>(all);
            changed.set(0, from(all.getFirst(), lotId, containerId));
            return changed;
        });
    }

    static Dispense from(Dispense one, @Nullable String lotId, @Nullable String containerId) {
        return new Dispense(
                one.id(),
                one.stepId(),
                one.scannedCode(),
                lotId,
                containerId,
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

    private void assertRefused(String code, String field, WeighedSession session) throws Exception {
        assertRefused(code, field, session.bundle());
    }

    private void assertRefused(String code, String field, UploadBundle bundle) throws Exception {
        var answer = station.upload(bundle.text());
        JsonNode problem = Json.parseObject(answer.body());
        assertEquals(422, answer.statusCode(), answer.body());
        assertEquals(code, problem.path("code").asText(), answer.body());
        assertEquals(field, problem.path("field").asText(), answer.body());
    }

    private void assertAccepted(WeighedSession session) throws Exception {
        assertAccepted(session.bundle());
    }

    private void assertAccepted(UploadBundle bundle) throws Exception {
        var answer = station.upload(bundle.text());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void a_session_from_a_container_nobody_knows_is_refused() throws Exception {
        assertRefused("PARENT_MISSING", "dispenses[0].containerId", weighedFrom(null, "999999"));
        assertRefused(
                "PARENT_MISSING", "dispenses[0].containerId", weighedFrom(null, TEMP_CONTAINER));
    }

    @Test
    void a_session_from_a_container_of_another_lab_is_refused() throws Exception {
        try (var administration = hub.administration()) {
            assertEquals(
                    Optional.empty(),
                    administration
                            .labs()
                            .add(new Lab("lab-2", "acme", "Other", ZoneOffset.UTC, true), "hub"));
        }
        TestStation other = TestStation.enrolledAt(hub, "lab-2", "bench-2");
        String box = other.push(request(box(TEMP_CONTAINER))).at("/results/0/realId").asText();

        assertRefusedAlsoWhenCorrected(box);
        assertRefusedAlsoWhenCorrected(TEMP_CONTAINER);
    }

    private void assertRefusedAlsoWhenCorrected(String container) throws Exception {
        WeighedSession weighed = weighedFrom(null, container);
        assertRefused("PARENT_MISSING", "dispenses[0].containerId", weighed);
        assertRefused(
                "PARENT_MISSING",
                "dispenses[0].containerId",
                weighed.bundleCorrecting(weighed.bundle(), "sam"));
    }

    /// What was weighed is signed: no correction can name another container, and this one gets no number any more.
    @Test
    @Tag("SES-2")
    void a_session_from_a_container_that_never_came_is_taken_when_a_supervisor_corrected_it()
            throws Exception {
        WeighedSession weighed = weighedFrom(null, TEMP_CONTAINER);
        assertRefused("PARENT_MISSING", "dispenses[0].containerId", weighed);
        UploadBundle unapproved = weighed.bundleCorrecting(weighed.bundle(), "anna");
        assertRefused("NOT_APPROVED", "signatures", unapproved);

        assertAccepted(weighed.bundleCorrecting(unapproved, "sam"));
    }

    @Test
    @Tag("SES-2")
    void a_number_nobody_knows_or_an_id_of_another_type_is_refused_also_when_corrected()
            throws Exception {
        assertRefusedAlsoWhenCorrected("999999");
        assertRefusedAlsoWhenCorrected(TEMP_LOT);
        assertRefusedAlsoWhenCorrected("a box");
    }

    private static ObjectNode box(String tempId) {
        return operation(
                "create",
                "containers",
                tempId,
                Json.object().put("code", "BOX-1").put("status", "clean"));
    }

    /// A lot is no container, though both are numbered in one row.
    @Test
    void a_session_from_a_lot_instead_of_a_container_is_refused() throws Exception {
        String lot = applied(lot(TEMP_LOT, salt, "L-1")).path("realId").asText();

        assertRefused("PARENT_MISSING", "dispenses[0].containerId", weighedFrom(null, lot));
    }

    @Test
    void a_session_from_a_container_is_taken_by_its_number_and_its_temporary_id() throws Exception {
        String box = applied(box(TEMP_CONTAINER)).path("realId").asText();

        assertAccepted(weighedFrom(null, box));
        assertAccepted(weighedFrom(null, TEMP_CONTAINER));
    }

    /// It was there when it was weighed from.
    @Test
    void a_session_from_a_container_that_was_deleted_since_is_taken() throws Exception {
        String box = applied(box(TEMP_CONTAINER)).path("realId").asText();
        applied(delete("containers", box, 1));

        assertAccepted(weighedFrom(null, box));
    }

    @Test
    void a_session_with_an_empty_parent_is_refused_as_such() throws Exception {
        assertRefused("DERIVED_MISSING", "dispenses[0].containerId", weighedFrom(null, ""));
        assertRefused("DERIVED_MISSING", "dispenses[0].lotId", weighedFrom(" ", null));
        WeighedSession whole = weighedFrom(null, null);
        for (String empty : new @Nullable String[] {null, ""}) {
            assertRefused(
                    "DERIVED_MISSING",
                    "session.formulaVersionId",
                    whole.withSession(it -> Sessions.ofVersion(it, empty)));
        }
        assertRefused(
                "DERIVED_MISSING",
                "session.operator",
                whole.withSession(it -> Sessions.by(it, "")));
    }

    @Test
    void what_is_pushed_with_an_empty_parent_is_refused_as_such() throws Exception {
        ObjectNode lot = lot(TEMP_LOT, "", "L-1");
        JsonNode result = station.push(request(lot)).path("results").path(0);

        assertEquals("DERIVED_MISSING", result.path("code").asText(), result.toString());
        assertEquals("ingredientId", result.path("field").asText(), result.toString());
    }

    @Test
    void a_container_has_the_ingredient_of_its_lot_whatever_was_sent() throws Exception {
        applied(lot(TEMP_LOT, salt, "L-1"));
        ObjectNode box = container(TEMP_CONTAINER, TEMP_LOT, "BOX-1");
        ((ObjectNode) box.path("data")).put("ingredientId", "999999");

        applied(box);

        assertEquals(
                salt, station.pulled("containers").getLast().at("/data/ingredientId").asText());
    }
}
