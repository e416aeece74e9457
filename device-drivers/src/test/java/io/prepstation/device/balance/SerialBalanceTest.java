package io.prepstation.device.balance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.DeviceException;
import io.prepstation.device.serial.JsscSerialPort;
import io.prepstation.device.serial.PortSettings;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.device.simulator.WireFault;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.BalanceStatus.Connecting;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The whole driver against a balance on a real pseudo-terminal, through jSSC.
@Tag("WEI-5")
@Execution(ExecutionMode.CONCURRENT)
class SerialBalanceTest {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Mass DIGIT = Mass.grams("0.0001");

    @TempDir Path folder;

    private final Recorder recorder = new Recorder();
    private SimulatedBalance simulated;
    private SerialBalance balance;

    @BeforeEach
    void connect() throws DeviceException {
        simulated =
                SimulatedBalance.mtSics(folder.resolve("by-id/balance"), new SplittableRandom(42));
        balance = balance(BalanceSettings.inGrams());
    }

    @AfterEach
    void disconnect() {
        balance.close();
        simulated.close();
    }

    private SerialBalance balance(BalanceSettings settings) {
        JsscSerialPort port =
                new JsscSerialPort(
                        simulated.portPath().toString(), PortSettings.eightNoneOne(9600));
        return new SerialBalance(port, new MtSics(), settings, DeviceClock.system());
    }

    private void startAndWeigh() {
        balance.start(recorder);
        await().until(() -> recorder.newest().isPresent());
    }

    private void awaitStable(String grams) {
        await().until(() ->
                recorder.newest().filter(reading -> isStable(reading, grams)).isPresent());
    }

    private static boolean isStable(BalanceReading reading, String grams) {
        return reading instanceof Stable(var mass, _, _)
                && mass.minus(Mass.grams(grams)).abs().isAtMost(DIGIT);
    }

    private OfflineReason awaitOffline() {
        await().until(() -> recorder.status().orElseThrow() instanceof Offline);
        return assertInstanceOf(Offline.class, recorder.status().orElseThrow()).reason();
    }

    private void awaitOnline(Duration longest) {
        await().atMost(longest).until(() -> recorder.status().orElseThrow() instanceof Online);
    }

    @Nested
    class When_connected {

        @Test
        void it_says_who_it_is() {
            startAndWeigh();
            BalanceIdentity identity =
                    new BalanceIdentity(
                            "SIM-XSR520",
                            "SIM0000001",
                            Mass.grams("520.0000"),
                            Mass.grams("0.0001"));
            assertEquals(
                    List.of(new Connecting(simulated.portPath().toString()), new Online(identity)),
                    recorder.statuses);
        }

        @Test
        void a_calm_pan_reads_stable_with_all_digits_and_its_raw_frame() {
            startAndWeigh();
            awaitStable("0.0000");
            Stable stable = assertInstanceOf(Stable.class, recorder.newest().orElseThrow());
            assertEquals(4, stable.mass().value().scale());
            assertTrue(stable.frame().raw().matches("S S +-?\\d\\.\\d{4} g"), stable.frame().raw());
        }

        @Test
        void a_pour_reads_unstable_until_it_has_settled() {
            startAndWeigh();
            simulated.place(Mass.grams("50"));
            awaitStable("50.0000");
            int before = recorder.readings.size();
            simulated.pour(Mass.grams("10.5"), Duration.ofSeconds(1));
            await().until(() -> recorder.newest().orElseThrow() instanceof Unstable);
            awaitStable("60.5000");
            assertTrue(
                    recorder.readings.stream()
                            .skip(before + 4)
                            .anyMatch(Unstable.class::isInstance));
        }

        @Test
        void frames_are_numbered_upwards() {
            startAndWeigh();
            await().until(() -> recorder.readings.size() > 20);
            List<Long> numbers =
                    recorder.readings.stream().map(reading -> reading.frame().number()).toList();
            assertEquals(numbers.stream().distinct().sorted().toList(), numbers);
        }

        @Test
        void too_much_and_too_little_are_no_weights() {
            startAndWeigh();
            simulated.place(Mass.grams("600"));
            await().until(() -> recorder.newest().orElseThrow() instanceof Overload);
            simulated.remove(Mass.grams("650"));
            await().until(() -> recorder.newest().orElseThrow() instanceof Underload);
        }
    }

    @Nested
    @Tag("WEI-6")
    class When_commanded {

        @Test
        void it_tares_and_reports_the_tare() {
            startAndWeigh();
            simulated.place(Mass.grams("48.1234"));
            awaitStable("48.1234");
            balance.tare();
            await().until(() -> !recorder.tares.isEmpty());
            assertTrue(
                    recorder.tares.getFirst().minus(Mass.grams("48.1234")).abs().isAtMost(DIGIT));
            awaitStable("0.0000");
            balance.clearTare();
            await().until(() -> recorder.tares.size() == 2);
            assertEquals(Mass.grams("0.0000"), recorder.tares.getLast());
            awaitStable("48.1234");
        }

        @Test
        void it_zeroes_near_zero_and_refuses_far_from_it() {
            startAndWeigh();
            simulated.place(Mass.grams("5"));
            awaitStable("5.0000");
            balance.zero();
            await().until(() -> recorder.zeroed == 1);
            awaitStable("0.0000");
            simulated.place(Mass.grams("50"));
            awaitStable("50.0000");
            balance.zero();
            await().until(() -> recorder.refusals.equals(List.of(Refusal.TOO_HIGH)));
        }

        @Test
        void it_tares_only_when_the_pan_has_settled() {
            startAndWeigh();
            simulated.pour(Mass.grams("20"), Duration.ofSeconds(1));
            await().until(() -> recorder.newest().orElseThrow() instanceof Unstable);
            balance.tare();
            await().until(() -> !recorder.tares.isEmpty());
            assertTrue(recorder.tares.getFirst().minus(Mass.grams("20")).abs().isAtMost(DIGIT));
        }
    }

    @Nested
    class When_unplugged {

        @Test
        void it_says_so_and_is_back_under_another_name() throws Exception {
            startAndWeigh();
            Path before = simulated.portPath().toRealPath();
            simulated.unplug();
            await().until(() -> reasons().contains(OfflineReason.NOT_FOUND));
            assertEquals(OfflineReason.UNPLUGGED, reasons().getFirst());
            simulated.replug();
            awaitOnline(BACK);
            assertTrue(!before.equals(simulated.portPath().toRealPath()));
            int readings = recorder.readings.size();
            await().until(() -> recorder.readings.size() > readings);
        }

        @Test
        void commands_are_refused() throws DeviceException {
            startAndWeigh();
            simulated.unplug();
            awaitOffline();
            balance.tare();
            await().until(() -> recorder.refusals.equals(List.of(Refusal.OFFLINE)));
        }

        @Test
        void ten_times_it_comes_back_ten_times() throws DeviceException {
            startAndWeigh();
            for (int time = 0; time < 10; time++) {
                simulated.unplug();
                awaitOffline();
                simulated.replug();
                awaitOnline(BACK);
            }
        }

        @Test
        @Tag("WEI-6")
        void a_balance_that_still_has_its_tare_ran_on() throws DeviceException {
            tareAVessel();
            simulated.unplug();
            awaitOffline();
            simulated.replug();
            awaitOnline(BACK);
            awaitStable("0.0000");
            assertEquals(0, recorder.startedAnew);
        }

        @Test
        @Tag("WEI-6")
        void a_balance_that_lost_its_power_meanwhile_started_anew() throws DeviceException {
            tareAVessel();
            simulated.unplug();
            awaitOffline();
            simulated.restart();
            simulated.replug();
            awaitOnline(BACK);
            awaitStable("0.0000");
            assertEquals(1, recorder.startedAnew);
        }

        @Test
        @Tag("WEI-6")
        void a_balance_that_says_who_it_is_unasked_started_anew() {
            tareAVessel();
            simulated.restart();
            await().until(() -> recorder.startedAnew == 1);
            awaitOnline(BACK);
        }

        private void tareAVessel() {
            startAndWeigh();
            simulated.place(Mass.grams("20"));
            awaitStable("20.0000");
            balance.tare();
            await().until(() -> !recorder.tares.isEmpty());
            awaitStable("0.0000");
        }

        private List<OfflineReason> reasons() {
            return recorder.statuses.stream()
                    .filter(Offline.class::isInstance)
                    .map(status -> ((Offline) status).reason())
                    .toList();
        }
    }

    @Nested
    class When_the_wire_suffers {

        @Test
        void a_mute_balance_is_silent_until_it_is_heard_again() {
            startAndWeigh();
            simulated.suffer(WireFault.MUTE);
            assertEquals(OfflineReason.SILENT, awaitOffline());
            simulated.suffer(WireFault.NONE);
            awaitOnline(BACK);
        }

        @Test
        void garbage_is_garbled_and_never_a_reading() {
            startAndWeigh();
            simulated.place(Mass.grams("50"));
            awaitStable("50.0000");
            simulated.suffer(WireFault.GARBLE);
            assertEquals(OfflineReason.GARBLED, awaitOffline());
            assertTrue(isStable(recorder.newest().orElseThrow(), "50.0000"));
        }

        @Test
        void split_packets_make_no_difference() {
            simulated.suffer(WireFault.SPLIT);
            startAndWeigh();
            simulated.place(Mass.grams("12.3456"));
            awaitStable("12.3456");
        }

        @Test
        void a_lost_byte_never_makes_another_weight() {
            startAndWeigh();
            simulated.place(Mass.grams("125.6789"));
            awaitStable("125.6789");
            int before = recorder.readings.size();
            simulated.suffer(WireFault.LOSE_BYTES);
            await().until(() -> recorder.readings.size() > before + 20);
            recorder.readings.stream()
                    .skip(before)
                    .forEach(reading ->
                            assertTrue(isStable(reading, "125.6789"), reading::toString));
        }

        @Test
        void late_answers_belong_to_their_own_command() {
            startAndWeigh();
            simulated.place(Mass.grams("50"));
            awaitStable("50.0000");
            simulated.suffer(WireFault.LATE);
            balance.tare();
            await().until(() -> recorder.tares.size() == 1);
            awaitStable("0.0000");
            assertEquals(List.of(), recorder.refusals);
        }
    }

    @Nested
    class When_configured {

        @Test
        void another_serial_number_is_refused() {
            assertRefused(
                    new BalanceSettings(MassUnit.GRAM, null, "B207696838", null, null),
                    "its serial number is SIM0000001, configured is B207696838");
        }

        @Test
        void another_model_is_refused() {
            assertRefused(
                    new BalanceSettings(MassUnit.GRAM, "XSR204", null, null, null),
                    "its model is SIM-XSR520, configured is XSR204");
        }

        @Test
        void another_capacity_is_refused() {
            assertRefused(
                    new BalanceSettings(
                            MassUnit.GRAM, null, null, Mass.grams("220"), Mass.grams("0.0001")),
                    "its maximum is 520.0000 g, configured is 220 g");
        }

        @Test
        void everything_that_differs_is_named() {
            assertRefused(
                    new BalanceSettings(
                            MassUnit.GRAM,
                            "SIM-XSR5",
                            "B207696838",
                            Mass.grams("523"),
                            Mass.grams("0.0001")),
                    "its serial number is SIM0000001, configured is B207696838;"
                            + " its model is SIM-XSR520, configured is SIM-XSR5;"
                            + " its maximum is 520.0000 g, configured is 523 g");
        }

        private void assertRefused(BalanceSettings settings, String why) {
            balance = balance(settings);
            balance.start(recorder);
            assertEquals(OfflineReason.WRONG_BALANCE, awaitOffline());
            Offline offline = assertInstanceOf(Offline.class, recorder.status().orElseThrow());
            assertEquals(
                    simulated.portPath() + ": another balance is at this cable: " + why,
                    offline.cause().detail());
            assertEquals(List.of(), recorder.readings);
        }

        @Test
        void a_unit_that_is_not_displayed_is_refused_not_converted() {
            balance = balance(new BalanceSettings(MassUnit.KILOGRAM, null, null, null, null));
            balance.start(recorder);
            assertEquals(OfflineReason.WRONG_UNIT, awaitOffline());
            assertEquals(List.of(), recorder.readings);
        }

        @Test
        void its_plate_suffices_and_its_own_readability_wins() {
            Mass maximum = new Mass(new BigDecimal("518"), MassUnit.GRAM);
            Mass readability = Mass.grams("0.001");
            balance =
                    balance(
                            new BalanceSettings(
                                    MassUnit.GRAM,
                                    "sim-xsr520 ",
                                    "SIM0000001",
                                    maximum,
                                    readability));
            startAndWeigh();
            assertEquals(
                    new Online(
                            new BalanceIdentity("SIM-XSR520", "SIM0000001", maximum, readability)),
                    recorder.status().orElseThrow());
        }
    }
}
