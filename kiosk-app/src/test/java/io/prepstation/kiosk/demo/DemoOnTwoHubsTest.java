package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.record.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demonstration with two hubs on one PostgreSQL (`scripts/demo --nodes 2`): programs of their own, a formula of three steps.
@Tag("SYN-20")
final class DemoOnTwoHubsTest {

    private static final Path DEMO_DATA = Path.of("..", "scripts", "demo-data");

    @TempDir Path directory;

    @Test
    void what_the_first_hub_received_the_second_has_with_its_receipt() throws Exception {
        var told = new ByteArrayOutputStream();
        Path out = directory.resolve("demo");
        try (EmbeddedPostgres server =
                        EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
                PrintStream story = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            String database =
                    "postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            new Demo(options(out, database), story, InstantSource.system()).run();
        }

        String story = told.toString(StandardCharsets.UTF_8);
        assertTrue(story.contains("A second hub serves the same database."), story);
        assertTrue(story.contains("its receipt verifies"), story);
        assertTrue(story.contains("The second hub was asked"), story);
        var session = Json.parseObject(Files.readString(out.resolve("session.json")));
        assertEquals("PRM00101", session.at("/session/formulaCode").asText(), session.toString());
        assertEquals("completed", session.at("/session/status").asText());
    }

    private static DemoOptions options(Path out, String database) {
        return new DemoOptions(
                out,
                System.getProperty("java.class.path"),
                DEMO_DATA,
                "PRM00101",
                1,
                true,
                false,
                Fault.NONE,
                "mt-sics",
                database);
    }
}
