package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The pages of a hub with more lots, containers and conflicts than anybody shows at once.
@Tag("OPS-7")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyMaterialsTest {

    private static final int LOTS = 10_000;
    private static final int CONTAINERS = 50_000;
    private static final int CONFLICTS = 3_000;

    @TempDir static Path directory;

    private RunningHub hub;
    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        TestStation.enrolledAt(hub);
        fill();
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

    private void fill() throws Exception {
        try (TestDatabase database = TestDatabase.of(hub)) {
            String many =
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";
            database.run(
                    many.formatted(LOTS)
                            + """
                            INSERT INTO entities SELECT 'lots', 'l-' || i, labs.id, 'L' || i, '{"expiresOn":"'
                                || (2050 - i % 10) || '-01-01","lotNumber":"LOT-' || i || '","status":"released"}',
                                1, 0, false FROM n, labs
                            """);
            database.run(
                    many.formatted(CONTAINERS)
                            + """
                            INSERT INTO entities SELECT 'containers', 'c-' || i, labs.id, 'C' || i, '{"code":"CON-'
                                || (100000 + i) || '","lotId":"l-' || (1 + i % 10000) || '"}', 1, 0, false FROM n, labs
                            """);
            database.run(
                    "UPDATE entities SET data = 'no json' WHERE entity = 'lots' AND id = 'l-77'");
            database.run(
                    many.formatted(CONFLICTS)
                            + """
                            INSERT INTO conflicts (id, lab_id, station_id, operation_id, operation, entity, entity_id,
                                sent_data, local_data, server_data, server_version, conflict_type, affected_fields,
                                edited_at, detected_at, status)
                            SELECT 'k-' || i, lab_id, id, 'o-' || i, 'update', 'lots', 'l-1', '{}', '{}', '{}', 1,
                                'version', 'status', 0, 0, CASE WHEN i % 3 = 0 THEN 'resolved' ELSE 'open' END
                            FROM n, stations
                            """);
        }
    }

    private static int rows(String page) {
        return page.split("<tr>", -1).length - 1;
    }

    @Test
    void are_shown_as_far_as_the_page_says() throws Exception {
        String page = browser.get("/ui/materials").body();

        assertTrue(page.contains("The first 200 of 10000."), page);
        assertTrue(page.contains("The first 200 of 50000."), page);
        assertTrue(rows(page) < 500, "rows: " + rows(page));
        assertTrue(page.contains("CON-100001") && page.contains("CON-100200"), "in their order");
        assertFalse(page.contains("CON-100201"), "no more");
        assertTrue(page.contains("<td>LOT-2</td>"), "the lot of the first container");
    }

    @Test
    void are_found_by_name() throws Exception {
        String page = browser.get("/ui/materials?text=con-150000").body();

        assertTrue(page.contains("<td>CON-150000</td><td>LOT-1</td>"), page);
        assertTrue(page.contains("No lot is like that."), page);
        assertFalse(page.contains("CON-149999"), page);
    }

    /// As a lot's number and as its containers'.
    @Test
    void of_one_lot_are_found_together() throws Exception {
        String page = browser.get("/ui/materials?text=LOT-9999").body();

        assertEquals(5, page.split("<td>LOT-9999</td>", -1).length - 2, page);
        assertFalse(page.contains("The first"), "these are all");
    }

    @Test
    void that_were_altered_are_shown_as_that() throws Exception {
        String page = browser.get("/ui/materials?text=l-77").body();

        assertTrue(page.contains("<td>l-77</td>"), page);
        assertTrue(page.contains("altered in the store"), page);
    }

    @Test
    void conflicts_are_counted_however_many_they_are() throws Exception {
        String page = browser.get("/ui/stations").body();

        assertTrue(page.contains("<td class=\"number\">2000</td>"), page);
    }
}
