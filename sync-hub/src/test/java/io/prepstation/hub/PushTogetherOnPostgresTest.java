package io.prepstation.hub;

import static io.prepstation.hub.Operations.container;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static io.prepstation.hub.Operations.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The same sentences with the hub's data on PostgreSQL, which takes numbers from a sequence and cannot give them back.
@Tag("SYN-20")
@TestInstance(Lifecycle.PER_CLASS)
class PushTogetherOnPostgresTest extends PushTogetherTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulasOnPostgres(data);
    }

    @Override
    boolean numbersAlike() {
        return false;
    }

    /// PostgreSQL keeps no text with a zero character.
    @Test
    void what_cannot_be_stored_leaves_the_others_alone(@TempDir Path folder) throws Exception {
        try (RunningHub hub = hubIn(folder)) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            String lot = "temp_1730534400000_zerolot_lots";
            JsonNode answer =
                    station.push(
                            request(
                                    lot(lot, salt, "Z-1"),
                                    lot("temp_1730534400000_zerolot0_lots", salt, "Z\u00000"),
                                    container("temp_1730534400000_zerobox_containers", lot, "Z"),
                                    lot("temp_1730534400000_zerolot2_lots", salt, "Z-2")));

            assertEquals("applied", answer.at("/results/0/status").asText());
            assertEquals("NOT_STORABLE", answer.at("/results/1/code").asText());
            assertEquals("applied", answer.at("/results/2/status").asText());
            assertEquals("applied", answer.at("/results/3/status").asText());
            assertEquals(2, station.pulled("lots").size());
            assertEquals(1, station.pulled("containers").size());
        }
    }

    @Test
    void two_who_change_one_ingredient_at_once_both_keep_their_fields(@TempDir Path folder)
            throws Exception {
        try (RunningHub hub = hubIn(folder);
                Connection other = DriverManager.getConnection("jdbc:" + hub.databaseUrl());
                Statement statement = other.createStatement();
                ExecutorService pushing = Executors.newSingleThreadExecutor()) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            other.setAutoCommit(false);
            statement.executeUpdate(
                    "UPDATE ingredients SET name = 'A', version = version + 1 WHERE id = " + salt);

            Future<JsonNode> push =
                    pushing.submit(() ->
                            station.push(
                                    request(
                                            update(
                                                    "ingredients",
                                                    salt,
                                                    1,
                                                    Json.object().put("casNumber", "7647-14-5")))));
            awaitOneThatWaits(hub);
            other.commit();

            JsonNode result = push.get().at("/results/0");
            assertEquals("applied", result.path("status").asText(), result.toString());
            assertTrue(result.path("merged").asBoolean(), result.toString());
            try (ResultSet row =
                    statement.executeQuery(
                            "SELECT name, cas_number, version FROM ingredients WHERE id = "
                                    + salt)) {
                assertTrue(row.next());
                assertEquals("A", row.getString("name"));
                assertEquals("7647-14-5", row.getString("cas_number"));
                assertEquals(result.path("version").asInt(), row.getInt("version"));
                assertEquals(3, row.getInt("version"));
            }
        }
    }

    private static void awaitOneThatWaits(RunningHub hub) throws Exception {
        try (Connection looking = DriverManager.getConnection("jdbc:" + hub.databaseUrl());
                Statement statement = looking.createStatement()) {
            Awaitility.await()
                    .until(() -> {
                        try (ResultSet row =
                                statement.executeQuery(
                                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                + " AND wait_event_type = 'Lock'")) {
                            return row.next() && row.getInt(1) == 1;
                        }
                    });
        }
    }
}
