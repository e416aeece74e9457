package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import io.prepstation.hub.code.QrSymbol;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.store.Lab;
import io.prepstation.model.formula.FormulaCode;
import io.prepstation.model.formula.ScannedCode.EnrolmentCode;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.PourTraceSheet;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.StationReport;
import io.prepstation.model.sync.WireSession;
import io.prepstation.report.BatchRecord;
import io.prepstation.report.BatchRecordPdf;
import io.prepstation.report.ReportWords;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-7")
class DashboardTest {

    @TempDir Path directory;

    private RunningHub hub;
    private Browser browser;

    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.in(data);
    }

    @BeforeEach
    void start() throws Exception {
        hub = hubIn(directory.resolve("hub"));
        browser = new Browser(hub.url());
    }

    @AfterEach
    void stop() {
        browser.close();
        hub.close();
    }

    private String oneTime(String user) throws Exception {
        try (Administration administration = hub.administration()) {
            return administration.webSessions().oneTimePassword(user, "hub").orElseThrow();
        }
    }

    private void add(NewUser user) throws Exception {
        try (Administration administration = hub.administration()) {
            assertTrue(administration.users().add(user) instanceof Added);
        }
    }

    private void signIn(String user) throws Exception {
        browser.signedIn(user, oneTime(user));
    }

    private static String location(java.net.http.HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Nested
    class A_one_time_password {

        @Test
        void is_good_for_choosing_another_and_nothing_else() throws Exception {
            browser.post("/ui/login", "user", "mia", "password", oneTime("mia"));

            assertEquals("/ui/password", location(browser.get("/ui/sessions")));
            assertEquals("/ui/password", location(browser.get("/ui/formulas")));
        }

        @Test
        void is_good_for_a_day() throws Exception {
            String password = oneTime("mia");
            hub.clock.advance(Duration.ofHours(24));

            assertEquals(
                    403,
                    browser.post("/ui/login", "user", "mia", "password", password).statusCode());
        }

        @Test
        void ends_when_another_is_chosen() throws Exception {
            String first = oneTime("mia");
            browser.signedIn("mia", first);

            try (Browser again = new Browser(hub.url())) {
                assertEquals(
                        403,
                        again.post("/ui/login", "user", "mia", "password", first).statusCode());
            }
        }

        @Test
        void becomes_a_long_one_of_the_persons_own() throws Exception {
            String first = oneTime("mia");
            browser.post("/ui/login", "user", "mia", "password", first);
            browser.get("/ui/password");

            for (String poor : List.of("short", "aaaaaaaaaaaaaaaa", "mia and her long walk")) {
                assertEquals(
                        422,
                        browser.post("/ui/password", "old", first, "new", poor, "again", poor)
                                .statusCode(),
                        poor);
            }
        }
    }

    @Nested
    class The_cookie {

        @Test
        void is_kept_from_scripts_and_from_other_sites() throws Exception {
            var answer = browser.post("/ui/login", "user", "mia", "password", oneTime("mia"));

            String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
            assertTrue(cookie.toLowerCase(Locale.ROOT).contains("; httponly"), cookie);
            assertTrue(cookie.contains("SameSite=Strict"), cookie);
            assertTrue(cookie.contains("Path=/ui"), cookie);
        }

        @Test
        void is_not_in_the_hubs_files() throws Exception {
            signIn("mia");
            hub.restart();

            String token = browser.cookie.substring(browser.cookie.indexOf('=') + 1);
            for (String file : List.of("hub.db", "hub.db-wal")) {
                Path path = hub.data.resolve(file);
                String content =
                        Files.exists(path)
                                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                                : "";
                assertEquals(-1, content.indexOf(token), file);
            }
        }

        @Test
        void means_nothing_after_half_an_hour_without_a_request_or_after_signing_out()
                throws Exception {
            signIn("mia");
            hub.clock.advance(Duration.ofMinutes(29));
            assertEquals(200, browser.get("/ui/sessions").statusCode());
            hub.clock.advance(Duration.ofMinutes(30));
            assertEquals("/ui/login", location(browser.get("/ui/sessions")));

            signIn("mia");
            String cookie = browser.cookie;
            browser.post("/ui/logout");
            browser.cookie = cookie;
            assertEquals("/ui/login", location(browser.get("/ui/sessions")));
        }
    }

    @Nested
    class A_station {

        @Test
        void shows_what_it_says_of_itself_and_an_alarm() throws Exception {
            TestStation station = TestStation.enrolledAt(hub);
            long now = hub.clock.millis();
            var report =
                    new StationReport(
                            now + 300_000,
                            "0.1.0",
                            3,
                            now - 7_200_000,
                            1,
                            List.of(
                                    new StationReport.Device("balance", "offline", "cable pulled"),
                                    new StationReport.Device("scanner", "online", "DS2208")));
            var answer =
                    hub.post(
                            "/api/stations/report",
                            Json.write(report).toString(),
                            "Authorization",
                            station.bearer());
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals(
                    200,
                    hub.get("/api/sessions", "Authorization", "Bearer " + station.newToken())
                            .statusCode());
            assertEquals(401, station.get("/api/sessions").statusCode());
            signIn("mia");

            String page = browser.get("/ui/stations").body();

            for (String text :
                    List.of(
                            "! 3, oldest 2 h, 1 stuck",
                            "! 5 min ahead",
                            "! balance offline",
                            "cable pulled",
                            "DS2208",
                            "! a replaced token was used")) {
                assertTrue(page.contains(text), text + " in " + page);
            }
        }
    }

    @Nested
    class Signing_in {

        @Test
        void is_not_done_by_another_site_in_somebodys_browser() throws Exception {
            String right = oneTime("mia");
            String host = hub.url().replace("http://", "");
            for (Map<String, String> headers :
                    List.of(
                            Map.of("Sec-Fetch-Site", "cross-site"),
                            Map.of("Sec-Fetch-Site", "same-site"),
                            Map.of("Origin", "https://evil.example"),
                            Map.of("Origin", "null"))) {
                assertEquals(
                        403,
                        browser.post(headers, "/ui/login", "user", "mia", "password", right)
                                .statusCode(),
                        headers.toString());
            }
            for (Map<String, String> headers :
                    List.of(
                            Map.of("Sec-Fetch-Site", "same-origin"),
                            Map.of("Origin", "http://" + host))) {
                assertEquals(
                        303,
                        browser.post(headers, "/ui/login", "user", "mia", "password", right)
                                .statusCode(),
                        headers.toString());
            }
        }
    }

    @Nested
    class Wrong_passwords {

        @Test
        void where_another_one_is_chosen_close_the_name_too() throws Exception {
            signIn("mia");
            browser.get("/ui/password");
            String chosen = "quite another long walk";
            for (int i = 0; i < 5; i++) {
                String page =
                        browser.post(
                                        "/ui/password",
                                        "old",
                                        "wrong " + i,
                                        "new",
                                        chosen,
                                        "again",
                                        chosen)
                                .body();
                assertTrue(page.contains("That is not your present password"), page);
            }
            String page =
                    browser.post("/ui/password", "old", "x", "new", chosen, "again", chosen).body();
            assertTrue(page.contains("Too many tries"), page);
            assertEquals(
                    429, browser.post("/ui/login", "user", "mia", "password", "x").statusCode());
        }

        @Test
        void are_seen_in_the_trail_by_who_looks_after_that_persons_lab() throws Exception {
            try (Administration administration = hub.administration()) {
                administration
                        .labs()
                        .add(new Lab("lab-9", "zeta", "Nine", ZoneOffset.UTC, true), "hub");
            }
            add(
                    new NewUser(
                            "ada",
                            "Ada",
                            Set.of(Role.ADMINISTRATOR),
                            Set.of(RunningHub.LAB),
                            null));
            add(new NewUser("zoe", "Zoe", Set.of(Role.ADMINISTRATOR), Set.of("lab-9"), null));
            for (int i = 0; i < 5; i++) {
                browser.post("/ui/login", "user", "mia", "password", "wrong " + i);
            }

            signIn("ada");
            assertTrue(browser.get("/ui/audit").body().contains("login:mia"));
            signIn("zoe");
            assertFalse(browser.get("/ui/audit").body().contains("login:mia"));
        }

        @Test
        void close_the_name_over_a_restart_and_no_other() throws Exception {
            String right = oneTime("mia");
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        403,
                        browser.post("/ui/login", "user", "mia", "password", "wrong " + i)
                                .statusCode());
            }
            hub.restart();
            try (Browser again = new Browser(hub.url())) {
                assertEquals(
                        429,
                        again.post("/ui/login", "user", "mia", "password", right).statusCode());
                assertEquals(
                        303,
                        again.post("/ui/login", "user", "sam", "password", oneTime("sam"))
                                .statusCode());
            }
        }
    }

    @Nested
    class Pages {

        @Test
        void forbid_scripts_and_styles_that_are_not_the_hubs() throws Exception {
            signIn("mia");
            var page = browser.get("/ui/sessions");

            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.contains("default-src 'none'; script-src 'self'"), policy);
            assertFalse(page.body().contains("<script>"), "no script stands in a page");
            assertFalse(page.body().contains(" style="), "no style stands in a page");
        }

        @Test
        void show_what_people_typed_as_text() throws Exception {
            add(
                    new NewUser(
                            "eve",
                            "<script>alert(1)</script>",
                            Set.of(Role.ADMINISTRATOR),
                            Set.of(RunningHub.LAB),
                            null));
            signIn("eve");

            String page = browser.get("/ui/users").body();

            assertFalse(page.contains("<script>alert"), page);
            assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        }
    }

    @Nested
    class An_administrator {

        @Test
        void gives_no_role_above_his_own_and_no_password_to_who_has_one() throws Exception {
            add(
                    new NewUser(
                            "root",
                            "Root",
                            Set.of(Role.SUPER_ADMINISTRATOR),
                            Set.of(RunningHub.LAB),
                            null));
            signIn("admin");
            browser.get("/ui/users");

            var above =
                    browser.post(
                            "/ui/users",
                            "id",
                            "me-too",
                            "name",
                            "Me too",
                            "role",
                            "super_administrator",
                            "lab",
                            RunningHub.LAB);

            assertEquals(404, above.statusCode());
            assertEquals(404, browser.post("/ui/users/root/password").statusCode());
            assertEquals(404, browser.post("/ui/users/root/remove").statusCode());
            String page = browser.post("/ui/users/sam/password").body();
            assertTrue(page.contains("One-time password of sam"), page);
        }

        @Test
        void lets_a_station_in_and_turns_it_away() throws Exception {
            TestStation station = TestStation.enrolledAt(hub);
            signIn("admin");
            browser.get("/ui/stations");

            String coded = browser.post("/ui/stations", "lab", RunningHub.LAB).body();
            assertTrue(coded.contains("Code for one new station"), coded);
            assertTrue(coded.contains("E=" + hub.url() + ";K="), coded);
            String id = station.enrolment.stationId();
            assertEquals(200, browser.post("/ui/stations/" + id + "/revoke").statusCode());

            assertEquals(403, station.get("/api/sync/pull").statusCode());
        }
    }

    @Nested
    class A_code_for_a_station {

        private static final Pattern PATH = Pattern.compile("class=\"dark\" d=\"([^\"]+)\"");
        private static final Pattern SIDE = Pattern.compile("viewBox=\"0 0 (\\d+) \\1\" role");
        private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

        /// What a camera before the page would read.
        private static String readOff(String page) throws Exception {
            int side = Integer.parseInt(group(SIDE, page));
            BitMatrix picture = new BitMatrix(side * 4);
            Matcher module = MODULE.matcher(group(PATH, page));
            while (module.find()) {
                picture.setRegion(
                        Integer.parseInt(module.group(1)) * 4,
                        Integer.parseInt(module.group(2)) * 4,
                        4,
                        4);
            }
            return new Decoder().decode(new Detector(picture).detect().getBits()).getText();
        }

        private static String group(Pattern pattern, String page) {
            Matcher found = pattern.matcher(page);
            assertTrue(found.find(), page);
            return found.group(1);
        }

        @Test
        @Tag("OPS-4")
        void is_read_off_the_page_and_lets_one_in() throws Exception {
            signIn("admin");
            browser.get("/ui/stations");

            String page =
                    browser.post(
                                    "/ui/stations",
                                    "lab",
                                    RunningHub.LAB,
                                    "url",
                                    "https://hub.example:8443")
                            .body();

            EnrolmentCode code =
                    assertInstanceOf(EnrolmentCode.class, FormulaCode.parse(readOff(page)));
            assertEquals("https://hub.example:8443", code.hubUrl());
            var enrolled =
                    hub.post(
                            "/api/stations/enrol",
                            Json.object()
                                    .put("code", code.code())
                                    .put("name", "bench-9")
                                    .toString());
            assertEquals(201, enrolled.statusCode(), enrolled.body());
        }

        @Test
        void is_not_made_for_what_is_no_address() throws Exception {
            signIn("admin");
            browser.get("/ui/stations");
            for (String url :
                    List.of("hub", "https://a;K=1", "javascript:alert(1)", "https://a\"b")) {
                String page =
                        browser.post("/ui/stations", "lab", RunningHub.LAB, "url", url).body();
                assertTrue(page.contains("is no address of a hub"), page);
                assertFalse(page.contains("class=\"dark\""), page);
            }
        }
    }

    @Nested
    class A_formula {

        private static final String CSV =
                """
                formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,ingredient_name,\
                cas_number,target_g,tolerance_lower_g,tolerance_upper_g
                PRM-9,Salt water,1,1,L,1,ING-1,Sodium chloride,7647-14-5,8.000,0.040,0.040
                """;

        /// The only version there is, as the list leads to it.
        private String versionId() throws Exception {
            Matcher link =
                    Pattern.compile("href=\"/ui/formulas/([^\"]+)\"")
                            .matcher(browser.get("/ui/formulas").body());
            assertTrue(link.find());
            return link.group(1);
        }

        private void assertState(String state) throws Exception {
            String page = browser.get("/ui/formulas/" + versionId()).body();
            assertTrue(page.contains(state + "</span>"), page);
        }

        /// Of an administrator who signs in by names that are not his.
        @Test
        void is_not_approved_by_who_was_given_his_password_by_the_same_hand() throws Exception {
            add(manager("lin"));
            add(manager("ole"));
            signInBy("admin", "mia");
            browser.get("/ui/formulas");
            browser.post("/ui/formulas", "csv", CSV, "lab", RunningHub.LAB);
            signInBy("admin", "lin");
            assertNotApproved("admin gave you and who wrote this version passwords");
            signInBy("mia", "lin");
            assertNotApproved("gave the other one the password");
            assertNotApproved("prepstation-hub users password");

            signInBy("admin", "lin");
            hub.clock.advance(Duration.ofDays(8));
            browser.post("/ui/login", "user", "lin", "password", own);
            browser.get("/ui/formulas/" + versionId());
            browser.post("/ui/formulas/" + versionId() + "/approve");
            assertState("✓ approved");
        }

        @Test
        void is_not_approved_by_who_gave_its_author_the_password() throws Exception {
            add(manager("lin"));
            signInBy("lin", "mia");
            browser.get("/ui/formulas");
            browser.post("/ui/formulas", "csv", CSV, "lab", RunningHub.LAB);
            signIn("lin");

            assertNotApproved("gave the other one the password");
        }

        private String own = "";

        private void signInBy(String giver, String user) throws Exception {
            try (Administration administration = hub.administration()) {
                String oneTime =
                        administration.webSessions().oneTimePassword(user, giver).orElseThrow();
                own = "a long walk in the rain " + oneTime;
                browser.signedIn(user, oneTime);
            }
        }

        private void assertNotApproved(String why) throws Exception {
            browser.get("/ui/formulas/" + versionId());
            String refused = browser.post("/ui/formulas/" + versionId() + "/approve").body();
            assertTrue(refused.contains(why), refused);
            assertState("draft");
        }

        private static NewUser manager(String id) {
            return new NewUser(
                    id, "The " + id, Set.of(Role.LAB_MANAGER), Set.of(RunningHub.LAB), null);
        }

        @Test
        void needs_four_eyes() throws Exception {
            add(
                    new NewUser(
                            "lin",
                            "Lin Chen",
                            Set.of(Role.LAB_MANAGER),
                            Set.of(RunningHub.LAB),
                            null));
            signIn("mia");
            browser.get("/ui/formulas");
            assertTrue(
                    browser.post("/ui/formulas", "csv", CSV, "lab", RunningHub.LAB)
                            .body()
                            .contains("waiting for approval by somebody else"));

            browser.get("/ui/formulas/" + versionId());
            String refused = browser.post("/ui/formulas/" + versionId() + "/approve").body();
            assertTrue(refused.contains("Somebody else has to approve it"), refused);
            assertState("draft");

            signIn("lin");
            browser.get("/ui/formulas/" + versionId());
            assertEquals(
                    200, browser.post("/ui/formulas/" + versionId() + "/approve").statusCode());
            assertState("✓ approved");
            try (Administration administration = hub.administration()) {
                assertTrue(administration.verify().isIntact());
            }
            TestStation station = TestStation.enrolledAt(hub);
            assertEquals(1, station.version("PRM-9").lines().size());
        }

        @Test
        void with_mistakes_is_refused_with_every_line() throws Exception {
            signIn("mia");
            browser.get("/ui/formulas");

            String page =
                    browser.post(
                                    "/ui/formulas",
                                    "csv",
                                    CSV.replace("8.000", "x"),
                                    "lab",
                                    RunningHub.LAB)
                            .body();

            assertTrue(page.contains("line 2"), page);
        }
    }

    @Nested
    class A_session {

        @Test
        void is_shown_with_its_steps_and_the_check_of_its_receipt() throws Exception {
            hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
            TestStation station = TestStation.enrolledAt(hub);
            WeighedSession session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
            String id = session.id();
            assertEquals(200, station.upload(session.bundle().text()).statusCode());
            signIn("mia");

            assertTrue(browser.get("/ui/sessions").body().contains("/ui/sessions/" + id));
            String page = browser.get("/ui/sessions/" + id).body();
            assertTrue(page.contains("Text, hashes and receipt are the original ones."), page);
            assertTrue(browser.get("/ui/sessions.csv").body().contains(id));
            assertEquals(404, browser.get("/ui/sessions/unknown").statusCode());
        }

        @Test
        @Tag("SYN-16")
        @Tag("WEI-12")
        void draws_its_weights_against_time() throws Exception {
            hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
            TestStation station = TestStation.enrolledAt(hub);
            signIn("mia");
            WeighedSession weighed = WeighedSession.of(station, "PRM00936", hub.clock.instant());
            WireSession record = weighed.bundle().wireSession();
            String step = record.steps().getFirst().id();
            Attached traces =
                    Attached.text(
                            PourTraceSheet.text(
                                    List.of(
                                            PourTraceSheet.line(
                                                    record.dispenses().getFirst().id(),
                                                    step,
                                                    "0 g 0 0=0.0 30000~40.0 65000=80.0"),
                                            PourTraceSheet.line(
                                                    "rejected", step, "0 g 0 0=0.0 1000=90.0"))));
            traces.sentBy(station);
            List<Attachment> named = List.of(traces.named(Attachment.TRACES));
            assertEquals(
                    200,
                    station.upload(weighed.attaching(named).bundleNaming(named).text())
                            .statusCode());

            String page = browser.get("/ui/sessions/" + weighed.id()).body();
            assertTrue(page.contains("Weight against time"), page);
            assertEquals(2, page.split("<polyline class=\"curve\"", -1).length - 1, page);
            assertTrue(page.contains("points=\"3,45 "), page);
            assertTrue(page.contains("1:05"), page);
            assertEquals(1, page.split("not recorded", -1).length - 1, page);
            assertFalse(page.contains("Photos and files"), page);
        }

        @Test
        @Tag("SYN-16")
        void traces_that_are_none_are_offered_as_a_file_and_break_no_page() throws Exception {
            hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
            TestStation station = TestStation.enrolledAt(hub);
            signIn("mia");
            Attached none = Attached.text("no traces at all");
            none.sentBy(station);
            List<Attachment> named = List.of(none.named(Attachment.TRACES));
            WeighedSession session =
                    WeighedSession.of(station, "PRM00936", hub.clock.instant()).attaching(named);
            assertEquals(200, station.upload(session.bundleNaming(named).text()).statusCode());

            String page = browser.get("/ui/sessions/" + session.id()).body();
            assertFalse(page.contains("Weight against time"), page);
            assertTrue(page.contains("Download"), page);
        }

        @Test
        @Tag("SYN-16")
        void shows_its_photos_and_says_which_one_the_station_lost() throws Exception {
            Attached photo = Attached.photo(1000, 1);
            Attached lost = Attached.photo(1000, 2);
            Attached unnamed = Attached.photo(1000, 3);
            hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
            TestStation station = TestStation.enrolledAt(hub);
            signIn("mia");
            photo.sentBy(station);
            unnamed.sentBy(station);
            station.post("/api/attachments", Json.write(lost.lost()).toString());
            List<Attachment> named = List.of(photo.named(), lost.named());
            WeighedSession session =
                    WeighedSession.of(station, "PRM00936", hub.clock.instant()).attaching(named);
            assertEquals(200, station.upload(session.bundleNaming(named).text()).statusCode());

            String page = browser.get("/ui/sessions/" + session.id()).body();
            String path = "/ui/sessions/" + session.id() + "/attachments/";
            assertTrue(page.contains("<img src=\"" + path + photo.sha256() + "\""), page);
            assertTrue(page.contains("the station lost it before"), page);
            var shown = browser.get(path + photo.sha256());
            assertEquals(200, shown.statusCode());
            assertEquals("image/jpeg", shown.headers().firstValue("Content-Type").orElseThrow());
            var asked =
                    hub.get(
                            path + photo.sha256(),
                            "Cookie",
                            browser.cookie,
                            "Accept-Encoding",
                            "gzip");
            assertEquals(200, asked.statusCode());
            assertEquals(Optional.empty(), asked.headers().firstValue("Content-Encoding"));
            assertEquals(404, browser.get(path + lost.sha256()).statusCode());
            assertEquals(404, browser.get(path + unnamed.sha256()).statusCode());
        }

        /// The station makes it by the same class, of the text it uploaded and the receipt it got.
        @Test
        @Tag("REC-3")
        void is_taken_along_as_the_record_that_its_station_prints() throws Exception {
            hub.importDemoFormulas(Optional.of(RunningHub.MANAGER));
            TestStation station = TestStation.enrolledAt(hub);
            WeighedSession session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
            var answer = Json.parseObject(station.upload(session.bundle().text()).body());
            BatchRecord record =
                    BatchRecord.of(
                            session.bundle(), Json.read(answer.path("receipt"), Receipt.class));
            signIn("mia");
            String path = "/ui/sessions/" + session.id() + "/record.pdf";

            assertTrue(browser.get("/ui/sessions/" + session.id()).body().contains(path));
            for (String language : ReportWords.LANGUAGES) {
                byte[] printed =
                        new BatchRecordPdf(
                                        new ReportWords(Locale.of(language)),
                                        text -> QrSymbol.of(text).modules())
                                .of(record);
                assertArrayEquals(printed, browser.download(path + "?language=" + language));
            }
            assertEquals(404, browser.get(path + "?language=xx").statusCode());
        }
    }
}
