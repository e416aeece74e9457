package io.prepstation.hub;

import static io.prepstation.hub.Operations.operation;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stations that ask for everything and then take nothing of it, more of them than the store has readers: what they ask
/// for is far more than the system keeps for them on the way.
@Tag("OPS-7")
@Tag("SYN-3")
class SlowDownloadTest {

    private static final int SLOW = 5;
    private static final int CONTAINERS = 12_000;
    private static final int SMALL_BUFFER = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// The one container again and again, under other numbers and codes.
    private static final String COPIES =
            """
            WITH RECURSIVE copies (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM copies WHERE n < %d)
            INSERT INTO entities
            SELECT entity, 'copy-' || n, lab_id, natural_key || n,
                   json_set(data, '$.id', 'copy-' || n, '$.code', 'C-' || n), version, updated_at, deleted
            FROM entities, copies WHERE entity = 'containers'
            """
                    .formatted(CONTAINERS);

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private final List<Socket> slow = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        station.push(
                request(
                        operation(
                                "create",
                                "containers",
                                Operations.TEMP_CONTAINER,
                                Json.object().put("code", "C-1").put("status", "clean"))));
        try (TestDatabase database = TestDatabase.of(hub)) {
            database.run(COPIES);
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        hub.close();
    }

    /// @return reads its answer
    private BufferedReader asking(TestStation who) throws IOException {
        Socket socket = new Socket();
        slow.add(socket);
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        socket.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), URI.create(hub.url()).getPort()));
        socket.getOutputStream()
                .write(
                        ("GET /api/sync/download HTTP/1.0\r\nHost: hub\r\nAuthorization: "
                                        + who.bearer()
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<ObjectNode> lines) {
        return lines.stream().map(ObjectNode::toString).toList();
    }

    @Test
    void of_one_station_are_two_at_most() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertEquals("HTTP/1.0 200 OK", asking(station).readLine());
        }
        assertEquals("HTTP/1.0 429 Too Many Requests", asking(station).readLine());
    }

    @Test
    void keep_nobody_else_waiting_and_get_all_of_it_when_they_take_it() throws Exception {
        List<BufferedReader> answers = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            answers.add(asking(TestStation.enrolledAt(hub)));
        }
        for (BufferedReader answer : answers) {
            assertEquals("HTTP/1.0 200 OK", answer.readLine());
        }

        assertEquals(200, station.get("/api/sync/pull").statusCode());
        List<ObjectNode> whole = station.download();
        assertTrue(whole.size() > CONTAINERS, "others get all of it while these wait");

        List<String> late = new ArrayList<>(answers.getLast().lines().toList());
        late.subList(0, late.indexOf("") + 1).clear();
        assertEquals(texts(whole), late, "nothing is missing, twice, or out of order");
        try (var files = Files.list(hub.data)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".spool")).toList(),
                    "what waits has no name that could stay behind");
        }
    }
}
