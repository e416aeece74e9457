package io.prepstation.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/// Whatever answers at the printer's address: a status with all its fields, or no printer. Whatever `lpstat` says: what is
/// wrong with this queue, or no answer of it.
@Tag("REC-4")
class PrinterFuzzTest extends FuzzedParsers {

    private static final int LONGEST = 400;
    private static final String ACCEPTS = "labels accepting requests since Mon 02 Nov 2026\n";
    private static final Set<Kind> KINDS =
            Set.of(
                    Kind.QUEUE_REJECTS,
                    Kind.QUEUE_STOPPED,
                    Kind.PAPER_OUT,
                    Kind.HEAD_OPEN,
                    Kind.PRINTER_AWAY);
    private static final String THIRD = "\u00021234,0\u0003\r\n";

    @Override
    public List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.ofLatin(
                        "host-status",
                        LONGEST,
                        List.of(
                                "\u0002030,0,0,1245,002,0,0,0,000,0,0,0\u0003\r\n"
                                        + "\u0002001,0,0,0,1,2,6,0,00000000,1,000\u0003\r\n"
                                        + THIRD,
                                "\u0002030,1,1,1245,000,1,0,0,000,0,1,1\u0003\r\n"
                                        + "\u0002001,0,1,1,1,2,6,0,00000000,1,000\u0003\r\n"
                                        + THIRD,
                                "HTTP/1.1 400 Bad Request\r\n\r\n"),
                        PrinterFuzzTest::check),
                FuzzTarget.ofLatin(
                        "queue-status",
                        LONGEST,
                        List.of(
                                ACCEPTS
                                        + "printer labels is idle.  enabled since Mon 02 Nov 2026\n"
                                        + "\tAlerts: media-empty-error cover-open offline-report\n",
                                """
                                labels not accepting requests since Mon 02 Nov 2026 -
                                \tRejecting Jobs
                                printer labels disabled since Mon 02 Nov 2026 -
                                \tPaused by root
                                \tAlerts: paused
                                """,
                                ACCEPTS + "printer labels now printing labels-42.\n",
                                "lpstat: Invalid destination name in list \"labels\".\n"),
                        PrinterFuzzTest::checkQueue));
    }

    private static void checkQueue(String text) {
        Optional<QueueStatus> status = QueueStatus.of("labels", text);
        if (status.isEmpty()) {
            return;
        }
        QueueStatus queue = status.get();
        assertEquals(queue.problems().isEmpty(), queue.ready());
        assertTrue(text.contains("accepting requests") && text.contains("printer labels "), text);
        for (Trouble problem : queue.problems()) {
            assertTrue(KINDS.contains(problem.kind()), problem::toString);
            problem.details().forEach(detail -> assertTrue(text.contains(detail), detail));
        }
    }

    private static void check(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            HostStatus status = ZplPrinter.heard(new ByteArrayInputStream(bytes));
            assertTrue(status.waiting() >= 0);
            assertEquals(status.problems().isEmpty(), status.ready());
        } catch (IOException noPrinter) {
            assertTrue(String.valueOf(noPrinter.getMessage()).startsWith("it"));
        }
    }
}
