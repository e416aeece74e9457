package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.kiosk.ui.desk.DeviceReport;
import io.prepstation.kiosk.ui.desk.DeviceReport.Device;
import io.prepstation.kiosk.ui.desk.DeviceReport.Kind;
import io.prepstation.kiosk.ui.desk.DeviceReport.State;
import io.prepstation.kiosk.ui.devices.DeviceLine;
import io.prepstation.kiosk.ui.devices.DevicesViewModel;
import io.prepstation.kiosk.ui.words.Words;
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
    private final DevicesViewModel model =
            new DevicesViewModel(
                    desk, new Words(Locale.ENGLISH, ZoneOffset.UTC), () -> {}, () -> {});

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
            model.actions().get().middle().tap().run();
            model.actions().get().main().tap().run();
            assertEquals(List.of("test"), desk.printed);
            assertEquals(1, desk.lampTests);
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
            assertEquals("Waiting for the next frame of the balance …", model.result().get());
            model.show(bench.overloaded(3).pan());
            String answer = model.result().get();
            assertEquals("The balance answers: overload.", answer);
        }
    }

    @Nested
    class The_frames_of_the_balance {

        @Test
        void are_shown_as_they_came_and_once_each() {
            var pan = bench.dispensing(1, "42.3817").pan();
            model.show(pan);
            model.show(pan);
            assertEquals(List.of(pan.latest().frame().raw()), model.frames().get());
        }
    }
}
