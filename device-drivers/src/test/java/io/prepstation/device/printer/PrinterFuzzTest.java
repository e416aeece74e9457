package io.prepstation.device.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// Whatever answers at the printer's address: a status with all its fields, or no printer.
@Tag("REC-4")
class PrinterFuzzTest extends FuzzedParsers {

    private static final int LONGEST = 400;
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
                        PrinterFuzzTest::check));
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
