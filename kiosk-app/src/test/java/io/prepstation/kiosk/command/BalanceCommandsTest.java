package io.prepstation.kiosk.command;

import static io.prepstation.kiosk.command.StationShell.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.config.BalanceSettings;
import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.command.StationShell.Outcome;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.record.Json;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that have to do with balances, as a shell sees them.
class BalanceCommandsTest {

    private static final Path VECTORS =
            Path.of("../device-drivers/src/test/resources/balance-lines.jsonl");

    @TempDir Path folder;

    @Nested
    @Tag("WEI-1")
    class Decode {

        @Test
        void reads_the_lines_of_all_makers_in_one_run() throws Exception {
            List<String> recorded = Files.readAllLines(VECTORS);

            Outcome outcome = run("decode", "--lines", VECTORS.toString());

            assertEquals(0, outcome.exitCode(), outcome.err());
            assertEquals(recorded.size(), outcome.lines().size());
            List<String> wrong = new ArrayList<>();
            int weights = 0;
            for (int i = 0; i < recorded.size(); i++) {
                ObjectNode said = outcome.json(i);
                ObjectNode meant = meant(Json.parseObject(recorded.get(i)));
                if (!said.without(List.of("raw")).equals(meant)) {
                    wrong.add(recorded.get(i) + " was read as " + said);
                }
                weights += said.path("kind").asText().equals("weight") ? 1 : 0;
            }
            assertEquals(List.of(), wrong);
            assertTrue(weights > recorded.size() / 3, "only " + weights + " weights");
        }

        /// What its source says; a line that nothing can be read from is noise.
        private static ObjectNode meant(ObjectNode recorded) {
            JsonNode meaning = recorded.path("meaning");
            boolean unreadable =
                    Set.of("unparseable", "fragment").contains(meaning.path("code").asText());
            ObjectNode meant =
                    Json.object()
                            .put("kind", unreadable ? "noise" : meaning.path("kind").asText())
                            .put("value", meaning.path("value").textValue())
                            .put("unit", meaning.path("unit").textValue());
            if (meaning.path("stable").isBoolean()) {
                meant.put("stable", meaning.path("stable").asBoolean());
            } else {
                meant.putNull("stable");
            }
            return meant.put("overload", meaning.path("overload").asBoolean())
                    .put("underload", meaning.path("underload").asBoolean());
        }

        @Test
        void asks_for_the_protocol_where_nothing_tells_it() throws Exception {
            Path lines = Files.writeString(folder.resolve("lines"), "{\"bytes\":\"S +\"}\n");

            Outcome outcome = run("decode", "--lines", lines.toString());

            assertEquals(2, outcome.exitCode());
            assertTrue(outcome.err().contains("line 1"), outcome.err());
        }
    }

    @Nested
    @Tag("DEV-FIND")
    class Weigh_detect {

        @Test
        void finds_the_balances_at_two_ports_and_says_how_to_configure_them() throws Exception {
            try (SimulatedBalance asked = balance("mt-sics");
                    SimulatedBalance streaming = balance("creedmoor")) {
                Outcome outcome =
                        run(
                                "weigh",
                                "--detect",
                                "--port",
                                asked.portPath().toString(),
                                "--port",
                                streaming.portPath().toString());

                assertEquals(0, outcome.exitCode(), outcome.err());
                assertEquals("mt-sics", outcome.json(0).path("protocol").asText());
                assertEquals("SIM0000001", outcome.json(0).path("serialNumber").asText());
                assertEquals("creedmoor", outcome.json(1).path("protocol").asText());
                BalanceSettings first = pasted(outcome.json(0).path("config").asText());
                assertEquals(asked.portPath().toString(), first.port());
                assertEquals("SIM-XSR520", first.model());
                assertEquals("SIM0000001", first.serialNumber());
                BalanceSettings second = pasted(outcome.json(1).path("config").asText());
                assertEquals("creedmoor", second.protocol());
                assertEquals(Duration.ofSeconds(2), second.declared().stabilityWindow());
                assertTrue(outcome.err().contains("[balance]"), outcome.err());
            }
        }

        @Test
        void says_what_to_check_where_there_is_no_balance() {
            Outcome outcome = run("weigh", "--detect", "--port", folder.resolve("none").toString());

            assertEquals(1, outcome.exitCode());
            assertTrue(outcome.out().contains("\"found\":false"), outcome.out());
            assertTrue(outcome.err().contains("does not exist"), outcome.err());
        }

        @Test
        void is_named_by_who_says_too_little() {
            Outcome outcome = run("weigh", "--port", "/dev/null");

            assertEquals(2, outcome.exitCode());
            assertTrue(outcome.err().contains("--detect"), outcome.err());
        }

        private SimulatedBalance balance(String protocol) throws Exception {
            return SimulatedBalance.switchOn(
                    folder.resolve(protocol), protocol, new SplittableRandom(3));
        }

        /// The suggestion as a person pastes it who takes up all that is proposed.
        private BalanceSettings pasted(String snippet) throws Exception {
            Path directory = Files.createDirectories(folder.resolve("etc"));
            Files.writeString(
                    directory.resolve("station.toml"),
                    snippet.replaceAll("(?m)^# (?=[a-z_]+ = )", ""));
            return assertInstanceOf(Loaded.class, ConfigReader.read(directory)).config().balance();
        }
    }

    @Nested
    class Weigh_say {

        @Test
        void prints_each_line_of_each_answer() throws Exception {
            try (SimulatedBalance balance =
                    SimulatedBalance.switchOn(
                            folder.resolve("talker"), "mt-sics", new SplittableRandom(3))) {
                Outcome outcome = say(balance, "I4", "D \"salt\"", "SI");

                assertEquals(0, outcome.exitCode(), outcome.err());
                assertEquals("info", outcome.json(0).path("kind").asText());
                assertEquals("I4 A \"SIM0000001\"", outcome.json(0).path("raw").asText());
                assertEquals("D A", outcome.json(1).path("raw").asText());
                assertEquals("weight", outcome.json(2).path("kind").asText());
            }
        }

        @Test
        void says_nothing_that_its_protocol_does_not_let_a_person_say() throws Exception {
            try (SimulatedBalance balance =
                    SimulatedBalance.switchOn(
                            folder.resolve("talker"), "mt-sics", new SplittableRandom(3))) {
                Outcome outcome = say(balance, "C3");

                assertEquals(2, outcome.exitCode());
                assertTrue(outcome.err().contains("docs/protocols/mt-sics.md"), outcome.err());
                assertEquals("", outcome.out());
            }
        }

        private static Outcome say(SimulatedBalance balance, String... words) {
            List<String> arguments =
                    new ArrayList<>(
                            List.of(
                                    "weigh",
                                    "--port",
                                    balance.portPath().toString(),
                                    "--protocol",
                                    "mt-sics"));
            for (String sentence : words) {
                arguments.add("--say");
                arguments.add(sentence);
            }
            return run(arguments.toArray(String[]::new));
        }
    }

    @Nested
    class Simulate_balance {

        /// In the background a program has no standard input: that is no order to stop.
        @Test
        void plays_its_script_and_speaks_until_it_is_stopped() throws Exception {
            Path script = Files.writeString(folder.resolve("script"), "place 12.5\nwait 0.1\n");
            Process program =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Main.class.getName(),
                                    "simulate",
                                    "balance",
                                    "--protocol",
                                    "radwag",
                                    "--script",
                                    script.toString())
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (BufferedReader output = program.inputReader()) {
                String port = output.readLine();
                assertTrue(heard(port, "12.5000"), "12.5 g were never shown at " + port);
                assertTrue(program.isAlive());
            } finally {
                program.destroy();
                program.waitFor();
            }
        }

        /// By the command of the product: a reading a line.
        private static boolean heard(String port, String grams) {
            for (int i = 0; i < 50; i++) {
                Outcome outcome =
                        run("weigh", "--port", port, "--protocol", "radwag", "--count", "10");
                if (outcome.out().contains("\"value\":\"" + grams.substring(0, 5))
                        && outcome.out().contains("\"stable\":true")) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void a_balance_that_does_not_say_how_much_it_carries_is_shown_all_the_same() throws Exception {
        try (SimulatedBalance balance =
                SimulatedBalance.switchOn(
                        folder.resolve("balance"), "ohaus", new SplittableRandom(3))) {
            balance.place(Mass.grams("5"));
            Outcome outcome =
                    run(
                            "weigh",
                            "--port",
                            balance.portPath().toString(),
                            "--protocol",
                            "ohaus",
                            "--count",
                            "1");
            assertEquals(0, outcome.exitCode(), outcome.err());
            assertTrue(outcome.out().contains("\"value\":"), outcome.out());
        }
    }
}
