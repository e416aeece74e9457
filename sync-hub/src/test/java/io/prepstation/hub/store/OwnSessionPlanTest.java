package io.prepstation.hub.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session's text has a hundred kilobytes; a page of their ids must not read two hundred of them.
@Tag("STO-10")
class OwnSessionPlanTest {

    @TempDir Path directory;

    @Test
    void a_page_of_a_stations_own_sessions_reads_the_index_only() throws Exception {
        Path file = directory.resolve("hub.db");
        HubDatabase.create(file).close();

        List<String> plan =
                Jdbi.create("jdbc:sqlite:" + file)
                        .withHandle(handle ->
                                handle.createQuery("EXPLAIN QUERY PLAN " + SessionTable.OWN_PAGE)
                                        .bind("station", "s")
                                        .bind("labId", "l")
                                        .bind("publicKey", "k")
                                        .bind("feedSeq", 0)
                                        .bind("limit", 2)
                                        .map((row, context) -> row.getString("detail"))
                                        .list());

        assertEquals(
                List.of("SEARCH s USING COVERING INDEX sessions_own (station_id=? AND feed_seq>?)"),
                plan.stream().filter(line -> line.contains(" s ")).toList());
    }
}
