package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.dashboard.Page;
import io.prepstation.hub.people.NewUser;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who gets in where: every operation of the contract with every state of a station's token, every page of the dashboard
/// with every role and state of a cookie. What may come is read from the contract and from the table of permissions.
@Tag("STO-8")
class AccessMatrixTest {

    /// What the contract leaves open to anybody.
    private static final Set<String> OPEN =
            Set.of("/health/live", "/health/ready", "/openapi.yaml", "/api/stations/enrol");

    @TempDir Path directory;

    private RunningHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private List<Operation> operations() throws Exception {
        Path file = directory.resolve("openapi.yaml");
        Files.writeString(
                file,
                hub.get("/openapi.yaml")
                        .body()
                        .replace("application/problem+json:", "application/json:")
                        .replace("application/x-ndjson:", "application/json:")
                        .replace("application/yaml:", "text/plain:"));
        Vertx vertx = Vertx.vertx();
        try {
            return OpenAPIContract.from(vertx, file.toString())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .operations();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private int status(Operation operation, String... headers) throws Exception {
        String path = operation.getOpenAPIPath().replaceAll("\\{[^}]+}", "unknown");
        return switch (operation.getHttpMethod().name()) {
            case "GET" -> hub.get(path, headers).statusCode();
            case "POST" -> hub.post(path, BodyPublishers.ofString("{}"), headers).statusCode();
            default -> throw new AssertionError("give the matrix the method of " + operation);
        };
    }

    @Test
    void no_operation_of_the_contract_answers_a_station_without_a_good_token() throws Exception {
        TestStation revoked = TestStation.enrolledAt(hub);
        try (Administration administration = hub.administration()) {
            assertTrue(administration.stations().revoke(revoked.enrolment.stationId(), "hub"));
        }
        List<String> unexpected = new ArrayList<>();
        int cells = 0;
        for (Operation operation : operations()) {
            if (OPEN.contains(operation.getOpenAPIPath())) {
                continue;
            }
            Map<String, Integer> states = new HashMap<>();
            states.put("none 401", status(operation));
            states.put("unknown 401", status(operation, "Authorization", "Bearer unknown"));
            states.put("empty 401", status(operation, "Authorization", "Bearer "));
            states.put("other scheme 401", status(operation, "Authorization", "Basic YTpi"));
            states.put("revoked 403", status(operation, "Authorization", revoked.bearer()));
            for (Map.Entry<String, Integer> state : states.entrySet()) {
                cells++;
                if (!state.getKey().endsWith(" " + state.getValue())) {
                    unexpected.add(
                            operation.getHttpMethod()
                                    + " "
                                    + operation.getOpenAPIPath()
                                    + ": "
                                    + state);
                }
            }
        }
        assertEquals(List.of(), unexpected);
        assertTrue(cells >= 30, "only " + cells + " cells");
    }

    @Test
    void what_the_contract_leaves_open_is_what_this_test_knows() throws Exception {
        for (Operation operation : operations()) {
            boolean open = operation.getSecurityRequirements().isEmpty();
            assertEquals(
                    OPEN.contains(operation.getOpenAPIPath()), open, operation.getOpenAPIPath());
        }
    }

    @Test
    void every_page_answers_exactly_the_roles_of_the_table() throws Exception {
        List<String> unexpected = new ArrayList<>();
        for (Role role : Role.values()) {
            String id = "r-" + role.word();
            String password;
            try (Administration administration = hub.administration()) {
                administration
                        .users()
                        .add(new NewUser(id, id, Set.of(role), Set.of(RunningHub.LAB), null));
                password = administration.webSessions().oneTimePassword(id, "hub").orElseThrow();
            }
            try (Browser browser = new Browser(hub.url()).signedIn(id, password)) {
                User user = new User(id, id, Set.of(role), true);
                for (Page page : Page.values()) {
                    if (page != Page.EVENTS) {
                        cells(browser, user, page)
                                .forEach(cell -> unexpected.add(role + " " + cell));
                    }
                }
            }
        }
        assertEquals(List.of(), unexpected);
    }

    /// What a page answers to a person, to a form of another site, and to a cookie that is none.
    private List<String> cells(Browser browser, User user, Page page) throws Exception {
        List<String> unexpected = new ArrayList<>();
        boolean may = user.may(page.permission());
        int found = ask(browser, page);
        boolean answered =
                page.path().contains(":id") ? found == 404 || found == 200 : found == 200;
        if (may != answered || (!may && found != 403)) {
            unexpected.add(page + " may " + may + ": " + found);
        }
        String csrf = browser.csrf;
        String cookie = browser.cookie;
        if (page.verb() == Page.Verb.POST) {
            browser.csrf = "guessed";
            expect(unexpected, page + " of another site", 403, ask(browser, page));
            browser.csrf = csrf;
        }
        browser.cookie = "prepstation=guessed";
        expect(unexpected, page + " with a guessed cookie", 303, ask(browser, page));
        browser.cookie = "";
        expect(unexpected, page + " without a cookie", 303, ask(browser, page));
        browser.cookie = cookie;
        browser.csrf = csrf;
        return unexpected;
    }

    private static void expect(List<String> unexpected, String what, int wanted, int found) {
        if (wanted != found) {
            unexpected.add(what + ": " + found + ", not " + wanted);
        }
    }

    private static int ask(Browser browser, Page page) throws Exception {
        String path = page.path().replace(":id", "unknown");
        return page.verb() == Page.Verb.POST
                ? browser.post(path, "csv", "x", "lab", RunningHub.LAB, "role", "operator")
                        .statusCode()
                : browser.get(path).statusCode();
    }

    @Test
    void a_person_who_left_and_one_who_waited_too_long_are_strangers() throws Exception {
        String password;
        try (Administration administration = hub.administration()) {
            password = administration.webSessions().oneTimePassword("mia", "hub").orElseThrow();
        }
        try (Browser browser = new Browser(hub.url()).signedIn("mia", password)) {
            assertEquals(200, browser.get("/ui/sessions").statusCode());
            hub.clock.advance(Duration.ofHours(13));
            assertEquals(303, browser.get("/ui/sessions").statusCode());
        }
        try (Administration administration = hub.administration()) {
            password = administration.webSessions().oneTimePassword("mia", "hub").orElseThrow();
        }
        try (Browser browser = new Browser(hub.url()).signedIn("mia", password)) {
            try (Administration administration = hub.administration()) {
                administration.users().deactivate("mia", "admin");
            }
            assertEquals(303, browser.get("/ui/sessions").statusCode());
        }
    }
}
