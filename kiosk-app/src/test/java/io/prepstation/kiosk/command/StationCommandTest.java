package io.prepstation.kiosk.command;

import static io.prepstation.kiosk.command.StationShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.camera.QrSymbol;
import io.prepstation.kiosk.command.StationShell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as a shell sees them: standard output, standard error, exit code.
class StationCommandTest {

    @TempDir Path folder;

    Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Nested
    class Decode {

        @Test
        void each_line_of_recorded_bytes_gives_one_line() throws Exception {
            Path lines =
                    file(
                            "lines.jsonl",
                            """
                            {"bytes":"S S    0.00008 g\\r\\n"}
                            {"bytes":"I4 A \\"0031801165\\"\\r\\n"}
                            {"bytes":"S +"}
                            {"bytes":"ES\\r\\n"}
                            """);

            Outcome outcome = run("decode", "--protocol", "mt-sics", "--lines", lines.toString());

            assertEquals(0, outcome.exitCode());
            assertEquals(4, outcome.lines().size());
            assertEquals(
                    "{\"kind\":\"weight\",\"value\":\"0.00008\",\"unit\":\"g\",\"stable\":true,"
                            + "\"overload\":false,\"underload\":false,\"raw\":\"S S    0.00008 g\"}",
                    outcome.lines().getFirst());
            assertEquals("info", outcome.json(1).path("kind").asText());
            assertTrue(outcome.json(2).path("overload").asBoolean());
            assertEquals("error", outcome.json(3).path("kind").asText());
        }

        @Test
        void an_unknown_protocol_is_a_wrong_usage_that_names_the_known_ones() {
            Outcome outcome = run("decode", "--protocol", "morse");

            assertEquals(2, outcome.exitCode());
            assertTrue(outcome.err().contains("mt-sics"), outcome.err());
            assertEquals("", outcome.out());
        }

        @Test
        void a_missing_file_is_named() {
            Outcome outcome = run("decode", "--protocol", "mt-sics", "/no/such/file");

            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.err().contains("/no/such/file"), outcome.err());
        }
    }

    @Nested
    @Tag("SES-7")
    class Scan {

        @Test
        void a_label_gives_its_text_and_another_file_its_reason() throws Exception {
            Path label = folder.resolve("label.png");
            ImageIO.write(QrSymbol.of("F=PRM00936").image(8), "png", label.toFile());
            Path text = file("text.png", "no image");

            Outcome outcome = run("scan", label.toString(), text.toString());

            assertEquals(1, outcome.exitCode());
            assertEquals("F=PRM00936", outcome.json(0).path("text").asText());
            assertEquals(text.toString(), outcome.json(1).path("file").asText());
            assertTrue(outcome.json(1).has("error"), outcome.out());
        }
    }

    @Nested
    @Tag("OPS-2")
    class Config_check {

        @Test
        void every_problem_is_named_with_its_place() throws Exception {
            file("station.toml", "[balance]\nprot = \"/dev/ttyUSB0\"\nbaud = \"fast\"\n");

            Outcome outcome = run("config", "check", "--config", folder.toString());

            assertEquals(1, outcome.exitCode());
            assertEquals(2, outcome.lines().size(), outcome.out());
            assertTrue(
                    outcome.lines().get(0).contains("station.toml:2:1: balance.prot"),
                    outcome.out());
            assertTrue(
                    outcome.lines().get(1).contains("station.toml:3:1: balance.baud"),
                    outcome.out());
        }

        @Test
        void a_right_configuration_says_so() {
            assertEquals(0, run("--config", folder.toString(), "config", "check").exitCode());
        }

        @Test
        void nothing_starts_on_a_wrong_configuration() throws Exception {
            file("station.toml", "[bench]\nattempt_limit = 0\n");

            Outcome outcome =
                    run(
                            "kiosk",
                            "--no-screens",
                            "--config",
                            folder.toString(),
                            "--data",
                            folder.toString());

            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.err().contains("bench.attempt_limit"), outcome.err());
        }
    }

    @Nested
    class On_a_station_that_belongs_to_no_lab {

        @Test
        void a_command_that_needs_one_says_how_to_join() {
            Outcome outcome = run("sessions", "list", "--data", folder.toString());

            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.err().contains("station enrol"), outcome.err());
        }

        @Test
        void a_wrong_hub_address_is_a_wrong_usage() {
            Outcome outcome =
                    run(
                            "enrol",
                            "--url",
                            "hub?",
                            "--code",
                            "AAAA-BBBB",
                            "--data",
                            folder.toString());

            assertEquals(2, outcome.exitCode());
        }
    }

    @Test
    void the_version_is_told_anywhere() {
        assertEquals(0, run("--version").exitCode());
        assertTrue(run("sessions", "--version").out().startsWith("prepstation"));
    }

    @Test
    void no_command_is_a_wrong_usage() {
        assertEquals(2, run().exitCode());
    }
}
