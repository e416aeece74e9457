package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.simulator.SimulatedPrinter;
import io.prepstation.device.simulator.SimulatedPrinter.Condition;
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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-5")
class DoctorCommandTest {

    private static final String NO_CAMERA = "[camera]\nkind = \"none\"\n";

    @TempDir Path folder;

    private Map<String, ObjectNode> examined(int exitCode, String toml) throws Exception {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/station.toml"), toml);
        StationShell.Outcome outcome =
                StationShell.run(
                        "doctor",
                        "--json",
                        "--data",
                        folder.resolve("data").toString(),
                        "--config",
                        folder.resolve("config").toString());
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
                assertSays("ok", "answers", findings.get("hub"));
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
}
