package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.balance.BalanceSettings.Declared;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.WireFault;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.balance.StabilitySource;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every protocol's driver does with every protocol's simulator over a real pseudo-terminal, through jSSC.
///
/// The pans settle eight times as fast as real ones; the wire and the driver keep real time.
@Tag("WEI-5")
@Tag("WEI-6")
@Execution(ExecutionMode.CONCURRENT)
class ProtocolContractTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// These formats have no line for too much on the pan: the balance falls silent.
    private static final Set<String> WITHOUT_OVERLOAD =
            Set.of(
                    "adam",
                    "creedmoor",
                    "denver-mseries",
                    "gandg",
                    "kern-print",
                    "steinberg-sbs",
                    "sterling-7600");

    private static final Set<String> WITHOUT_NUMBER_WHILE_MOVING = Set.of("toledo-8217");
    private static final Set<String> WITHOUT_UNIT = Set.of("toledo-8217");

    @TempDir Path folder;

    static List<String> protocols() {
        return BalanceProtocols.names();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void weighs_tares_and_sets_zero(String protocol) throws DeviceException {
        try (Bench bench = new Bench(protocol)) {
            bench.awaitStable("0");
            bench.simulated.pour(Mass.grams("48.125"), Duration.ofSeconds(8));
            if (!WITHOUT_NUMBER_WHILE_MOVING.contains(protocol)) {
                bench.await(() -> !(bench.newest() instanceof Stable));
            }
            Stable stable = bench.awaitStable("48.125");
            assertTrue(stable.frame().raw().contains(stable.mass().digits()), stable::toString);
            assertEquals(
                    bench.marked() ? StabilitySource.FLAG : StabilitySource.WINDOW,
                    stable.source());
            bench.tare("48.125");
            bench.zero();
            bench.overload();
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void survives_what_a_wire_can_do(String protocol) throws Exception {
        try (Bench bench = new Bench(protocol)) {
            bench.simulated.suffer(WireFault.SPLIT);
            bench.simulated.place(Mass.grams("125.678"));
            bench.awaitStable("125.678");
            int settled = bench.recorder.readings.size();

            bench.simulated.suffer(WireFault.LOSE_BYTES);
            bench.await(() -> bench.recorder.readings.size() > settled + 8);
            bench.simulated.suffer(WireFault.LATE);
            int late = bench.recorder.readings.size();
            bench.await(() -> bench.recorder.readings.size() > late);

            bench.simulated.suffer(WireFault.GARBLE);
            bench.awaitOffline(OfflineReason.GARBLED);
            bench.simulated.suffer(WireFault.MUTE);
            bench.awaitOffline(OfflineReason.SILENT);
            bench.simulated.suffer(WireFault.NONE);
            bench.awaitOnline();

            Path before = bench.simulated.portPath().toRealPath();
            bench.simulated.unplug();
            bench.awaitOffline(OfflineReason.NOT_FOUND);
            bench.simulated.replug();
            bench.awaitOnline();
            assertNotEquals(before, bench.simulated.portPath().toRealPath());
            int back = bench.recorder.readings.size();
            bench.await(() -> bench.recorder.readings.size() > back);
            bench.recorder.readings.stream().skip(settled).forEach(bench::assertNoOtherWeight);
        }
    }

    /// One simulated balance and the driver of the product at it.
    private final class Bench implements AutoCloseable {

        final Recorder recorder = new Recorder();
        final SimulatedBalance simulated;
        private final BalanceProtocol protocol;
        private final SerialBalance balance;
        private final Mass digit;

        Bench(String name) throws DeviceException {
            protocol = BalanceProtocols.named(name).orElseThrow();
            simulated =
                    SimulatedBalance.switchOn(
                            folder.resolve(name),
                            name,
                            new SplittableRandom(42),
                            () -> System.nanoTime() * 8);
            digit = Mass.grams(Set.of("gandg", "creedmoor").contains(name) ? "0.001" : "0.0001");
            BalanceSettings settings =
                    new BalanceSettings(
                            MassUnit.GRAM,
                            null,
                            "SIM0000001",
                            Mass.grams("520"),
                            digit,
                            new Declared(
                                    Duration.ofMillis(300), WITHOUT_UNIT.contains(name), false));
            balance =
                    new SerialBalance(
                            new JsscSerialPort(
                                    simulated.portPath().toString(), protocol.factorySettings()),
                            protocol,
                            settings,
                            DeviceClock.system());
            balance.start(recorder);
            await(() -> recorder.newest().isPresent());
        }

        BalanceReading newest() {
            return recorder.newest().orElseThrow();
        }

        boolean marked() {
            return recorder.readings.stream()
                    .anyMatch(reading ->
                            reading instanceof Stable(var _, var _, var source)
                                    && source == StabilitySource.FLAG);
        }

        void tare(String grams) {
            balance.tare();
            if (protocol.request(BalanceCommand.TARE).isPresent()) {
                await(() -> !recorder.tares.isEmpty());
                assertTrue(near(recorder.tares.getFirst(), grams));
                awaitStable("0");
            } else {
                await(() -> !recorder.vessels.isEmpty());
                assertTrue(near(recorder.vessels.getFirst(), grams));
                awaitStable(grams);
            }
            int tares = recorder.tares.size();
            balance.clearTare();
            await(() -> recorder.tares.size() > tares);
            assertEquals(0, recorder.tares.getLast().value().signum());
            awaitStable(grams);
        }

        void zero() {
            simulated.clear();
            awaitStable("0");
            boolean settable = protocol.request(BalanceCommand.ZERO).isPresent();
            if (settable) {
                simulated.place(Mass.grams("0.325"));
                awaitStable("0.325");
            }
            balance.zero();
            await(() -> recorder.zeroed == 1);
            awaitStable("0");
            assertEquals(List.of(), recorder.refusals);
        }

        void overload() {
            simulated.place(Mass.grams("700"));
            if (WITHOUT_OVERLOAD.contains(protocol.name())) {
                await(() -> recorder.status().orElseThrow() instanceof Offline);
            } else {
                await(() -> newest() instanceof Overload);
            }
        }

        Stable awaitStable(String grams) {
            await(() -> newest() instanceof Stable(var mass, var _, var _) && near(mass, grams));
            return recorder.readings.reversed().stream()
                    .filter(Stable.class::isInstance)
                    .map(Stable.class::cast)
                    .findFirst()
                    .orElseThrow();
        }

        private boolean near(Mass mass, String grams) {
            return mass.minus(Mass.grams(grams)).abs().isAtMost(digit.plus(digit));
        }

        void assertNoOtherWeight(BalanceReading reading) {
            Mass mass =
                    switch (reading) {
                        case Stable(var stable, var _, var _) -> stable;
                        case BalanceReading.Unmarked(var unmarked, var _) -> unmarked;
                        case BalanceReading.Unstable _, Overload _, BalanceReading.Underload _ ->
                                throw new AssertionError(protocol.name() + " gave " + reading);
                    };
            assertTrue(near(mass, "125.678"), () -> protocol.name() + " gave " + reading);
        }

        void awaitOffline(OfflineReason reason) {
            await(() ->
                    recorder.status()
                            .filter(status ->
                                    status instanceof Offline offline && offline.reason() == reason)
                            .isPresent());
            assertInstanceOf(Offline.class, recorder.status().orElseThrow());
        }

        void awaitOnline() {
            await(() -> recorder.status().orElseThrow() instanceof Online);
        }

        void await(Callable<Boolean> condition) {
            org.awaitility.Awaitility.await(protocol.name()).atMost(PATIENCE).until(condition);
        }

        @Override
        public void close() {
            balance.close();
            simulated.close();
        }
    }
}
