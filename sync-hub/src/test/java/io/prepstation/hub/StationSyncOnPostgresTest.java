package io.prepstation.hub;

import static io.prepstation.hub.Operations.TEMP_LOT;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.model.record.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first that two nodes hear of a station, at the same time: there is no row yet that one could lock.
@Tag("SYN-20")
@Tag("SYN-12")
class StationSyncOnPostgresTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private String id;
    private String cursor;
    private Connection other;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulasOnPostgres(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        id = station.enrolment.stationId();
        cursor = Json.parseObject(station.get("/api/sync/pull").body()).path("nextCursor").asText();
        other =
                DriverManager.getConnection(
                        new DataDirectory(hub.data).databaseUrl().orElseThrow());
        run("DELETE FROM station_sync");
        other.setAutoCommit(false);
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        hub.close();
    }

    private void run(String command) throws SQLException {
        try (var statement = other.createStatement()) {
            statement.execute(command);
        }
    }

    private void elsewhere(String epoch, long highest, long cursorSeq) throws SQLException {
        run(
                "INSERT INTO station_sync (station_id, epoch, highest_op_seq, cursor_seq) VALUES ('%s', %s, %d, %d)"
                        .formatted(id, epoch, highest, cursorSeq));
    }

    /// Asks while the other transaction is open, and ends that when the hub waits for it.
    private HttpResponse<String> meanwhile(Callable<HttpResponse<String>> request)
            throws Exception {
        try (var threads = Executors.newSingleThreadExecutor();
                TestDatabase observer = TestDatabase.of(hub)) {
            var answer = threads.submit(request);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            !"0"
                                    .equals(
                                            observer.text(
                                                    "SELECT count(*) FROM pg_locks WHERE NOT granted")));
            other.commit();
            return answer.get();
        }
    }

    private String row() throws SQLException {
        try (TestDatabase database = TestDatabase.of(hub)) {
            return database.text(
                    "SELECT epoch || ' ' || highest_op_seq || ' ' || (cursor_seq > 0) FROM station_sync");
        }
    }

    @Test
    void a_reader_does_not_forget_the_life_that_a_push_registered() throws Exception {
        elsewhere("'one'", 7, 0);

        HttpResponse<String> answer =
                meanwhile(() -> station.get("/api/sync/pull?cursor=" + cursor));

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("one 7 true", row());
    }

    @Test
    void a_push_does_not_forget_how_far_a_reader_was() throws Exception {
        elsewhere("NULL", 0, 5);
        ObjectNode body = push("one");

        HttpResponse<String> answer =
                meanwhile(() -> station.post("/api/sync/push", body.toString()));

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("one 1 true", row());
    }

    @Test
    void a_copy_that_pushes_first_too_is_noticed() throws Exception {
        elsewhere("'one'", 7, 0);
        ObjectNode body = push("two");

        HttpResponse<String> answer =
                meanwhile(() -> station.post("/api/sync/push", body.toString()));

        assertEquals(409, answer.statusCode(), answer.body());
        assertEquals("one 7 false", row());
    }

    private ObjectNode push(String epoch) throws Exception {
        String salt = station.ingredients().keySet().iterator().next();
        return request(lot(TEMP_LOT, salt, "A-1").put("opSeq", 1))
                .put("stationEpoch", epoch)
                .put("confirmedThrough", 1);
    }
}
