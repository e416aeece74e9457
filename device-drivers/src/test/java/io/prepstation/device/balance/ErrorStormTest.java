package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.WireFault;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Garbage and error answers without a pause over a real pseudo-terminal; the driver's deadlines pass four times as fast.
@Tag("WEI-5")
@Execution(ExecutionMode.CONCURRENT)
class ErrorStormTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DeviceClock FAST =
            new DeviceClock(InstantSource.system(), () -> System.nanoTime() * 4);

    /// No look follows another sooner; the last before a question may be cut short.
    private static final long BETWEEN_LOOKS = Duration.ofMillis(10).toNanos();

    @TempDir Path folder;

    private final Recorder recorder = new Recorder();
    private SimulatedBalance simulated;
    private WatchedPort port;
    private SerialBalance balance;

    @BeforeEach
    void connect() throws DeviceException {
        simulated = SimulatedBalance.mtSics(folder.resolve("balance"), new SplittableRandom(42));
        MtSics protocol = new MtSics();
        port =
                new WatchedPort(
                        new JsscSerialPort(
                                simulated.portPath().toString(), protocol.factorySettings()),
                        FAST,
                        protocol.interval());
        balance = new SerialBalance(port, protocol, BalanceSettings.inGrams(), FAST);
        balance.start(recorder);
        await().atMost(PATIENCE).until(() -> recorder.newest().isPresent());
    }

    @AfterEach
    void disconnect() {
        balance.close();
        simulated.close();
    }

    private void awaitOffline() {
        await().atMost(PATIENCE).until(() -> recorder.status().orElseThrow() instanceof Offline);
    }

    private void awaitOnline() {
        await().atMost(PATIENCE).until(() -> recorder.status().orElseThrow() instanceof Online);
    }

    @Test
    void takes_the_balance_offline_with_the_reason_and_it_recovers_by_itself() {
        simulated.suffer(WireFault.STORM);
        awaitOffline();
        Offline offline = (Offline) recorder.status().orElseThrow();
        assertEquals(OfflineReason.REFUSING, offline.reason());
        assertTrue(
                offline.detail().endsWith("the balance refuses to weigh: \"ES\""),
                offline.detail());
        int before = recorder.readings.size();
        simulated.suffer(WireFault.NONE);
        awaitOnline();
        await().atMost(PATIENCE).until(() -> recorder.readings.size() > before + 3);
    }

    @Test
    void makes_the_driver_neither_look_nor_ask_more_often() {
        simulated.suffer(WireFault.STORM);
        long from = System.nanoTime();
        int looksBefore = port.looks.get();
        int saidBefore = port.said.size();
        awaitOffline();
        await().atMost(PATIENCE).until(() -> port.looks.get() > looksBefore + 200);
        int looks = port.looks.get() - looksBefore;
        int said = port.said.size() - saidBefore;
        long took = System.nanoTime() - from;
        long intervals = took * 4 / new MtSics().interval().toNanos();
        assertTrue(looks <= 2 * took / BETWEEN_LOOKS + 10, looks + " looks in " + took + " ns");
        assertTrue(said <= intervals + 10, said + " questions in " + took + " ns");
    }

    @Test
    @Tag("WEI-6")
    void that_lasts_is_cancelled_once_and_what_the_balance_forgot_is_told() {
        simulated.place(Mass.grams("20"));
        await().atMost(PATIENCE).until(() -> simulated.settled());
        balance.tare();
        await().atMost(PATIENCE).until(() -> recorder.tares.size() == 1);
        simulated.suffer(WireFault.STORM);
        await().atMost(PATIENCE).until(() -> port.said.contains("@\r\n"));
        int said = port.said.size();
        await().atMost(PATIENCE).until(() -> port.said.size() > said + 60);
        assertEquals(1, port.said.stream().filter("@\r\n"::equals).count());
        simulated.suffer(WireFault.NONE);
        awaitOnline();
        assertEquals(1, recorder.startedAnew);
    }
}
