package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.dashboard.Page;
import io.prepstation.hub.people.NewUser;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.StationReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages in a real browser, used by the keyboard alone and looked over by axe. Pictures are left in `target/pages`.
@Tag("OPS-7")
class PagesInChromiumTest {

    private static final String PASSWORD = "a long walk in the rain";
    private static final Path PICTURES = Path.of("target/pages");

    @TempDir static Path directory;

    private static RunningHub hub;
    private static Chromium chromium;
    private static String axe;
    private static WeighedSession session;
    private static TestStation first;
    private static String draft;

    @BeforeAll
    static void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        TestStation station = TestStation.enrolledAt(hub);
        first = station;
        session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        assertEquals(200, station.upload(session.bundle().text()).statusCode());
        var begun = session.again().record().session();
        station.push(
                Operations.request(
                        Operations.operation(
                                "create",
                                "sessions",
                                begun.id(),
                                Json.object()
                                        .put("formulaId", begun.formulaId())
                                        .put("operator", begun.operator())
                                        .put(
                                                "startedAt",
                                                begun.startedAt().plusSeconds(600).toEpochMilli())),
                        Operations.lot(
                                Operations.TEMP_LOT,
                                station.ingredients().values().iterator().next().id(),
                                "L-2291")));
        hub.post("/api/stations/report", report(), "Authorization", station.bearer());
        try (Administration administration = hub.administration()) {
            administration
                    .users()
                    .add(
                            new NewUser(
                                    "kim",
                                    "Kim Berg",
                                    Set.of(Role.ADMINISTRATOR, Role.LAB_MANAGER),
                                    Set.of(RunningHub.LAB),
                                    null));
            administration
                    .formulaImport()
                    .run(
                            RunningHub.LAB,
                            new ImportFiles(
                                    new TextFile("f.csv", FormulaFiles.SALT), Optional.empty()),
                            Optional.empty(),
                            Optional.of("sam"));
            draft =
                    administration.catalogue().of(RunningHub.LAB).stream()
                            .filter(entry -> entry.formula().code().equals("F1"))
                            .map(entry -> entry.version().id())
                            .findFirst()
                            .orElseThrow();
        }
        axe = resource("/axe.min.js");
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        hub.close();
    }

    private static String report() {
        long now = hub.clock.millis();
        return Json.write(
                        new StationReport(
                                now - 300_000,
                                "0.1.0",
                                2,
                                now - 7_200_000,
                                1,
                                List.of(
                                        new StationReport.Device("balance", "online", "XS204 B123"),
                                        new StationReport.Device(
                                                "printer", "offline", "no route to host"))))
                .toString();
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = PagesInChromiumTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @BeforeEach
    void signedOut() throws Exception {
        chromium.open(hub.url() + "/ui/login");
    }

    private static void signIn(String person, String password) throws Exception {
        chromium.open(hub.url() + "/ui/login");
        chromium.tabTo("#user");
        chromium.type(person);
        chromium.press("Tab");
        chromium.type(password);
        chromium.pressAndLoad("Enter");
    }

    /// With a one-time password, which becomes an own one; by the keyboard.
    private static void signInFirst(String person) throws Exception {
        String oneTime;
        try (Administration administration = hub.administration()) {
            oneTime = administration.webSessions().oneTimePassword(person, "hub").orElseThrow();
        }
        signIn(person, oneTime);
        assertEquals("/ui/password", path());
        chromium.tabTo("input[name=old]");
        chromium.type(oneTime);
        chromium.press("Tab");
        chromium.type(PASSWORD);
        chromium.press("Tab");
        chromium.type(PASSWORD);
        chromium.pressAndLoad("Enter");
        assertEquals("/ui/login", path());
        signIn(person, PASSWORD);
        assertEquals("/ui/sessions", path());
    }

    private static String path() throws Exception {
        return chromium.ask("location.pathname").asText();
    }

    private static String text() throws Exception {
        return chromium.ask("document.body.innerText").asText();
    }

    /// What axe finds that keeps people out, in words.
    private static List<String> barriers(String page) throws Exception {
        chromium.ask(axe + "; 0");
        JsonNode found =
                chromium.ask(
                        "axe.run().then(r => JSON.stringify(r.violations.map(v => v.impact + ' ' + v.id + ': '"
                                + " + v.nodes.map(n => n.html).join(' ')))) ");
        List<String> barriers = new ArrayList<>();
        for (JsonNode one : Json.parseObject("{\"x\":" + found.asText() + "}").path("x")) {
            if (one.asText().startsWith("serious") || one.asText().startsWith("critical")) {
                barriers.add(page + " " + one.asText());
            }
        }
        return barriers;
    }

    @Test
    void every_page_lets_everybody_in_and_breaks_no_policy() throws Exception {
        List<String> barriers = new ArrayList<>(barriers("login"));
        chromium.picture(PICTURES.resolve("login.png"));
        signInFirst("kim");
        for (Page page : Page.values()) {
            if (page.verb() == Page.Verb.GET && isHtml(page)) {
                String id = page == Page.SESSION ? session.id() : draft;
                chromium.open(hub.url() + page.path().replace(":id", id));
                String name = page.name().toLowerCase(java.util.Locale.ROOT);
                chromium.picture(PICTURES.resolve(name + ".png"));
                barriers.addAll(barriers(name));
                assertTrue(
                        chromium.ask("document.documentElement.scrollWidth <= innerWidth")
                                .asBoolean(),
                        name + " is wider than the window");
                assertTrue(
                        page != Page.STATIONS || fitsItsFrame(".table"),
                        name + " has a table that is wider than its frame");
            }
        }
        assertEquals(List.of(), barriers);
        assertEquals(List.of(), chromium.complaints());
    }

    private static boolean fitsItsFrame(String selector) throws Exception {
        return chromium.ask(
                        "[...document.querySelectorAll('"
                                + selector
                                + "')].every(it => it.scrollWidth <= it.clientWidth)")
                .asBoolean();
    }

    private static boolean isHtml(Page page) {
        return page != Page.EVENTS && page != Page.SESSION_ATTACHMENT && !page.path().contains(".");
    }

    @Test
    void a_policy_that_is_broken_is_seen() throws Exception {
        try (Chromium other = new Chromium()) {
            other.open(hub.url() + "/ui/login");
            other.ask(
                    "document.body.appendChild(document.createElement('script')).textContent = 'window.broken = 1'; 0");
            other.ask("fetch('https://example.invalid/').catch(() => 0)");

            assertEquals("undefined", other.ask("typeof window.broken").asText());
            assertTrue(
                    other.complaints().stream().anyMatch(it -> it.contains("Content Security")),
                    other.complaints().toString());
            other.ask("document.body.innerHTML = '<img src=\"/ui/x.png\"><input>'; 0");
            other.ask(axe + "; 0");
            assertTrue(
                    other.ask("axe.run().then(r => r.violations.length)").asInt() > 0,
                    "axe sees what is wrong");
        }
    }

    @Test
    void a_session_is_found_and_opened_by_the_keyboard() throws Exception {
        signInFirst("mia");
        chromium.tabTo("a[href='/ui/sessions/" + session.id() + "']");
        chromium.pressAndLoad("Enter");

        assertEquals("/ui/sessions/" + session.id(), path());
        assertTrue(text().contains("✓ Text, hashes and receipt are the original ones"), text());
        chromium.tabTo("form[action='/ui/logout'] button");
        chromium.pressAndLoad("Enter");
        assertEquals("/ui/login", path());
    }

    @Test
    void a_station_is_let_in_by_the_keyboard() throws Exception {
        signInFirst("kim");
        chromium.open(hub.url() + "/ui/stations");
        chromium.tabTo("form[action='/ui/stations'] button");
        chromium.pressAndLoad("Enter");

        assertTrue(text().contains("Code for one new station of " + RunningHub.LAB), text());
        assertTrue(fitsItsFrame(".table"), "with the deeds");
        chromium.picture(PICTURES.resolve("invitation.png"));
        assertEquals(List.of(), barriers("invitation"));
    }

    @Test
    void a_person_is_added_and_given_a_password_by_the_keyboard() throws Exception {
        signInFirst("kim");
        chromium.open(hub.url() + "/ui/users");
        chromium.tabTo("#id");
        chromium.type("noa");
        chromium.press("Tab");
        chromium.type("Noa Lund");
        chromium.tabTo("form[action='/ui/users'] button");
        chromium.pressAndLoad("Enter");
        assertTrue(text().contains("Noa Lund was added."), text());

        chromium.tabTo("form[action='/ui/users/noa/password'] button");
        chromium.pressAndLoad("Enter");
        assertTrue(text().contains("One-time password of noa"), text());
        assertEquals(List.of(), barriers("given password"));
    }

    @Test
    void a_formula_is_brought_by_the_keyboard() throws Exception {
        signInFirst("kim");
        chromium.open(hub.url() + "/ui/formulas");
        chromium.tabTo("#csv");
        chromium.type(FormulaFiles.SALT.replace("F1", "F2"));
        chromium.press("Tab");
        chromium.pressAndLoad("Enter");

        assertTrue(text().contains("waiting for approval by somebody else"), text());
    }

    @Test
    void a_station_is_revoked_by_the_keyboard() throws Exception {
        String id = TestStation.enrolledAt(hub).enrolment.stationId();
        signInFirst("kim");
        chromium.open(hub.url() + "/ui/stations");
        chromium.tabTo("form[action='/ui/stations/" + id + "/revoke'] button");
        chromium.pressAndLoad("Enter");

        assertEquals("/ui/stations/" + id + "/revoke", path());
        assertTrue(
                chromium.ask("!document.querySelector(\"form[action*='" + id + "']\")").asBoolean(),
                "it can be revoked once");
    }

    @Test
    void sessions_are_filtered_by_the_keyboard() throws Exception {
        signInFirst("mia");
        chromium.tabTo("#text");
        chromium.type("no such text");
        chromium.pressAndLoad("Enter");

        assertTrue(text().contains("No session is like that."), text());
        assertEquals(List.of(), barriers("nothing found"));
    }

    @Test
    void what_is_seldom_seen_lets_everybody_in_too() throws Exception {
        TestStation station = TestStation.enrolledAt(hub);
        conflict(station);
        WeighedSession odd = session.again();
        String step = odd.record().steps().getFirst().id();
        WeighedSession noted = odd.withApproval("near_miss", step, "sam", "spilled");
        assertEquals(200, first.upload(noted.bundle().text()).statusCode());
        List<String> barriers = new ArrayList<>();
        signInFirst("mia");
        for (String page :
                List.of(
                        "/ui/password",
                        "/ui/sessions/unknown",
                        "/ui/users",
                        "/ui/sessions/" + odd.id(),
                        "/ui/sessions",
                        "/ui/conflicts")) {
            chromium.open(hub.url() + page);
            barriers.addAll(barriers(page));
        }
        assertTrue(text().contains("L-2299"), text());
        assertEquals(List.of(), barriers);
    }

    private static void conflict(TestStation station) throws Exception {
        String ingredient = station.ingredients().values().iterator().next().id();
        String lot =
                station.push(
                                Operations.request(
                                        Operations.lot(
                                                "temp_1730534400077_a7b3c2_lots",
                                                ingredient,
                                                "L-2299")))
                        .at("/results/0/realId")
                        .asText();
        for (String status : List.of("released", "blocked")) {
            station.push(
                    Operations.request(
                            Operations.update(
                                    "lots", lot, 1, Json.object().put("status", status))));
        }
    }

    @Test
    void a_draft_is_approved_by_the_keyboard_by_somebody_who_did_not_write_it() throws Exception {
        signInFirst("kim");
        chromium.open(hub.url() + "/ui/formulas/" + draft);
        chromium.tabTo("form[action$='/approve'] button");
        chromium.pressAndLoad("Space");

        assertTrue(text().contains("Approved: stations weigh it after their next sync."), text());
        chromium.picture(PICTURES.resolve("approved.png"));
    }
}
