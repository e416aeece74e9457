package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The pages of a hub that has received more sessions than anybody shows at once: nothing is left out unsaid.
@Tag("OPS-7")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManySessionsTest {

    private static final int MANY = 10_100;
    private static final Pattern OLDER = Pattern.compile("href=\"([^\"]+)\">Older");

    @TempDir static Path directory;

    private RunningHub hub;
    private String oldest;
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        oldest = weighed();
        hub.clock.advance(Duration.ofDays(8));
        copy(weighed());
        browser = new Browser(hub.url());
        try (Administration administration = hub.administration()) {
            browser.signedIn(
                    "mia",
                    administration.webSessions().oneTimePassword("mia", "hub").orElseThrow());
        }
    }

    @AfterAll
    void stop() {
        browser.close();
        hub.close();
    }

    private String weighed() throws Exception {
        TestStation station = TestStation.enrolledAt(hub);
        WeighedSession session = WeighedSession.of(station, "PRM00936", hub.clock.instant());
        assertEquals(200, station.upload(session.bundle().text()).statusCode());
        return session.id();
    }

    /// Each a minute older than the one before, and younger than the oldest.
    private void copy(String id) throws Exception {
        try (TestDatabase database = TestDatabase.of(hub)) {
            database.run(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    INSERT INTO sessions
                    SELECT 'copy-' || i, lab_id, station_id, formula_id, formula_version_id, status,
                        started_at - 60000 * i, bundle, content_hash, record_hash, audit_sequence, audit_hash, receipt, 1000000 - i
                    FROM sessions, n WHERE id = '%s'
                    """
                            .formatted(MANY - 2, id));
        }
    }

    @Test
    void come_whole_as_a_table() throws Exception {
        List<String> lines = browser.get("/ui/sessions.csv").body().lines().toList();

        assertEquals(MANY + 1, lines.size());
        assertTrue(lines.getFirst().startsWith("id,started,"), lines.getFirst());
        assertTrue(lines.getLast().startsWith(oldest), lines.getLast());
    }

    @Test
    void are_looked_into_for_a_text_so_far_and_the_page_says_so() throws Exception {
        String page = browser.get("/ui/sessions?text=" + oldest).body();
        assertTrue(page.contains("Looked for the text in 5000 sessions"), page);
        assertTrue(page.contains("No session is like that"), page);

        page = browser.get(older(page)).body();
        assertFalse(page.contains("/ui/sessions/" + oldest), "it is not among the next ones");
        page = browser.get(older(page)).body();

        assertTrue(page.contains("/ui/sessions/" + oldest), page);
        assertFalse(page.contains("Looked for the text"), "this is the end");
        assertEquals(2, browser.get("/ui/sessions.csv?text=" + oldest).body().lines().count());
    }

    private static String older(String page) {
        Matcher link = OLDER.matcher(page);
        assertTrue(link.find(), page);
        return link.group(1).replace("&amp;", "&");
    }

    @Test
    void come_by_themselves_on_the_first_page_only() throws Exception {
        String first = browser.get("/ui/sessions").body();
        assertTrue(first.contains("data-live"), "the newest ones");

        Set<String> pages = new HashSet<>();
        pages.add(browser.get(older(first)).body());
        pages.add(browser.get("/ui/sessions?text=a").body());

        for (String page : pages) {
            assertFalse(page.contains("data-live"), "what was looked for stays as it was found");
        }
    }

    @Test
    void are_counted_as_far_as_the_page_says() throws Exception {
        assertTrue(browser.get("/ui/statistics").body().contains("Only the newest 5000 sessions"));
    }
}
