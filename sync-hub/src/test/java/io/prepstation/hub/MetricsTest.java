package io.prepstation.hub;

import static io.prepstation.hub.EnrolmentTest.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.StationReport;
import io.prepstation.model.sync.StationReport.Device;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hub's figures: what they say, and to whom.
@Tag("OPS-7")
class MetricsTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private String token;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.in(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        token = "Bearer " + Files.readString(tokenFile()).strip();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path tokenFile() {
        return new DataDirectory(hub.data).metricsToken();
    }

    private String figures() throws Exception {
        var answer = hub.get("/metrics", "Authorization", token);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
        return answer.body();
    }

    private static void assertSays(String figures, String... lines) {
        List<String> all = figures.lines().toList();
        for (String line : lines) {
            assertTrue(all.contains(line), line + " in " + figures);
        }
    }

    @Test
    void are_told_to_their_own_token_only() throws Exception {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile())));
        assertProblem(401, "NO_TOKEN", hub.get("/metrics"));
        for (String other : List.of(station.bearer(), token + "x", "Bearer ", "Basic YTpi")) {
            assertProblem(401, "NO_TOKEN", hub.get("/metrics", "Authorization", other));
        }
        assertEquals(
                401, hub.get("/api/sessions", "Authorization", token).statusCode(), "no station's");

        String before = token;
        hub.restart();
        assertEquals(before, "Bearer " + Files.readString(tokenFile()).strip());
        figures();
    }

    @Test
    void say_how_the_stations_are() throws Exception {
        assertSays(
                figures(),
                "prepstation_hub_stations 1.0",
                "prepstation_hub_stations_waiting 0.0",
                "prepstation_hub_stations_alarmed 0.0",
                "prepstation_hub_conflicts 0.0");

        report(
                new Device("balance", "offline", "cable"),
                new Device("camera", "online", ""),
                new Device("sid's lamp", "dim", ""));
        station.newToken();

        assertSays(
                figures(),
                "prepstation_hub_stations_heard 1.0",
                "prepstation_hub_stations_waiting 7.0",
                "prepstation_hub_stations_stuck 2.0",
                "prepstation_hub_stations_oldest_waiting_seconds 90.0",
                "prepstation_hub_devices{device=\"balance\",state=\"offline\"} 1.0",
                "prepstation_hub_devices{device=\"camera\",state=\"online\"} 1.0",
                "prepstation_hub_devices{device=\"other\",state=\"other\"} 1.0");

        hub.clock.advance(Duration.ofMinutes(6));
        assertSays(figures(), "prepstation_hub_stations_heard 0.0");
    }

    private void report(Device... devices) throws Exception {
        long now = hub.clock.instant().toEpochMilli();
        StationReport report =
                new StationReport(now, "0.1.0", 7, now - 90_000, 2, List.of(devices));
        var answer =
                hub.post(
                        "/api/stations/report",
                        Json.write(report).toString(),
                        "Authorization",
                        station.bearer());
        assertEquals(200, answer.statusCode(), answer.body());
    }

    @Test
    void say_how_busy_the_hub_is_and_who_was_not_let_in() throws Exception {
        var wrong =
                hub.post(
                        "/api/people/login",
                        Json.object().put("badge", "B-0042").put("pin", "000000").toString(),
                        "Authorization",
                        station.bearer());
        assertEquals(422, wrong.statusCode());

        String figures = figures();

        assertSays(
                figures,
                "prepstation_hub_sign_ins_refused_total{where=\"bench\"} 1.0",
                "prepstation_hub_request_seconds_count{method=\"POST\",route=\"/api/stations/enrol\",status=\"201\"} 1");
        for (String name :
                List.of(
                        "prepstation_hub_write_seconds_count ",
                        "prepstation_hub_disk_free_bytes ",
                        "jvm_memory_used_bytes{area=\"heap\"")) {
            assertTrue(figures.contains("\n" + name), name + " in " + figures);
        }
    }

    @Test
    void name_nobody_and_nothing_that_a_stranger_made_up() throws Exception {
        hub.get("/secret-path");
        hub.get("/ui/sessions/secret-session");
        station.get("/api/sessions/secret-id");
        strangeMethod();

        String figures = figures();

        for (String word : List.of("secret", "SECRET", "bench-1", "anna", "lab-1", "acme")) {
            assertFalse(figures.contains(word), word + " in " + figures);
        }
    }

    private void strangeMethod() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(hub.url() + "/api/sessions"))
                            .method("SECRET", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
        }
    }
}
