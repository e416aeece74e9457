package io.prepstation.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.device.camera.CameraProblem;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.simulator.PtyPair;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.SimulatedPrinter;
import io.prepstation.device.simulator.SimulatedPrinter.Condition;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.ui.DrawnScreen;
import io.prepstation.model.sync.StationReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real station with its real screens; devices on sockets, pseudo-terminals and pins in memory.
@Tag("OPS-5")
class BenchDevicesTest {

    private static final Duration GENEROUS = Duration.ofSeconds(30);

    @TempDir Path folder;
    private final List<String> scanned = new CopyOnWriteArrayList<>();
    private final DrawnScreen drawn = DrawnScreen.open();
    private Station station;
    private BenchDevices devices;

    private void open(String toml) throws Exception {
        Files.writeString(folder.resolve("station.toml"), toml);
        Loaded config = assertInstanceOf(Loaded.class, ConfigReader.read(folder));
        Path data = folder.resolve("data");
        StationAlone.open(data, ZoneOffset.UTC, InstantSource.system(), new TimeOrderedIds())
                .orElseThrow()
                .close();
        try (StationDatabase own = StationDatabase.open(data)) {
            station = new Station(data, config, own.current().orElseThrow(), _ -> {});
        }
        devices = new BenchDevices(station, drawn.screen(), scanned::add, () -> {});
        devices.start();
        drawn.tap("devices");
    }

    @AfterEach
    void close() {
        devices.close();
        station.close();
    }

    private void awaitDevice(String kind, String state, String detail) {
        await().atMost(GENEROUS)
                .until(() ->
                        station.devices().stream()
                                .filter(device -> device.name().equals(kind))
                                .anyMatch(device ->
                                        device.state().equals(state)
                                                && device.detail().contains(detail)));
    }

    private void awaitOnScreen(String part) {
        await("“" + part + "” in " + drawn.texts()).atMost(GENEROUS).until(() -> drawn.says(part));
    }

    @Test
    void what_is_not_configured_is_absent_and_nothing_waits_for_it() throws Exception {
        open("");
        assertEquals(
                List.of("balance"),
                station.devices().stream().map(StationReport.Device::name).toList());
        devices.look();
        devices.testLamp();
        devices.beat();
        devices.testPrint();
        awaitOnScreen("No printer is set up");
    }

    @Test
    void a_printer_is_asked_again_and_its_answer_is_on_the_screen() throws Exception {
        try (SimulatedPrinter printer = SimulatedPrinter.open()) {
            printer.set(Condition.PAPER_OUT);
            open(
                    "[printer]\nkind = \"zpl\"\nhost = \"127.0.0.1\"\nport = %d\n"
                            .formatted(printer.port()));
            awaitDevice("printer", "offline", "Paper is out");
            awaitOnScreen("Paper is out: put in a new roll.");

            printer.set(Condition.HEAD_OPEN);
            devices.look();
            awaitOnScreen("The head is open: close the cover.");

            printer.set();
            devices.look();
            awaitDevice("printer", "online", "ZPL printer");
            devices.testPrint();
            awaitOnScreen("The test label was printed.");
            assertTrue(printer.labels().getFirst().contains("Not for use"));
        }
    }

    @Test
    void a_scanner_is_heard_and_missed() throws Exception {
        try (PtyPair wire = PtyPair.open()) {
            open("[scanner]\nport = \"" + wire.path() + "\"\n");
            awaitDevice("scanner", "online", wire.path().toString());
            wire.write("F=PRM00936\r".getBytes(StandardCharsets.UTF_8));
            await().atMost(GENEROUS).until(() -> scanned.equals(List.of("F=PRM00936")));
        }
        awaitDevice("scanner", "offline", "");
        awaitOnScreen("Hand scanner");
    }

    @Test
    void pins_and_camera_say_how_they_are() throws Exception {
        open("[gpio]\nboard = \"mock\"\nlamp_green = 17\n");
        awaitDevice("pins", "online", "pins in memory");
        devices.camera(new CameraStatus.Offline(CameraProblem.NO_FRAMES, "rpicam-vid"));
        awaitDevice("camera", "offline", "no pictures");
        devices.camera(new CameraStatus.Online("rpicam-vid"));
        awaitDevice("camera", "online", "rpicam-vid");
    }

    @Test
    void the_last_frames_of_the_balance_are_on_the_screen() throws Exception {
        try (SimulatedBalance balance =
                SimulatedBalance.mtSics(
                        folder.resolve("balance"), new SplittableRandom(20261122))) {
            open(
                    "[balance]\nport = \"%s\"\nprotocol = \"mt-sics\"\n"
                            .formatted(balance.portPath()));
            station.start();
            awaitOnScreen("S S");
            awaitOnScreen("stable");
        }
    }
}
