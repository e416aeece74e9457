package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One session whose text was cut in the store: the pages say so, and the others stand.
@Tag("OPS-7")
@Tag("REC-1")
class AlteredSessionTest {

    @TempDir Path directory;

    private RunningHub hub;
    private Browser browser;
    private WeighedSession whole;
    private WeighedSession altered;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        whole = received();
        altered = received();
        try (TestDatabase database = TestDatabase.of(hub)) {
            database.run("DROP TRIGGER sessions_keep");
            database.run(
                    "UPDATE sessions SET bundle = substr(bundle, 1, 100) WHERE id = '%s'"
                            .formatted(altered.id()));
        }
        browser = new Browser(hub.url());
        try (Administration administration = hub.administration()) {
            browser.signedIn(
                    "mia",
                    administration.webSessions().oneTimePassword("mia", "hub").orElseThrow());
        }
    }

    @AfterEach
    void stop() {
        browser.close();
        hub.close();
    }

    private WeighedSession received() throws Exception {
        TestStation station = TestStation.enrolledAt(hub);
        WeighedSession session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        assertEquals(200, station.upload(session.bundle().text()).statusCode());
        return session;
    }

    @Test
    void it_is_marked_in_the_list() throws Exception {
        var answer = browser.get("/ui/sessions");

        assertEquals(200, answer.statusCode());
        List<String> rows =
                answer.body().lines().filter(line -> line.contains("/ui/sessions/0")).toList();
        assertEquals(2, rows.size(), answer.body());
        for (String row : rows) {
            assertEquals(
                    row.contains(altered.id()),
                    row.contains("<span class=\"chip bad\">! altered</span>"),
                    row);
        }
    }

    @Test
    void it_is_marked_in_the_table() throws Exception {
        List<String> lines = browser.get("/ui/sessions.csv").body().lines().toList();

        assertEquals(3, lines.size());
        for (String line : lines.subList(1, 3)) {
            assertEquals(line.startsWith(altered.id()), line.contains("cannot be read,,altered,"));
            assertEquals(line.startsWith(whole.id()), line.contains("PRM00936"));
        }
    }

    @Test
    void it_is_in_no_number_but_its_own() throws Exception {
        String page = browser.get("/ui/statistics").body();

        assertTrue(page.contains("<dt>Sessions</dt><dd>1</dd>"), page);
        assertTrue(page.contains("1 session was altered in the store"), page);
    }

    @Test
    void it_is_not_shown_as_if_it_were_the_original() throws Exception {
        for (String path : List.of("", "/record.pdf")) {
            var answer = browser.get("/ui/sessions/" + altered.id() + path);
            assertEquals(500, answer.statusCode());
            assertTrue(answer.body().contains("hub verify says more"), answer.body());
        }
        assertEquals(200, browser.get("/ui/sessions/" + whole.id()).statusCode());
    }
}
