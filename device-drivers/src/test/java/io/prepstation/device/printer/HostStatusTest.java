package io.prepstation.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The form of the answer is that of the ZPL II Programming Guide, Host Status Return.
@Tag("REC-4")
class HostStatusTest {

    private static final String SECOND = "001,0,0,0,1,2,6,0,00000000,1,000";

    @Nested
    class An_answer {

        @Test
        void of_a_ready_printer_names_no_problem() {
            assertEquals(
                    Optional.of(new HostStatus(List.of(), 2)),
                    HostStatus.of("030,0,0,1245,002,0,0,0,000,0,0,0", SECOND));
        }

        @Test
        void names_every_problem_at_once() {
            assertEquals(
                    Optional.of(
                            new HostStatus(
                                    List.of(
                                            Trouble.of(Kind.PAPER_OUT),
                                            Trouble.of(Kind.RIBBON_OUT),
                                            Trouble.of(Kind.HEAD_HOT)),
                                    0)),
                    HostStatus.of(
                            "030,1,0,1245,000,0,0,0,000,0,0,1",
                            "001,0,0,1,1,2,6,0,00000000,1,000"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "OK", "030,0,0,1245", "030,0,0,1245,x,0,0,0,000,0,0,0"})
        void of_another_kind_is_none(String first) {
            assertEquals(Optional.empty(), HostStatus.of(first, SECOND));
        }
    }
}
