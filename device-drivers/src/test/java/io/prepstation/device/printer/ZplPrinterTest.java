package io.prepstation.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import io.prepstation.device.simulator.SimulatedPrinter;
import io.prepstation.device.simulator.SimulatedPrinter.Condition;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.label.LabelLayout.Code;
import io.prepstation.model.label.LabelLayout.Text;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Over a real socket, against a printer that answers on the wire.
@Tag("REC-4")
class ZplPrinterTest {

    private static final String SESSION =
            "S=0192f7a0-1111-7222-8333-444455556666;F=PRM00936;H=0123456789abcdef";

    private static final LabelLayout LABEL =
            new LabelLayout(
                    57,
                    32,
                    List.of(
                            new Code(1, 1, 26, SESSION),
                            new Text(28, 2, 3, 27, "PRM^00936~ _µ"),
                            new Text(28, 8, 2, 27, "A name much longer than the label is wide")));

    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    private SimulatedPrinter simulated;

    @BeforeEach
    void switchOn() throws IOException {
        simulated = SimulatedPrinter.open();
    }

    @AfterEach
    void switchOff() throws IOException {
        simulated.close();
    }

    private ZplPrinter printer(Duration patience) {
        return new ZplPrinter("127.0.0.1", simulated.port(), 8, patience);
    }

    @Nested
    class A_printer_that_is_ready {

        @Test
        void prints_a_label_whose_code_reads_as_wanted() {
            assertEquals(new PrintResult.Printed(), printer(GENEROUS).print(LABEL, "label"));
            assertEquals(1, simulated.labels().size());
            assertEquals(
                    Optional.of(SESSION),
                    ZplLabel.codesIn(simulated.labels().getFirst()).getFirst().decoded());
        }

        @Test
        void gets_no_command_out_of_a_text() {
            printer(GENEROUS).print(LABEL, "label");
            String zpl = simulated.labels().getFirst();
            assertTrue(zpl.contains("^FDPRM_5E00936_7E _5F_C2_B5^FS"), zpl);
            assertTrue(zpl.contains("^FDA name much longer"), zpl);
            assertFalse(zpl.contains("is wide"), zpl);
        }

        @Test
        void is_online() {
            assertInstanceOf(DeviceStatus.Online.class, printer(GENEROUS).status());
        }
    }

    @Nested
    class A_printer_that_cannot_print {

        private static final List<Trouble> PAPER_AND_HEAD =
                List.of(Trouble.of(Kind.PAPER_OUT), Trouble.of(Kind.HEAD_OPEN));

        @Test
        void says_what_to_do_and_gets_no_label() {
            simulated.set(Condition.PAPER_OUT, Condition.HEAD_OPEN);
            assertEquals(
                    new PrintResult.NotPrinted(PAPER_AND_HEAD),
                    printer(GENEROUS).print(LABEL, "label"));
            assertEquals(new Offline(Reason.NOT_READY, PAPER_AND_HEAD), printer(GENEROUS).status());
            assertEquals(List.of(), simulated.labels());
        }

        @Test
        void that_is_paused_says_so() {
            simulated.set(Condition.PAUSED);
            assertEquals(
                    new PrintResult.NotPrinted(Trouble.of(Kind.PAUSED)),
                    printer(GENEROUS).print(LABEL, "label"));
        }

        @Test
        void that_is_mute_gets_no_label() {
            simulated.set(Condition.MUTE);
            assertInstanceOf(PrintResult.NotPrinted.class, printer(SHORT).print(LABEL, "label"));
            assertEquals(List.of(), simulated.labels());
        }

        @Test
        void that_is_off_is_not_found() throws IOException {
            simulated.close();
            assertInstanceOf(PrintResult.NotPrinted.class, printer(GENEROUS).print(LABEL, "label"));
            assertInstanceOf(Offline.class, printer(GENEROUS).status());
        }
    }

    @Nested
    class A_printer_that_falls_silent_behind_the_label {

        @Test
        void leaves_it_open_whether_the_label_came_out() {
            simulated.set(Condition.HANGS_UP);
            assertInstanceOf(PrintResult.Unsure.class, printer(GENEROUS).print(LABEL, "label"));
            assertEquals(1, simulated.labels().size());
        }
    }

    @Nested
    class A_printer_whose_paper_ends_behind_the_label {

        @Test
        void says_so_and_that_the_label_is_to_be_looked_for() {
            simulated.set(Condition.LAST_LABEL);
            assertEquals(
                    new PrintResult.Unsure(
                            List.of(Trouble.of(Kind.PAPER_OUT), Trouble.of(Kind.LABEL_IN_PRINTER))),
                    printer(GENEROUS).print(LABEL, "label"));
            assertEquals(1, simulated.labels().size());
        }
    }

    @Nested
    class A_label {

        @Test
        void goes_out_behind_a_question_and_before_another() {
            printer(GENEROUS).print(LABEL, "label");
            assertEquals(List.of("~HS", "^XA", "~HS"), simulated.heard());
        }
    }

    @Nested
    class A_code_that_cannot_be_read_back {

        @Test
        void is_refused_before_anything_is_sent() {
            Optional<String> other = CodeBitmap.of("F=PRM00937", 100).decoded();
            assertThrows(
                    UnreadableCode.class, () -> UnreadableCode.unlessReads(other, "F=PRM00936"));
        }

        @Test
        void too_large_for_its_place_is_a_mistake_of_the_layout() {
            LabelLayout tiny = new LabelLayout(10, 10, List.of(new Code(0, 0, 2, SESSION)));
            assertThrows(IllegalArgumentException.class, () -> ZplLabel.of(tiny, 8));
        }
    }
}
