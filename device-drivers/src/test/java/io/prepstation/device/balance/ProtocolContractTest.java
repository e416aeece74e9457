package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every protocol's driver does with every protocol's simulator over a real pseudo-terminal, through jSSC. What a format
/// cannot say, its protocol names ([Unsaid]); everything else is asked of each.
///
/// The pans settle eight times as fast as real ones; the wire and the driver keep real time.
@Tag("WEI-5")
@Tag("WEI-6")
@Execution(ExecutionMode.CONCURRENT)
class ProtocolContractTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    static List<SpokenWith> balances() {
        return SpokenWith.all();
    }

    @ParameterizedTest
    @MethodSource("balances")
    void weighs_tares_and_sets_zero(SpokenWith spokenWith) throws DeviceException {
        try (Bench bench = new Bench(spokenWith)) {
            bench.awaitStable("0");
            bench.simulated.pour(Mass.grams("48.125"), Duration.ofSeconds(8));
            if (bench.says(Unsaid.NUMBER_IN_MOTION)) {
                bench.await(() -> !(bench.newest() instanceof Stable));
            }
            Stable stable = bench.awaitStable("48.125");
            assertTrue(stable.frame().raw().contains(stable.mass().digits()), stable::toString);
            assertEquals(
                    bench.says(Unsaid.REST) ? StabilitySource.FLAG : StabilitySource.WINDOW,
                    stable.source());
            bench.tare("48.125");
            bench.zero();
            bench.overload();
            bench.assertNothingWasSaidTooSoon();
        }
    }

    @ParameterizedTest
    @MethodSource("balances")
    void survives_what_a_wire_can_do(SpokenWith spokenWith) throws Exception {
        try (Bench bench = new Bench(spokenWith)) {
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
            bench.assertNothingWasSaidTooSoon();
        }
    }

    /// One simulated balance and the driver of the product at it.
    private final class Bench implements AutoCloseable {

        final Recorder recorder = new Recorder();
        final SimulatedBalance simulated;
        private final SpokenWith spokenWith;
        private final BalanceProtocol protocol;
        private final WatchedPort port;
        private final SerialBalance balance;
        private final Mass digit;

        Bench(SpokenWith spokenWith) throws DeviceException {
            this.spokenWith = spokenWith;
            protocol = spokenWith.protocol();
            digit = spokenWith.digit();
            simulated =
                    SimulatedBalance.switchOn(
                            folder.resolve(spokenWith.name()),
                            spokenWith.firmware(),
                            new SplittableRandom(42),
                            () -> System.nanoTime() * 8);
            DeviceClock clock = DeviceClock.system();
            port =
                    new WatchedPort(
                            new JsscSerialPort(
                                    simulated.portPath().toString(), protocol.factorySettings()),
                            clock,
                            protocol.interval());
            balance = new SerialBalance(port, protocol, spokenWith.settings(), clock);
            balance.start(recorder);
            await(() -> recorder.newest().isPresent());
        }

        boolean says(Unsaid unsaid) {
            return !protocol.unsaid().contains(unsaid);
        }

        /// Commands never overlap.
        void assertNothingWasSaidTooSoon() {
            assertEquals(List.of(), port.saidTooSoon, spokenWith::name);
        }

        BalanceReading newest() {
            return recorder.newest().orElseThrow();
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
            if (says(Unsaid.OVERLOAD)) {
                await(() -> newest() instanceof Overload);
            } else {
                await(() -> recorder.status().orElseThrow() instanceof Offline);
                String why =
                        assertInstanceOf(Offline.class, recorder.status().orElseThrow()).detail();
                assertTrue(why.contains(", is too much on its pan"), why);
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
                                throw new AssertionError(spokenWith.name() + " gave " + reading);
                    };
            assertTrue(near(mass, "125.678"), () -> spokenWith.name() + " gave " + reading);
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
            org.awaitility.Awaitility.await(spokenWith.name()).atMost(PATIENCE).until(condition);
        }

        @Override
        public void close() {
            balance.close();
            simulated.close();
        }
    }
}
