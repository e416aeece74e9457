package io.prepstation.hub;

import static io.prepstation.hub.Operations.operation;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.TwoTenants.Asker;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.HashSums;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.StationReport;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets in where, cell by cell (P9): every operation of the contract with every state of a station's token and every
/// owner, and with every role where a person must be allowed it. What is to come is read from the contract and from the
/// table of permissions.
@Tag("STO-8")
@Tag("STO-7")
@Tag("OPS-7")
class AccessMatrixTest {

    @TempDir static Path directory;

    private static TwoTenants world;
    private static int notes;
    private static List<Operation> operations;

    private final Cells cells = new Cells();

    @BeforeAll
    static void start() throws Exception {
        world = new TwoTenants(directory.resolve("hub"));
        operations =
                ListedOperations.of(world.hub, directory).stream()
                        .filter(operation -> !isForWatching(operation))
                        .toList();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static boolean isOpen(Operation operation) {
        return operation.getSecurityRequirements().isEmpty();
    }

    /// Told to who watches over the hub, by a token that is no station's; [MetricsTest] says to whom.
    private static boolean isForWatching(Operation operation) {
        return operation.getOperationId().equals("metrics");
    }

    private static Optional<String> word(Operation operation, String key) {
        return Optional.ofNullable(operation.getOpenAPIModel().getString(key));
    }

    private static HttpResponse<String> ask(
            Operation operation, String path, ObjectNode body, String... headers) throws Exception {
        return switch (operation.getHttpMethod().name()) {
            case "GET" -> world.hub.get(path, headers);
            case "POST" -> world.hub.post(path, body.toString(), headers);
            case "PUT" ->
                    world.hub.put(path, body.toString().getBytes(StandardCharsets.UTF_8), headers);
            default -> throw new AssertionError("give the matrix the method of " + operation);
        };
    }

    @Test
    void what_the_contract_leaves_open_is_what_this_test_knows() {
        Set<String> open = new TreeSet<>();
        for (Operation operation : operations) {
            if (isOpen(operation)) {
                open.add(operation.getOpenAPIPath());
            } else {
                assertTrue(word(operation, "x-reach").isPresent(), operation.getOpenAPIPath());
            }
        }
        assertEquals(
                Set.of("/health/live", "/health/ready", "/openapi.yaml", "/api/stations/enrol"),
                open);
    }

    @Test
    void no_operation_of_the_contract_answers_a_station_without_a_good_token() throws Exception {
        Map<String, Integer> tokens = new LinkedHashMap<>();
        tokens.put("Bearer unknown", 401);
        tokens.put("Bearer ", 401);
        tokens.put("Basic YTpi", 401);
        tokens.put(world.expired, 401);
        tokens.put(world.replaced, 401);
        tokens.put(world.revoked.bearer(), 403);
        for (Operation operation : operations) {
            if (isOpen(operation)) {
                continue;
            }
            String path = operation.getOpenAPIPath().replaceAll("\\{[^}]+}", "unknown");
            String what = operation.getOperationId() + " ";
            cells.expect(what + "no token", 401, ask(operation, path, Json.object()).statusCode());
            for (Map.Entry<String, Integer> token : tokens.entrySet()) {
                cells.expect(
                        what + token.getKey(),
                        token.getValue(),
                        ask(operation, path, Json.object(), "Authorization", token.getKey())
                                .statusCode());
            }
        }
        cells.allAsWanted(90);
    }

    /// What an operation is asked for: a thing of the owner's.
    ///
    /// @param sign what stands in the answer of who reached it
    /// @param stood where the asker stands in the feed; empty if it does not say
    private record Question(String query, ObjectNode body, String sign, String stood) {

        Question(String query, ObjectNode body, String sign) {
            this(query, body, sign, "");
        }

        static Question of(String query, String sign) {
            return new Question(query, Json.object(), sign);
        }
    }

    private static Question question(Operation operation, Asker asker) throws Exception {
        String supervisor = TwoTenants.person(Role.SUPERVISOR, TwoTenants.lab(asker));
        String lab = "?labId=" + RunningHub.LAB;
        return switch (operation.getOperationId()) {
            case "signIn" -> new Question("", badge(world.badgeOfOwner()), "offlineUntil");
            case "changePin" ->
                    new Question(
                            "",
                            badge(world.badgeOfOwner()).put("newPin", "314159"),
                            "offlineUntil");
            case "replaceToken" -> Question.of("", "token");
            case "reportStation" -> new Question("", report(), "success");
            case "uploadSession" ->
                    new Question("", Json.parseObject(world.bundle().text()), world.session.id());
            case "download", "pull" -> Question.of(lab, TwoTenants.MARK);
            case "downloadSince" ->
                    new Question("", Json.object().put("labId", RunningHub.LAB), TwoTenants.MARK);
            case "sums" -> new Question(lab, Json.object(), "\"sums\"", stood(asker));
            case "entries" -> {
                String lot = world.lotOfOwner();
                yield new Question(
                        lab + "&entityType=lots&buckets=" + HashSums.bucketOf(lot),
                        Json.object(),
                        "\"id\":\"" + lot + "\"",
                        stood(asker));
            }
            case "push" ->
                    new Question(
                            "",
                            request(TwoTenants.status(world.lotOfOwner(), "blocked", supervisor)),
                            "\"applied\"");
            case "live_changes" -> Question.of("", "");
            case "listConflicts" -> Question.of("", world.conflictOfOwner());
            case "resolveConflict" -> {
                String conflict = world.conflictOfOwner();
                yield new Question("", choice(conflict, supervisor), "\"success\":true");
            }
            case "undoResolution" -> {
                String conflict = world.conflictOfOwner();
                world.hub.post(
                        "/api/sync/resolve-conflict",
                        choice(conflict, TwoTenants.person(Role.SUPERVISOR, RunningHub.LAB))
                                .toString(),
                        "Authorization",
                        world.owner().bearer());
                yield new Question(
                        "",
                        Json.object()
                                .put("conflictId", conflict)
                                .put("baseVersion", 3)
                                .put("userId", supervisor),
                        "\"success\":true");
            }
            case "listOwnSessions" -> Question.of("", world.session.id());
            case "getOwnSession" -> Question.of("", "\"receipt\"");
            case "listSessions" -> Question.of("", world.session.id());
            case "getSession" -> Question.of("", "\"receipt\"");
            case "listAuditHeads" -> Question.of("", "\"signature\"");
            case "announceAttachment" ->
                    new Question("", Json.write(world.attachment.request()), "\"complete\":true");
            case "sendAttachment" ->
                    new Question("?offset=0", world.attachment.json(), "\"complete\":true");
            case "getAttachment" -> Question.of("", TwoTenants.MARK);
            default ->
                    throw new AssertionError(
                            "give the matrix a question for " + operation.getOperationId());
        };
    }

    private static String stood(Asker asker) throws Exception {
        String page = world.stations.get(asker).get("/api/sync/pull?limit=1000").body();
        return Json.parseObject(page).path("nextCursor").asText();
    }

    /// Whoever sends it tells of himself: there is no way to name another.
    private static ObjectNode report() {
        return Json.write(new StationReport(0, "0.1.0", 0, null, 0, List.of()));
    }

    private static ObjectNode badge(String badge) {
        return Json.object().put("badge", badge).put("pin", TwoTenants.PIN);
    }

    private static ObjectNode choice(String conflict, String userId) {
        ObjectNode choice =
                Json.object()
                        .put("conflictId", conflict)
                        .put("baseVersion", 2)
                        .put("userId", userId);
        choice.putObject("resolution").put("type", "client-wins");
        return choice;
    }

    private static boolean reaches(String reach, Asker asker) {
        return switch (reach) {
            case "station" -> asker == Asker.OWNER;
            case "lab" -> asker == Asker.OWNER || asker == Asker.SAME_LAB;
            default -> throw new AssertionError("the contract has a new x-reach: " + reach);
        };
    }

    @Test
    void a_station_reaches_what_is_its_own_or_its_labs_and_nothing_else() throws Exception {
        for (Operation operation : operations) {
            if (isOpen(operation) || operation.getOpenAPIPath().equals("/api/sync/live")) {
                continue;
            }
            for (Asker asker : Asker.values()) {
                reach(operation, asker);
            }
        }
        cells.allAsWanted(50);
    }

    private void reach(Operation operation, Asker asker) throws Exception {
        boolean own = operation.getOpenAPIPath().startsWith("/api/stations/");
        Question question = question(operation, asker);
        String path =
                operation
                        .getOpenAPIPath()
                        .replace("{id}", world.session.id())
                        .replace("{sha256}", world.attachment.sha256());
        String body =
                ask(
                                operation,
                                path + question.query(),
                                question.body(),
                                "Authorization",
                                world.stations.get(asker).bearer(),
                                Pull.CURSOR_HEADER,
                                question.stood())
                        .body();
        boolean wanted = own || reaches(word(operation, "x-reach").orElseThrow(), asker);
        String what = operation.getOperationId() + " " + asker;
        cells.expect(what, wanted == body.contains(question.sign()), body);
        boolean stranger = asker.compareTo(Asker.SAME_LAB) > 0;
        cells.expect(what + " leaks", !(stranger && body.contains(TwoTenants.MARK)), body);
    }

    /// Without naming a lab each gets what its own has.
    @Test
    void the_feed_of_a_lab_has_nothing_of_another() throws Exception {
        for (Asker asker : List.of(Asker.OTHER_LAB, Asker.OTHER_TENANT)) {
            TestStation station = world.stations.get(asker);
            for (String path : List.of("/api/sync/pull", "/api/sync/download", "/api/sessions")) {
                HttpResponse<String> answer = station.get(path);
                cells.expect(path + " " + asker, 200, answer.statusCode());
                cells.expect(path + " leaks " + asker, -1, answer.body().indexOf(TwoTenants.MARK));
                cells.expect(
                        path + " leaks " + asker, -1, answer.body().indexOf(world.session.id()));
            }
            String cursor =
                    Json.parseObject(station.get("/api/sync/pull?limit=1").body())
                            .path("nextCursor")
                            .asText();
            try (LiveLine line = LiveLine.open(world.hub, station, cursor)) {
                assertEquals("hello", line.next().path("type").asText());
                world.lotOfOwner();
                station.push(request(note(asker)));
                String heard = "";
                while (!heard.contains("note of " + asker)) {
                    heard = line.next().toString();
                    cells.expect("live " + asker, -1, heard.indexOf(TwoTenants.MARK));
                }
            }
        }
        cells.allAsWanted(10);
    }

    private static ObjectNode note(Asker asker) {
        return Operations.operation(
                "create",
                "containers",
                "temp_1730534400999_aaaaaa_containers",
                Json.object().put("code", "note of " + asker).put("status", "clean"));
    }

    /// A note may be about anything of its own lab: what others have is not even there, drafts included.
    @Test
    @Tag("SYN-15")
    void what_others_have_is_no_parent() throws Exception {
        String version = world.draftOfOwner();
        String formula =
                world.administration.catalogue().of(RunningHub.LAB).stream()
                        .filter(entry -> entry.version().id().equals(version))
                        .map(entry -> entry.formula().id())
                        .findFirst()
                        .orElseThrow();
        for (Asker asker : Asker.values()) {
            boolean own = TwoTenants.lab(asker).equals(RunningHub.LAB);
            assertEquals(
                    own ? "applied" : "PARENT_MISSING", noted(asker, EntityType.FORMULAS, formula));
            assertEquals(
                    own ? "applied" : "PARENT_MISSING",
                    noted(asker, EntityType.FORMULA_VERSIONS, version));
        }
    }

    private static String noted(Asker asker, EntityType type, String id) throws Exception {
        ObjectNode note =
                operation(
                                "create",
                                "notes",
                                "temp_1730534400009_%06d_notes".formatted(notes++),
                                Json.object()
                                        .put("entityType", type.word())
                                        .put("entityId", id)
                                        .put("text", "seen"))
                        .put("userId", TwoTenants.person(Role.SUPERVISOR, TwoTenants.lab(asker)));
        JsonNode result = world.stations.get(asker).push(request(note)).at("/results/0");
        return result.path("code").asText(result.path("status").asText());
    }

    @Test
    void what_a_person_does_through_a_station_needs_the_permission_of_the_contract()
            throws Exception {
        for (Operation operation : operations) {
            Optional<String> permission = word(operation, "x-permission");
            if (permission.isEmpty()) {
                continue;
            }
            Permission needed = Permission.valueOf(permission.get().toUpperCase(Locale.ROOT));
            for (Asker asker : Asker.values()) {
                boolean reached =
                        reaches(word(operation, "x-reach").orElseThrow(), asker)
                                && isSignedBy(operation, asker);
                for (Role role : Role.values()) {
                    for (String lab : TwoTenants.LABS) {
                        boolean may =
                                reached && needed.isGivenTo(role) && lab.equals(RunningHub.LAB);
                        boolean done = isDone(operation, asker, TwoTenants.person(role, lab));
                        cells.expect(
                                operation.getOperationId()
                                        + " "
                                        + asker
                                        + " "
                                        + role
                                        + " of "
                                        + lab,
                                may ? 1 : 0,
                                done ? 1 : 0);
                    }
                }
            }
        }
        cells.allAsWanted(280);
    }

    /// Whoever it is said to be by: a role opens nothing that the token leaves shut.
    @Test
    void no_role_does_anything_through_a_station_without_a_good_token() throws Exception {
        Map<String, Integer> tokens =
                Map.of(
                        "Bearer unknown",
                        401,
                        world.expired,
                        401,
                        world.replaced,
                        401,
                        world.revoked.bearer(),
                        403);
        for (Operation operation : operations) {
            if (word(operation, "x-permission").isEmpty()) {
                continue;
            }
            Question question = question(operation, Asker.OWNER);
            for (Role role : Role.values()) {
                for (String lab : TwoTenants.LABS) {
                    named(question.body(), TwoTenants.person(role, lab));
                    String what = operation.getOperationId() + " " + role + " of " + lab + " ";
                    String path = operation.getOpenAPIPath();
                    cells.expect(
                            what + "none", 401, ask(operation, path, question.body()).statusCode());
                    for (Map.Entry<String, Integer> token : tokens.entrySet()) {
                        cells.expect(
                                what + token.getKey(),
                                token.getValue(),
                                ask(
                                                operation,
                                                path,
                                                question.body(),
                                                "Authorization",
                                                token.getKey())
                                        .statusCode());
                    }
                }
            }
        }
        cells.allAsWanted(350);
    }

    /// A session is taken from the station whose key has signed it.
    private static boolean isSignedBy(Operation operation, Asker asker) {
        return asker == Asker.OWNER || !operation.getOperationId().equals("uploadSession");
    }

    private static boolean isDone(Operation operation, Asker asker, String person)
            throws Exception {
        Question question;
        if (operation.getOperationId().equals("uploadSession")) {
            WeighedSession again = world.session.again().withSession(it -> Sessions.by(it, person));
            question = new Question("", Json.parseObject(again.bundle().text()), "\"receipt\"");
        } else {
            question = question(operation, Asker.OWNER);
            named(question.body(), person);
        }
        return ask(
                        operation,
                        operation.getOpenAPIPath(),
                        question.body(),
                        "Authorization",
                        world.stations.get(asker).bearer())
                .body()
                .contains(question.sign());
    }

    private static void named(ObjectNode body, String person) {
        if (body.has("operations")) {
            ((ObjectNode) body.at("/operations/0")).put("userId", person);
        } else {
            body.put("userId", person);
        }
    }
}
