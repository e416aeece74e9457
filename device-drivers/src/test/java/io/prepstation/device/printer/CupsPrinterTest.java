package io.prepstation.device.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import io.prepstation.model.label.LabelLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a script in the place of `lp`.
@Tag("REC-4")
class CupsPrinterTest {

    private static final byte[] PDF = "%PDF-1.7 label".getBytes(StandardCharsets.US_ASCII);
    private static final LabelLayout LABEL = new LabelLayout(57, 32, List.of());

    @TempDir Path folder;

    private CupsPrinter printer(String script) throws IOException {
        Path lp = Files.writeString(folder.resolve("lp"), script);
        return new CupsPrinter(List.of("sh", lp.toString()), "labels", _ -> PDF);
    }

    @Nested
    class A_print_service {

        @Test
        void gets_the_document_for_its_queue() throws IOException {
            Path got = folder.resolve("got");
            Path arguments = folder.resolve("arguments");
            CupsPrinter printer = printer("cat > %s; echo \"$@\" > %s".formatted(got, arguments));
            assertEquals(new PrintResult.Printed(), printer.print(LABEL, "PRM00936"));
            assertArrayEquals(PDF, Files.readAllBytes(got));
            assertEquals("-d labels -t PRM00936 -\n", Files.readString(arguments));
        }

        @Test
        void that_refuses_says_why() throws IOException {
            CupsPrinter printer = printer("echo lp: Error - no such queue >&2; exit 1");
            assertEquals(
                    new PrintResult.NotPrinted(
                            Trouble.of(Kind.LABEL_REFUSED, "lp: Error - no such queue")),
                    printer.print(LABEL, "PRM00936"));
        }

        @Test
        void that_is_not_installed_is_not_found() {
            CupsPrinter printer = new CupsPrinter(List.of("no-such-lp"), "labels", _ -> PDF);
            assertInstanceOf(PrintResult.NotPrinted.class, printer.print(LABEL, "label"));
            assertInstanceOf(DeviceStatus.Offline.class, printer.status());
        }
    }
}
