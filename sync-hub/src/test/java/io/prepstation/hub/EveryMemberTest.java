package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.api.Contract;
import io.prepstation.hub.dashboard.Page;
import io.prepstation.hub.people.NewUser;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityForms;
import io.prepstation.model.sync.EntityShape;
import io.prepstation.model.sync.EntityType;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every member, at every depth, of a good body of every operation that takes one: with a wrong type it is named and refused,
/// with whatever somebody may type it is refused or is a text and nothing else, also on the pages.
@Tag("OPS-7")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryMemberTest {

    private static final String MARK = "<script>alert('%d')</script>";

    private static final List<String> TEXTS =
            List.of(
                    "'; DROP TABLE sessions; --",
                    MARK,
                    "\"><img src=x onerror=alert(1)>",
                    "\u0000\u0001\u001b[31m",
                    "\ud800 alone",
                    "=HYPERLINK(\"http://evil\")",
                    "x".repeat(70_000));

    private static final List<String> TYPES = List.of("1.5", "\"x\"", "true", "[1]", "{\"a\":1}");

    private static final String DATA = "/data/";
    private static final String MERGED = "/mergedData/";

    private final Set<String> unexpected = new TreeSet<>();

    @TempDir static Path directory;

    private TwoTenants world;
    private Map<String, ObjectNode> bodies;
    private int tried;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.in(data);
    }

    @BeforeAll
    void start() throws Exception {
        world = new TwoTenants(hubIn(directory.resolve(getClass().getSimpleName())));
        bodies = bodies();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    /// By the operation's name in the contract, and for pushes by the type of the entity.
    private Map<String, ObjectNode> bodies() throws Exception {
        Map<String, ObjectNode> bodies = new LinkedHashMap<>();
        String supervisor = TwoTenants.person(Role.SUPERVISOR, RunningHub.LAB);
        bodies.put(
                "/api/stations/enrol",
                Json.object()
                        .put("code", "0000-0000")
                        .put("name", "bench")
                        .put("publicKey", TestStation.rawKey()));
        bodies.put("/api/stations/report", report());
        bodies.put("/api/people/login", badge());
        bodies.put("/api/people/pin", badge().put("newPin", "314159"));
        bodies.put("/api/sync/upload", Json.parseObject(world.bundle().text()));
        bodies.put("/api/attachments", Json.write(world.attachment.request()));
        ObjectNode question = Json.object().put("labId", RunningHub.LAB).put("lastSync", 0);
        question.putArray("entityTypes").add("lots");
        bodies.put("/api/sync/download", question);
        ObjectNode choice =
                Json.object()
                        .put("conflictId", world.conflictOfOwner())
                        .put("baseVersion", 2)
                        .put("userId", supervisor);
        choice.putObject("resolution")
                .put("type", "manual")
                .putObject("mergedData")
                .put("status", "released")
                .put("lotNumber", "L");
        bodies.put("/api/sync/resolve-conflict", choice);
        bodies.put(
                "/api/sync/undo-resolution",
                Json.object()
                        .put("conflictId", world.conflictOfOwner())
                        .put("baseVersion", 3)
                        .put("userId", supervisor));
        Map<EntityType, String> ids = new EnumMap<>(EntityType.class);
        for (EntityType type : EntityType.values()) {
            if (type.shape().writing() != EntityShape.Writing.NONE
                    && type != EntityType.ATTACHMENTS) {
                ObjectNode request = create(type, ids);
                ids.put(type, realId(type, request));
                bodies.put("/api/sync/push " + type.word(), request);
            }
        }
        bodies.put(
                "/api/sync/upload lots",
                Objects.requireNonNull(bodies.get("/api/sync/push lots")).deepCopy());
        bodies.put("/api/sync/push sessions", announcement());
        return bodies;
    }

    private ObjectNode announcement() {
        var begun = world.session.record().session();
        return Operations.request(
                Operations.operation(
                        "create",
                        "sessions",
                        "01930000-0000-7000-8000-999999999999",
                        Json.object()
                                .put("formulaId", begun.formulaId())
                                .put("operator", begun.operator())
                                .put("startedAt", begun.startedAt().toEpochMilli())
                                .put("labId", RunningHub.LAB)
                                .put("stationId", world.owner().enrolment.stationId())));
    }

    private ObjectNode create(EntityType type, Map<EntityType, String> ids) {
        String id =
                type.shape().key() == EntityShape.Key.UUID
                        ? "01930000-0000-7000-8000-%012d".formatted(ids.size())
                        : "temp_1730534400000_member_" + type.word();
        return Operations.request(
                Operations.operation("create", type.word(), id, EntityForms.every(type, ids))
                        .put("userId", TwoTenants.person(Role.LAB_MANAGER, RunningHub.LAB)));
    }

    private String realId(EntityType type, ObjectNode request) throws Exception {
        JsonNode result = world.owner().push(request).at("/results/0");
        assertEquals("applied", result.path("status").asText(), type + " " + result);
        return result.path("realId").asText(request.at("/operations/0/entityId").asText());
    }

    private static ObjectNode report() {
        ObjectNode report =
                Json.object()
                        .put("clock", 1)
                        .put("program", "0.1.0")
                        .put("waiting", 1)
                        .put("stuck", 1);
        report.putArray("devices")
                .addObject()
                .put("name", "balance")
                .put("state", "online")
                .put("detail", "cable");
        return report;
    }

    private ObjectNode badge() throws Exception {
        return Json.object().put("badge", world.badgeOfOwner()).put("pin", TwoTenants.PIN);
    }

    /// Where something stands: members' names and places in lists.
    private static void places(JsonNode node, String path, List<String> places) {
        if (!path.isEmpty()) {
            places.add(path);
        }
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(member ->
                            places(member.getValue(), path + "/" + member.getKey(), places));
        } else if (node instanceof ArrayNode list && !list.isEmpty()) {
            places(list.get(0), path + "/0", places);
        }
    }

    private static ObjectNode with(ObjectNode good, String place, JsonNode instead) {
        ObjectNode bad = good.deepCopy();
        int slash = place.lastIndexOf('/');
        JsonNode above = bad.at(place.substring(0, slash));
        String name = place.substring(slash + 1);
        if (above instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), instead);
        } else {
            ((ObjectNode) above).set(name, instead);
        }
        return bad;
    }

    private HttpResponse<String> send(String operation, ObjectNode body) throws Exception {
        if (tried++ % 15 == 0) {
            world.hub.clock.advance(Duration.ofMinutes(11));
        }
        return world.owner().post(operation.split(" ", -1)[0], body.toString());
    }

    private static String field(String place) {
        return place.substring(1).replaceAll("/([0-9]+)", "[$1]").replace('/', '.');
    }

    @Test
    void of_a_wrong_type_is_refused_by_name() throws Exception {
        int cells = 0;
        for (Map.Entry<String, ObjectNode> good : bodies.entrySet()) {
            List<String> places = new ArrayList<>();
            places(good.getValue(), "", places);
            for (String place : places) {
                for (String type : TYPES) {
                    JsonNode wrong = Json.parseObject("{\"x\":" + type + "}").get("x");
                    JsonNode right = good.getValue().at(place);
                    if (wrong.getNodeType() != right.getNodeType() && !mayBe(place, wrong)) {
                        cells++;
                        wrongType(good.getKey(), good.getValue(), place, wrong);
                    }
                }
            }
        }
        assertEquals(Set.of(), unexpected);
        assertTrue(cells > 700, "only " + cells + " cells");
    }

    /// Within what is kept of an entity, texts and numbers are taken for each other, and the readings of a check are the
    /// station's own.
    private static boolean mayBe(String place, JsonNode wrong) {
        boolean kept = place.contains(DATA) || place.contains(MERGED);
        return (kept && wrong.isNumber()) || place.contains("/readings/0/");
    }

    private static boolean isRefused(JsonNode result) {
        return result.path("status").asText().equals("rejected");
    }

    /// The field of the entity, without what is in it.
    private static boolean names(JsonNode refused, String place) {
        String member = place.replaceFirst(".*(" + DATA + "|" + MERGED + ")", "");
        String field = refused.path("field").asText();
        return field.substring(field.lastIndexOf('.') + 1).equals(member.replaceFirst("/.*", ""));
    }

    private void wrongType(String operation, ObjectNode good, String place, JsonNode wrong)
            throws Exception {
        ObjectNode bad = with(fresh(operation, good, place), place, wrong);
        HttpResponse<String> answer = send(operation, bad);
        JsonNode body = Json.parseObject(answer.body());
        JsonNode result = body.at("/results/0");
        boolean refused =
                switch (answer.statusCode()) {
                    case 400 -> body.path("field").asText().equals(field(place));
                    case 200 -> isRefused(result) && names(result, place);
                    case 422 -> place.contains(MERGED) && names(body, place);
                    default -> false;
                };
        if (!refused) {
            unexpected.add(
                    "%s %s as %s: %d %s"
                            .formatted(
                                    operation,
                                    place,
                                    wrong,
                                    answer.statusCode(),
                                    result.isMissingNode() ? body : result));
        }
    }

    @Test
    void with_whatever_somebody_types_is_a_text_or_refused() throws Exception {
        int cells = 0;
        for (Map.Entry<String, ObjectNode> good : bodies.entrySet()) {
            List<String> places = new ArrayList<>();
            places(good.getValue(), "", places);
            for (String place : places) {
                if (!good.getValue().at(place).isTextual()) {
                    continue;
                }
                for (String text : TEXTS) {
                    cells++;
                    hostileText(
                            good.getKey(), good.getValue(), place, text.replace("%d", "" + cells));
                }
            }
        }
        assertEquals(Set.of(), unexpected);
        assertTrue(cells > 700, "only " + cells + " cells");
        assertPagesShowTexts();
    }

    private void hostileText(String operation, ObjectNode good, String place, String text)
            throws Exception {
        ObjectNode body =
                with(fresh(operation, good, place), place, Json.object().put("x", text).get("x"));
        HttpResponse<String> answer = send(operation, body);
        if (!Set.of(200, 201, 400, 403, 404, 409, 413, 422, 429).contains(answer.statusCode())) {
            unexpected.add(
                    "%s %s %.40s: %d %s"
                            .formatted(operation, place, text, answer.statusCode(), answer.body()));
        }
    }

    /// A push that was done once is answered from memory: it gets another id each time.
    private ObjectNode fresh(String operation, ObjectNode good, String place) throws Exception {
        if (operation.equals("/api/sync/resolve-conflict") && place.contains(MERGED)) {
            return good.deepCopy().put("conflictId", world.conflictOfOwner());
        }
        if (!good.has("operations") || place.endsWith("/id")) {
            return good;
        }
        ObjectNode again = good.deepCopy();
        ObjectNode first = (ObjectNode) again.at("/operations/0");
        String number = "%012d".formatted(900_000 + tried);
        first.put("id", "01930000-0000-7000-9000-" + number);
        first.put(
                "entityId",
                first.path("entityId").asText().startsWith("temp_")
                        ? "temp_17305%08d_member_%s"
                                .formatted(tried, first.path("entityType").asText())
                        : "01930000-0000-7000-a000-" + number);
        return again;
    }

    /// The fields of each form, with what they could hold.
    private static final Map<String, List<String>> FORMS =
            Map.of(
                    "/ui/login", List.of("user", "mia", "password", "a long walk"),
                    "/ui/password", List.of("old", "x", "new", "another long walk", "again", "x"),
                    "/ui/users",
                            List.of(
                                    "id",
                                    "person",
                                    "name",
                                    "New",
                                    "lab",
                                    "lab-1",
                                    "role",
                                    "operator",
                                    "badge",
                                    "B",
                                    "pin",
                                    "271828"),
                    "/ui/stations", List.of("lab", "lab-1", "url", "https://hub:8443"),
                    "/ui/formulas", List.of("lab", "lab-1", "csv", "x"),
                    "/ui/users/:id/password", List.of(),
                    "/ui/users/:id/remove", List.of(),
                    "/ui/stations/:id/revoke", List.of(),
                    "/ui/formulas/:id/approve", List.of());

    @Test
    void of_a_form_with_whatever_somebody_types_is_a_text_or_refused() throws Exception {
        Set<String> forms = new TreeSet<>(FORMS.keySet());
        for (Page page : Page.values()) {
            assertTrue(page.verb() == Page.Verb.GET || forms.contains(page.path()), page.path());
        }
        try (Browser browser = root()) {
            for (Map.Entry<String, List<String>> form : FORMS.entrySet()) {
                for (String text : TEXTS) {
                    String id =
                            URLEncoder.encode(
                                    text.substring(0, Math.min(200, text.length())),
                                    StandardCharsets.UTF_8);
                    form(browser, form.getKey().replace(":id", id), List.of(), "");
                    for (int field = 1; field < form.getValue().size(); field += 2) {
                        List<String> fields = new ArrayList<>(form.getValue());
                        String number = "" + tried;
                        fields.replaceAll(
                                it -> it.equals("person") || it.equals("B") ? it + number : it);
                        fields.set(field, text.replace("%d", "" + tried));
                        form(browser, form.getKey(), fields, fields.get(field - 1));
                    }
                }
            }
        }
        assertEquals(Set.of(), unexpected);
        assertPagesShowTexts();
        try (Browser browser = root()) {
            String users = browser.get("/ui/users").body();
            assertTrue(users.contains("&lt;script&gt;alert"), "somebody was added by that name");
        }
    }

    private void form(Browser browser, String path, List<String> fields, String field)
            throws Exception {
        if (tried++ % 15 == 0) {
            world.hub.clock.advance(Duration.ofMinutes(11));
        }
        HttpResponse<String> answer = browser.post(path, fields.toArray(String[]::new));
        boolean shown =
                answer.body().contains("<script>alert") || answer.body().contains("<img src=x");
        if (answer.statusCode() >= 500 || shown) {
            unexpected.add(
                    "%.60s %s: %d %s".formatted(path, field, answer.statusCode(), answer.body()));
        }
    }

    @Test
    void of_a_formula_file_with_whatever_somebody_types_is_a_text_or_refused() throws Exception {
        List<String> lines = FormulaFiles.SALT.lines().toList();
        List<String> good = List.of(lines.get(1).split(",", -1));
        try (Browser browser = root()) {
            for (int column = 0; column < good.size(); column++) {
                for (String text : TEXTS) {
                    List<String> row = new ArrayList<>(good);
                    row.set(
                            column,
                            '"' + text.replace("%d", "" + tried).replace("\"", "\"\"") + '"');
                    String csv = lines.get(0) + "\n" + String.join(",", row) + "\n";
                    form(
                            browser,
                            "/ui/formulas",
                            List.of("lab", RunningHub.LAB, "csv", csv),
                            lines.get(0).split(",", -1)[column]);
                }
            }
        }
        assertEquals(Set.of(), unexpected);
        assertPagesShowTexts();
    }

    private Browser root() throws Exception {
        world.administration
                .users()
                .add(
                        new NewUser(
                                "root",
                                "root of all",
                                Set.of(Role.ADMINISTRATOR, Role.LAB_MANAGER),
                                Set.of(RunningHub.LAB),
                                null));
        return world.browserOf("root");
    }

    private void assertPagesShowTexts() throws Exception {
        try (Browser browser = root()) {
            for (Page page : Page.values()) {
                if (page.verb() == Page.Verb.GET && page != Page.EVENTS) {
                    String shown =
                            browser.get(page.path().replace(":id", world.session.id())).body();
                    for (String raw : List.of("<script>alert", "<img src=x")) {
                        if (shown.contains(raw)) {
                            unexpected.add(page + " shows " + raw);
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), unexpected);
    }

    @Test
    void is_of_an_operation_of_the_contract_and_none_is_left_out() {
        Set<String> tried =
                bodies.keySet().stream()
                        .map(name -> "POST " + name.split(" ", -1)[0])
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> taking =
                Contract.SERVED.operations().stream()
                        .filter(operation -> operation.startsWith("POST "))
                        .filter(operation -> !operation.equals("POST /api/stations/token"))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(taking, tried);
    }
}
