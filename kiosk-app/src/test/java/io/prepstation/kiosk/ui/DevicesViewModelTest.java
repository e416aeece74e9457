package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.ui.desk.BalanceFrame;
import io.prepstation.kiosk.ui.desk.BalanceFrame.Taken;
import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.DeviceReport.Device;
import io.prepstation.kiosk.ui.desk.DeviceReport.Kind;
import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.desk.LastFrames;
import io.prepstation.kiosk.ui.devices.DeviceLine;
import io.prepstation.kiosk.ui.devices.DevicesViewModel;
import io.prepstation.kiosk.ui.devices.FrameLine;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.balance.BalanceStatus.Offline;
import io.prepstation.model.balance.OfflineCause;
import io.prepstation.model.bench.Pan;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("OPS-5")
class DevicesViewModelTest {

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private Instant now = BenchFixture.NOW;
    private final DevicesViewModel model =
            new DevicesViewModel(
                    desk, () -> now, new Words(Locale.ENGLISH, ZoneOffset.UTC), () -> {}, () -> {});

    @Nested
    class The_devices {

        @Test
        void stand_below_the_balance_with_state_and_reason() {
            model.show(bench.fault().pan());
            model.show(
                    new DeviceReport(
                            List.of(new Device(Kind.PRINTER, State.OFFLINE, "Paper is out."))));
            assertEquals(State.OFFLINE, model.lines().get().getFirst().state());
            assertEquals(
                    new DeviceLine("Label printer", State.OFFLINE, "not usable", "Paper is out."),
                    model.lines().get().getLast());
        }

        @Test
        void are_tested_by_the_desk() {
            model.show(pins(State.ONLINE, "GPIO"));
            model.actions().get().middle().tap().run();
            model.actions().get().main().tap().run();
            assertEquals(List.of("test"), desk.printed);
            assertEquals(1, desk.lampTests);
            assertEquals(
                    "Green, amber and red light up one after the other, and the buzzer sounds twice:"
                            + " was everything there?",
                    model.result().get());
        }

        @Test
        void without_a_lamp_that_works_are_not_tested_and_say_why() {
            model.actions().get().main().tap().run();
            assertEquals(
                    "No lamp is set up: enter the pins under [gpio] in station.toml.",
                    model.result().get());
            model.show(pins(State.OFFLINE, "The pins broke."));
            model.actions().get().main().tap().run();
            assertEquals("The pins broke.", model.result().get());
            assertEquals(0, desk.lampTests);
        }

        @Test
        void that_only_answer_are_asked_every_five_seconds_while_somebody_looks() {
            model.inView();
            now = now.plusSeconds(4);
            model.inView();
            assertEquals(1, desk.deviceLooks);
            now = now.plusSeconds(1);
            model.inView();
            assertEquals(2, desk.deviceLooks);
        }

        private static DeviceReport pins(State state, String detail) {
            return new DeviceReport(List.of(new Device(Kind.PINS, state, detail)));
        }

        @Test
        void tell_what_a_test_print_came_to() {
            model.showPrintTest("");
            assertEquals("The test label was printed.", model.result().get());
            model.showPrintTest("Paper is out.");
            assertEquals("Paper is out.", model.result().get());
        }
    }

    @Nested
    class The_test_of_the_balance {

        @Test
        void tells_its_next_answer_and_no_further_one() {
            model.testBalance();
            assertEquals(
                    "Waiting for the balance … Press on the pan: the frames must follow.",
                    model.result().get());
            model.show(bench.overloaded(3).pan());
            String answer = model.result().get();
            assertEquals("The balance answers: overload.", answer);
        }

        @Test
        void tells_what_came_instead_of_a_weight_until_one_comes() {
            model.testBalance();
            model.show(new LastFrames(List.of(new BalanceFrame("ES", Taken.ERROR))));
            assertEquals("The balance answers “ES”: it reports an error.", model.result().get());
            model.show(bench.overloaded(3).pan());
            assertEquals("The balance answers: overload.", model.result().get());
        }

        @Test
        void does_not_wait_for_a_balance_that_is_away() {
            model.show(
                    Pan.unknown(new Offline(new OfflineCause.Silent("/dev/ttyS0", "sbi", false))));
            model.testBalance();
            assertEquals(
                    "The balance does not answer: Nothing was received at /dev/ttyS0: is the balance"
                            + " on, is the cable in, is it set to sbi, 9600 8N1?",
                    model.result().get());
        }
    }

    @Nested
    class The_frames_of_the_balance {

        @Test
        void are_shown_as_they_came_with_what_they_were_taken_for() {
            model.show(
                    new LastFrames(
                            List.of(
                                    new BalanceFrame("\u0002?\u00ff7", Taken.NOISE),
                                    new BalanceFrame("ES", Taken.ERROR),
                                    new BalanceFrame("S S     42.3817 g", Taken.STABLE))));
            assertEquals(
                    List.of(
                            new FrameLine("·?ÿ7", "not understood"),
                            new FrameLine("ES", "error"),
                            new FrameLine("S S     42.3817 g", "stable")),
                    model.frames().get());
        }
    }
}
