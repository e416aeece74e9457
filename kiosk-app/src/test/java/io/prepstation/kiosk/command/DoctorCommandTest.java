package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.SimulatedPrinter;
import io.prepstation.device.simulator.SimulatedPrinter.Condition;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.HubClock;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ClockOffset;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-5")
class DoctorCommandTest {

    private static final String NO_CAMERA = "[camera]\nkind = \"none\"\n";

    @TempDir Path folder;

    private Map<String, ObjectNode> examined(int exitCode, String toml, String... trials)
            throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/station.toml"), toml);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "doctor",
                                "--json",
                                "--data",
                                folder.resolve("data").toString(),
                                "--config",
                                folder.resolve("config").toString()));
        arguments.addAll(List.of(trials));
        StationShell.Outcome outcome = StationShell.run(arguments.toArray(String[]::new));
        assertEquals(exitCode, outcome.exitCode(), outcome.err() + outcome.out());
        Map<String, ObjectNode> findings = new HashMap<>();
        for (String line : outcome.lines()) {
            ObjectNode finding = Json.parseObject(line);
            findings.put(finding.get("check").textValue(), finding);
        }
        return findings;
    }

    private static void assertSays(String state, String part, ObjectNode finding) {
        assertEquals(state, finding.get("state").textValue(), finding::toString);
        assertTrue(finding.get("detail").textValue().contains(part), finding::toString);
    }

    private void enrol(String hubUrl) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (StationDatabase station = StationDatabase.open(data)) {
            station.save(
                    new StationEnrolment(
                            SampleLab.KEY,
                            "station-1",
                            hubUrl,
                            "token",
                            "key",
                            "public",
                            "feed",
                            "epoch",
                            Instant.EPOCH));
        }
        LabDatabase.open(data, SampleLab.KEY).close();
    }

    @Nested
    class A_fresh_station {

        @Test
        void is_told_to_join_a_hub_and_to_configure_a_balance() throws Exception {
            Map<String, ObjectNode> findings = examined(1, NO_CAMERA);
            assertSays("fail", "station enrol", findings.get("database"));
            assertSays("fail", "balance.port", findings.get("balance"));
            assertSays("absent", "printer.kind", findings.get("printer"));
            assertSays("absent", "nothing is wired", findings.get("pins"));
            assertSays("absent", "camera.kind", findings.get("camera"));
        }
    }

    @Nested
    class An_enrolled_station {

        @Test
        void hears_what_is_wrong_with_each_device() throws Exception {
            try (SimulatedPrinter printer = SimulatedPrinter.open();
                    ServerSocket hub = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                printer.set(Condition.PAPER_OUT);
                enrol("http://127.0.0.1:" + hub.getLocalPort());
                Map<String, ObjectNode> findings =
                        examined(
                                1,
                                """
                                [camera]
                                kind = "folder"
                                folder = "%s"
                                [balance]
                                port = "%s"
                                [scanner]
                                port = "%s"
                                [printer]
                                kind = "zpl"
                                host = "127.0.0.1"
                                port = %d
                                """
                                        .formatted(
                                                folder.resolve("no-pictures"),
                                                folder.resolve("no-balance"),
                                                folder.resolve("no-scanner"),
                                                printer.port()));
                assertSays("ok", "tables are right", findings.get("database"));
                assertSays("warn", "The station works on", findings.get("hub"));
                assertSays("fail", "Paper is out", findings.get("printer"));
                assertSays("fail", "no-balance", findings.get("balance"));
                assertSays("fail", "no-scanner", findings.get("scanner"));
                assertSays("fail", "no-pictures", findings.get("camera"));
            }
        }

        @Test
        void hears_that_its_clock_is_far_from_the_hubs() throws Exception {
            enrol("http://127.0.0.1:1");
            clockAhead(Duration.ofMinutes(3));

            assertSays("warn", "180.0 s ahead of the hub", examined(1, NO_CAMERA).get("clock"));

            clockAhead(Duration.ofMillis(-1_240));
            ObjectNode right = examined(1, NO_CAMERA).get("clock");
            String detail = right.get("detail").textValue();
            assertTrue(detail.contains("1.2 s behind the hub (± 0.1 s"), detail);
            assertFalse(detail.contains("keep the time"), detail);
        }

        @Test
        @Tag("STO-9")
        void hears_that_its_clock_is_behind_what_the_trail_knows() throws Exception {
            enrol("http://127.0.0.1:1");
            try (LabDatabase lab = LabDatabase.open(folder.resolve("data"), SampleLab.KEY)) {
                lab.change(handle ->
                        AuditTrail.append(
                                handle,
                                InstantSource.system().instant().plus(Duration.ofHours(1)),
                                "something",
                                "s",
                                Json.object()));
            }

            assertSays("fail", "no session can begin", examined(1, NO_CAMERA).get("clock"));
        }

        private void clockAhead(Duration ahead) throws Exception {
            try (LabDatabase lab = LabDatabase.open(folder.resolve("data"), SampleLab.KEY)) {
                lab.change(handle ->
                        HubClock.keep(
                                handle,
                                new ClockOffset(ahead, Duration.ofMillis(55), Instant.EPOCH)));
            }
        }

        @Test
        void hears_that_the_hub_is_away() throws Exception {
            int port;
            try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = gone.getLocalPort();
            }
            enrol("http://127.0.0.1:" + port);
            assertSays("warn", "cannot be reached", examined(1, NO_CAMERA).get("hub"));
        }
    }

    /// Its station belongs to no lab, which alone fails: what a trial came to stands in its own line.
    @Nested
    class A_trial {

        @Test
        void of_printing_puts_a_label_on_the_paper() throws Exception {
            try (SimulatedPrinter printer = SimulatedPrinter.open()) {
                String toml =
                        NO_CAMERA
                                + "[printer]\nkind = \"zpl\"\nhost = \"127.0.0.1\"\nport = %d\n"
                                        .formatted(printer.port());
                assertSays(
                        "ok",
                        "look whether it came out",
                        examined(1, toml, "--print").get("print"));
                assertEquals(1, printer.labels().size());
                assertTrue(printer.labels().getFirst().contains("Not for use"));

                printer.set(Condition.HEAD_OPEN);
                assertSays("fail", "The head is open", examined(1, toml, "--print").get("print"));

                printer.set(Condition.HANGS_UP);
                assertSays(
                        "warn",
                        "look whether it came out",
                        examined(1, toml, "--print").get("print"));
            }
        }

        @Test
        void of_printing_asks_the_queue_of_the_print_service_as_well() throws Exception {
            Path lp = Files.writeString(folder.resolve("lp"), "cat > /dev/null");
            Path lpstat =
                    Files.writeString(
                            folder.resolve("lpstat"),
                            """
                            echo labels accepting requests since today
                            echo printer labels disabled since today -
                            printf '\\tPaused\\n'
                            """);
            Map<String, ObjectNode> findings =
                    examined(
                            1,
                            NO_CAMERA
                                    + """
                                    [printer]
                                    kind = "cups"
                                    queue = "labels"
                                    command = ["sh", "%s"]
                                    status_command = ["sh", "%s"]
                                    """
                                            .formatted(lp, lpstat),
                            "--print");
            assertSays(
                    "fail",
                    "labels of the print service is stopped (Paused)",
                    findings.get("printer"));
            assertSays("ok", "the print service took a test label", findings.get("print"));
        }

        @Test
        void of_the_lamp_says_what_only_eyes_can_tell() throws Exception {
            String toml = NO_CAMERA + "[gpio]\nboard = \"mock\"\nlamp_green = 22\nbuzzer = 27\n";
            assertSays("warn", "nothing can light up", examined(1, toml, "--lamp").get("lamp"));
            assertSays("fail", "nothing is wired", examined(1, NO_CAMERA, "--lamp").get("lamp"));
        }

        @Test
        void of_weighing_waits_for_a_weight_at_rest() throws Exception {
            try (SimulatedBalance balance =
                    SimulatedBalance.mtSics(
                            folder.resolve("balance"), new SplittableRandom(20261122))) {
                String toml =
                        NO_CAMERA
                                + "[balance]\nport = \"%s\"\nprotocol = \"mt-sics\"\n"
                                        .formatted(balance.portPath());
                Map<String, ObjectNode> findings = examined(1, toml, "--weigh");
                assertSays("ok", "at rest (\"S S", findings.get("weigh"));
                assertSays("ok", "heard, the last first: \"", findings.get("balance"));
                assertSays("ok", "(info)", findings.get("balance"));
                balance.unplug();
                assertSays("fail", "balance", examined(1, toml, "--weigh").get("weigh"));
            }
        }

        @Test
        void that_was_not_asked_for_is_not_made() throws Exception {
            Map<String, ObjectNode> findings = examined(1, NO_CAMERA);
            assertFalse(findings.containsKey("print"));
            assertFalse(findings.containsKey("lamp"));
            assertFalse(findings.containsKey("weigh"));
        }
    }
}
