package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station asks for what is new, often; that must not read all that ever was.
@Tag("SYN-12")
class FeedPlanTest {

    @TempDir Path directory;

    @Test
    void a_page_of_the_feed_reads_on_from_its_place() throws Exception {
        for (String types : List.of("", " AND +entity IN ('lots', 'notes')")) {
            assertEquals(
                    List.of("SEARCH feed USING INTEGER PRIMARY KEY (rowid>?)"), plan(types), types);
        }
    }

    private List<String> plan(String types) throws Exception {
        Path file = directory.resolve("hub.db");
        HubDatabase.create(file).close();
        String query = FeedTable.ofLabAfter(new SqliteDialect(file), types);
        return Jdbi.create("jdbc:sqlite:" + file)
                .withHandle(handle ->
                        handle.createQuery("EXPLAIN QUERY PLAN " + query)
                                .bind("labId", "l")
                                .bind("after", 7)
                                .bind("limit", 2)
                                .map((row, context) -> row.getString("detail"))
                                .list());
    }
}
