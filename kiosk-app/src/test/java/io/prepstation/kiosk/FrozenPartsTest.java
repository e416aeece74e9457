package io.prepstation.kiosk;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.StationConfig;
import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceStatus;
import io.prepstation.device.balance.Balance;
import io.prepstation.device.balance.BalanceCommand;
import io.prepstation.device.balance.BalanceListener;
import io.prepstation.device.balance.Refusal;
import io.prepstation.device.camera.Camera;
import io.prepstation.device.camera.CameraListener;
import io.prepstation.device.camera.CameraStatus;
import io.prepstation.device.camera.LumaFrame;
import io.prepstation.device.camera.ViewHint;
import io.prepstation.device.gpio.BenchPins;
import io.prepstation.device.scanner.ScannerListener;
import io.prepstation.device.scanner.SerialScanner;
import io.prepstation.device.simulator.PtyPair;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.alone.StationAlone;
import io.prepstation.kiosk.field.Heart;
import io.prepstation.kiosk.field.Heartbeat;
import io.prepstation.kiosk.field.Watchdog;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.mass.Mass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The station's own threads, each held in turn: as long as one is, systemd hears no sign of life, though all others
/// answer. That systemd then starts the station anew at the same step is shown by `scripts/prove watchdog`.
@Tag("OPS-3")
class FrozenPartsTest {

    /// Together a second: four ticks of the bench, at each of which it would answer.
    private static final Duration ROUND = Duration.ofMillis(100);

    private static final int ROUNDS = 10;
    private static final int PATIENCE_SECONDS = 30;

    @TempDir Path folder;

    /// Holds the thread that comes to it until it is thawed.
    private static final class Frost {

        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch thawed = new CountDownLatch(1);

        void hold() {
            held.countDown();
            try {
                thawed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void thaw() {
            thawed.countDown();
        }
    }

    private void starvesWhileHeld(Map<String, Heart> parts, Frost frost, Runnable freeze)
            throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger fed = new AtomicInteger();
        Map<String, Heart> hearts = new HashMap<>(parts);
        hearts.put(
                "one that always answers",
                answer -> {
                    rounds.incrementAndGet();
                    answer.run();
                });
        try (Watchdog watchdog = new Watchdog(hearts, fed::incrementAndGet)) {
            watchdog.start(ROUND);
            await().until(() -> fed.get() > 0);

            freeze.run();
            assertTrue(frost.held.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            int before = fed.get();
            int from = rounds.get();
            await().until(() -> rounds.get() > from + ROUNDS);
            assertTrue(
                    fed.get() <= before + 1,
                    "fed "
                            + (fed.get() - before)
                            + " times; what was asked before may answer once");

            frost.thaw();
            int thawed = fed.get();
            await().until(() -> fed.get() > thawed + 1);
        } finally {
            frost.thaw();
        }
    }

    private Station station() throws StoreException {
        Path data = folder.resolve("data");
        StationAlone.open(data, ZoneOffset.UTC, InstantSource.system(), new TimeOrderedIds())
                .orElseThrow()
                .close();
        try (StationDatabase own = StationDatabase.open(data)) {
            return new Station(data, ConfigReader.defaults(), own.current().orElseThrow(), _ -> {});
        }
    }

    @Test
    void the_thread_that_writes_to_the_store() throws Exception {
        try (Station station = station()) {
            station.start();
            Frost frost = new Frost();
            starvesWhileHeld(
                    station.hearts(),
                    frost,
                    () -> Thread.startVirtualThread(() -> holdWriter(station, frost)));
        }
    }

    private static void holdWriter(Station station, Frost frost) {
        try {
            station.database()
                    .write(_ -> {
                        frost.hold();
                        return frost;
                    });
        } catch (StoreException e) {
            throw new AssertionError("the store refuses", e);
        }
    }

    @Test
    void the_thread_of_the_bench() throws Exception {
        try (Station station = station()) {
            station.start();
            Frost frost = new Frost();
            starvesWhileHeld(
                    station.hearts(), frost, () -> station.bench().listen(_ -> frost.hold()));
        }
    }

    @Test
    void the_loop_that_reads_the_serial_port() throws Exception {
        Heartbeat beat = new Heartbeat(System::nanoTime);
        Frost frost = new Frost();
        AtomicInteger readings = new AtomicInteger();
        CountDownLatch freezing = new CountDownLatch(1);
        try (SimulatedBalance simulated =
                        SimulatedBalance.mtSics(
                                folder.resolve("balance"), new SplittableRandom(20261121));
                Balance balance = balanceAt(simulated.portPath(), beat)) {
            balance.start(
                    new Readings(() -> {
                        readings.incrementAndGet();
                        if (freezing.getCount() == 0) {
                            frost.hold();
                        }
                    }));
            await().until(() -> readings.get() > 0);
            starvesWhileHeld(Map.of("balance", beat), frost, freezing::countDown);
        }
    }

    private Balance balanceAt(Path port, Heartbeat beat) throws Exception {
        return Devices.balance(
                configured("[balance]\nport = \"" + port + "\"\nprotocol = \"mt-sics\"\n")
                        .balance(),
                beat);
    }

    private StationConfig configured(String text) throws IOException {
        Files.writeString(folder.resolve("station.toml"), text);
        return assertInstanceOf(Loaded.class, ConfigReader.read(folder)).config();
    }

    private static DeviceClock counting(Heartbeat beat) {
        return new DeviceClock(InstantSource.system(), beat);
    }

    /// Nothing is scanned: the loop must turn all the same.
    @Test
    void the_loop_that_reads_the_scanner() throws Exception {
        Heartbeat beat = new Heartbeat(System::nanoTime);
        Frost frost = new Frost();
        try (PtyPair line = PtyPair.open();
                SerialScanner scanner =
                        Devices.scanner(
                                        configured("[scanner]\nport = \"" + line.path() + "\"\n")
                                                .scanner(),
                                        counting(beat))
                                .orElseThrow()) {
            CountDownLatch online = new CountDownLatch(1);
            scanner.start(new Codes(online, frost));
            assertTrue(online.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            starvesWhileHeld(
                    Map.of("scanner", beat),
                    frost,
                    () -> line.write("F=1\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /// Holds the scanner's loop at the first code.
    private record Codes(CountDownLatch online, Frost frost) implements ScannerListener {

        @Override
        public void code(String text) {
            frost.hold();
        }

        @Override
        public void torn() {}

        @Override
        public void status(DeviceStatus status) {
            if (status instanceof DeviceStatus.Online) {
                online.countDown();
            }
        }
    }

    @Test
    void the_loop_that_looks_at_the_camera() throws Exception {
        Heartbeat beat = new Heartbeat(System::nanoTime);
        Frost frost = new Frost();
        CountDownLatch freezing = new CountDownLatch(1);
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        try (InputStream label =
                Objects.requireNonNull(FrozenPartsTest.class.getResourceAsStream("codes/qr.png"))) {
            Files.copy(label, pictures.resolve("label.png"));
        }
        try (Camera camera =
                Devices.camera(
                                configured(
                                                "[camera]\nkind = \"folder\"\nfolder = \""
                                                        + pictures
                                                        + "\"\n")
                                        .camera(),
                                counting(beat))
                        .orElseThrow()) {
            camera.start(new Pictures(freezing, frost));
            starvesWhileHeld(Map.of("camera", beat), frost, freezing::countDown);
        }
    }

    @Test
    void the_loop_of_the_pins() throws Exception {
        Heartbeat beat = new Heartbeat(System::nanoTime);
        Frost frost = new Frost();
        CountDownLatch freezing = new CountDownLatch(1);
        try (BenchPins pins =
                Devices.pins(
                        configured("[gpio]\nboard = \"mock\"\nlamp_green = 17\n").gpio(),
                        () -> {})) {
            pins.whenTurning(() -> {
                beat.getAsLong();
                if (freezing.getCount() == 0) {
                    frost.hold();
                }
            });
            pins.start();
            assertTrue(pins.isTurning());
            starvesWhileHeld(Map.of("pins", beat), frost, freezing::countDown);
        }
    }

    /// Holds the camera's loop at the next picture once it is told to.
    private record Pictures(CountDownLatch freezing, Frost frost) implements CameraListener {

        @Override
        public void picture(LumaFrame frame) {
            if (freezing.getCount() == 0) {
                frost.hold();
            }
        }

        @Override
        public void code(String text) {}

        @Override
        public void hint(ViewHint hint) {}

        @Override
        public void status(CameraStatus status) {}
    }

    /// Runs something at each reading, on the loop's own thread.
    private record Readings(Runnable each) implements BalanceListener {

        @Override
        public void reading(BalanceReading reading) {
            each.run();
        }

        @Override
        public void status(BalanceStatus status) {}

        @Override
        public void tared(Mass tare) {}

        @Override
        public void vesselWeighed(Mass gross) {}

        @Override
        public void startedAnew() {}

        @Override
        public void zeroed() {}

        @Override
        public void refused(BalanceCommand command, Refusal refusal, String detail) {}
    }
}
