package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.PortAddress;
import io.prepstation.device.serial.SerialPort;
import io.prepstation.device.serial.UsbIdentity;
import io.prepstation.device.serial.UsbSerialPorts;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.SimulatedUsb;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The cable is pulled and plugged in again.
@Tag("DEV-USB")
@Tag("WEI-5")
class ReplugTest {

    private static final Duration BACK = Duration.ofSeconds(2);

    /// In looks: long enough for the pauses between two attempts to have grown as long as they get.
    private static final int LONG_AWAY = 300;

    private final Recorder recorder = new Recorder();

    @TempDir Path root;

    /// Time passes by looks: every look at the clock is ten milliseconds, as long as the longest pause between two. So
    /// the two seconds are two hundred looks, on any machine.
    @ParameterizedTest
    @ValueSource(strings = {"mt-sics", "us-solid", "and", "sartorius-sbi"})
    void the_balance_is_back_within_two_seconds_however_long_it_was_away(String protocol) {
        AtomicLong looks = new AtomicLong();
        DeviceClock clock =
                new DeviceClock(
                        InstantSource.system(),
                        () -> looks.incrementAndGet() * Duration.ofMillis(10).toNanos());
        PluggablePort port = new PluggablePort(protocol);
        try (SerialBalance balance =
                new SerialBalance(
                        port, BalanceProtocols.named(protocol).orElseThrow(), settings(), clock)) {
            balance.start(recorder);
            awaitOnline();
            port.plugged = false;
            await().until(() ->
                    recorder.status().orElseThrow() instanceof Offline(var cause)
                            && cause.reason() == OfflineReason.NOT_FOUND);
            long away = looks.get() + LONG_AWAY;
            await().atMost(Duration.ofMinutes(2)).until(() -> looks.get() > away);
            long before = looks.get();
            port.plugged = true;
            awaitOnline();
            Duration took = Duration.ofMillis((looks.get() - before) * 10);
            assertTrue(took.compareTo(BACK) <= 0, () -> protocol + " was back after " + took);
        }
    }

    @Test
    void it_is_found_under_another_name() throws DeviceException, IOException {
        UsbIdentity adapter = new UsbIdentity("0403", "6001", "A50285BI", "00");
        SimulatedUsb usb = new SimulatedUsb(root);
        try (SimulatedBalance simulated =
                SimulatedBalance.mtSics(root.resolve("line"), new SplittableRandom(1))) {
            usb.plug("ttyUSB0", adapter, simulated.portPath());
            JsscSerialPort port =
                    new JsscSerialPort(
                            new PortAddress(
                                    usb.port("ttyUSB0").toString(), new UsbSerialPorts(root)),
                            new MtSics().factorySettings());
            try (SerialBalance balance =
                    new SerialBalance(
                            port, new MtSics(), BalanceSettings.inGrams(), DeviceClock.system())) {
                balance.start(recorder);
                awaitOnline();
                Path before = simulated.portPath().toRealPath();
                usb.unplug("ttyUSB0");
                simulated.unplug();
                await().until(() -> recorder.status().orElseThrow() instanceof Offline);
                int readings = recorder.readings.size();
                simulated.replug();
                usb.plug("ttyUSB1", adapter, simulated.portPath());
                awaitOnline();
                await().until(() -> recorder.readings.size() > readings);
                assertNotEquals(before, simulated.portPath().toRealPath());
                assertEquals(1, recorder.startedAnew);
            }
        }
    }

    private void awaitOnline() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> recorder.status().filter(Online.class::isInstance).isPresent());
    }

    private static BalanceSettings settings() {
        return new BalanceSettings(
                MassUnit.GRAM, null, null, Mass.grams("220"), Mass.grams("0.001"));
    }

    /// A scripted balance whose cable can be pulled. The makers' own commands are asked by those that say who they are;
    /// the A&D one only weighs when asked, and the others print by themselves, whatever they are asked.
    private static final class PluggablePort implements SerialPort {

        volatile boolean plugged = true;
        private final ScriptedPort wire = ScriptedPort.wellBalance();

        PluggablePort(String protocol) {
            if (!protocol.equals("mt-sics")) {
                wire.answers.clear();
            }
            switch (protocol) {
                case "us-solid" -> wire.stream = "+   12.340g  \r\n";
                case "sartorius-sbi" -> wire.stream = "+   12.340 g  \r\n";
                case "and" -> wire.answers.put("Q", "ST,+0012.340  g");
                default -> {}
            }
        }

        @Override
        public String path() {
            return wire.path();
        }

        @Override
        public void open() throws DeviceException {
            check(Problem.NOT_FOUND);
            wire.open();
        }

        @Override
        public byte[] read() throws DeviceException {
            check(Problem.BROKEN);
            return wire.read();
        }

        @Override
        public void write(byte[] bytes) throws DeviceException {
            check(Problem.BROKEN);
            wire.write(bytes);
        }

        @Override
        public void close() {
            wire.close();
        }

        private void check(Problem otherwise) throws DeviceException {
            if (!plugged) {
                throw new DeviceException(otherwise, "pulled");
            }
        }
    }
}
