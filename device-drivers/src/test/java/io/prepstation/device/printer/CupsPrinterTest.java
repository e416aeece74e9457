package io.prepstation.device.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Online;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.Trouble.Kind;
import io.prepstation.model.label.LabelLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against scripts in the place of `lp` and `lpstat`.
@Tag("REC-4")
class CupsPrinterTest {

    private static final byte[] PDF = "%PDF-1.7 label".getBytes(StandardCharsets.US_ASCII);
    private static final LabelLayout LABEL = new LabelLayout(57, 32, List.of());
    private static final String ACCEPTS =
            "labels accepting requests since Mon 02 Nov 2026 10:11:12 AM UTC\n";
    private static final String IDLE =
            "printer labels is idle.  enabled since Mon 02 Nov 2026 10:11:12 AM UTC\n";

    @TempDir Path folder;

    private CupsPrinter printer(String lp, String lpstat) throws IOException {
        return new CupsPrinter(script("lp", lp), script("lpstat", lpstat), "labels", _ -> PDF);
    }

    private List<String> script(String name, String body) throws IOException {
        return List.of("sh", Files.writeString(folder.resolve(name), body).toString());
    }

    private DeviceStatus statusWhere(String lpstatSays) throws IOException {
        Path said = Files.writeString(folder.resolve("said"), lpstatSays);
        return printer("exit 0", "cat " + said).status();
    }

    @Nested
    class A_print_service {

        @Test
        void gets_the_document_for_its_queue() throws IOException {
            Path got = folder.resolve("got");
            Path arguments = folder.resolve("arguments");
            CupsPrinter printer =
                    printer("cat > %s; echo \"$@\" > %s".formatted(got, arguments), "exit 1");
            assertEquals(new PrintResult.Printed(), printer.print(LABEL, "PRM00936"));
            assertArrayEquals(PDF, Files.readAllBytes(got));
            assertEquals("-d labels -t PRM00936 -\n", Files.readString(arguments));
        }

        @Test
        void that_refuses_says_why() throws IOException {
            CupsPrinter printer = printer("echo lp: Error - no such queue >&2; exit 1", "exit 1");
            assertEquals(
                    new PrintResult.NotPrinted(
                            Trouble.of(Kind.LABEL_REFUSED, "lp: Error - no such queue")),
                    printer.print(LABEL, "PRM00936"));
        }

        /// The document is longer than any pipe.
        @ParameterizedTest
        @ValueSource(strings = {"exec sleep 20", "sleep 20; exit 0"})
        @Timeout(30)
        void that_never_reads_the_document_is_given_up_in_time(String lp) throws IOException {
            CupsPrinter printer =
                    new CupsPrinter(
                            script("lp", lp),
                            script("lpstat", "exit 1"),
                            "labels",
                            _ -> new byte[4 << 20],
                            Duration.ofMillis(300));
            assertEquals(
                    new PrintResult.NotPrinted(
                            Trouble.of(Kind.PRINT_SERVICE_AWAY, "sh", "it does not end")),
                    printer.print(LABEL, "PRM00936"));
        }

        @Test
        void that_is_not_installed_is_not_found() {
            CupsPrinter printer =
                    new CupsPrinter(
                            List.of("no-such-lp"), List.of("no-such-lpstat"), "labels", _ -> PDF);
            assertInstanceOf(PrintResult.NotPrinted.class, printer.print(LABEL, "label"));
            Offline offline = assertInstanceOf(Offline.class, printer.status());
            assertEquals(Kind.PRINT_SERVICE_AWAY, offline.troubles().getFirst().kind());
            assertEquals("no-such-lpstat", offline.troubles().getFirst().details().getFirst());
        }
    }

    @Nested
    class A_queue {

        @Test
        void is_asked_for_by_its_name_and_in_english() throws IOException {
            Path asked = folder.resolve("asked");
            printer("exit 0", "echo \"$LC_ALL $@\" > " + asked).status();
            assertEquals("C -a labels -l -p labels\n", Files.readString(asked));
        }

        @Test
        void that_accepts_and_is_enabled_is_online() throws IOException {
            assertEquals(
                    new Online("CUPS queue labels"),
                    statusWhere(ACCEPTS + IDLE + "\tAlerts: none\n"));
            assertEquals(
                    new Online("CUPS queue labels"),
                    statusWhere(
                            ACCEPTS
                                    + "printer labels now printing labels-42.  enabled since Mon 02 Nov 2026\n"));
        }

        @Test
        void that_is_stopped_says_so_with_the_reason_of_the_service() throws IOException {
            assertEquals(
                    new Offline(
                            Reason.NOT_READY,
                            Trouble.of(Kind.QUEUE_STOPPED, "labels", "Paused by root")),
                    statusWhere(
                            ACCEPTS
                                    + "printer labels disabled since Mon 02 Nov 2026 10:12:00 AM UTC -\n"
                                    + "\tPaused by root\n\tAlerts: paused\n"));
        }

        @Test
        void that_rejects_jobs_says_so() throws IOException {
            assertEquals(
                    new Offline(
                            Reason.NOT_READY,
                            Trouble.of(Kind.QUEUE_REJECTS, "labels", "Rejecting Jobs")),
                    statusWhere(
                            "labels not accepting requests since Mon 02 Nov 2026 10:11:12 AM UTC -\n"
                                    + "\tRejecting Jobs\n"
                                    + IDLE));
        }

        @Test
        void passes_on_what_the_printer_tells_the_service() throws IOException {
            assertEquals(
                    new Offline(
                            Reason.NOT_READY,
                            List.of(
                                    Trouble.of(Kind.PAPER_OUT),
                                    Trouble.of(Kind.HEAD_OPEN),
                                    Trouble.of(Kind.PRINTER_AWAY, "labels", "offline-report"))),
                    statusWhere(
                            ACCEPTS
                                    + IDLE
                                    + "\tAlerts: media-empty-error cover-open offline-report toner-low-report\n"));
        }

        @Test
        void that_the_service_does_not_know_is_not_found() throws IOException {
            CupsPrinter printer =
                    printer(
                            "exit 0",
                            "echo 'lpstat: Invalid destination name in list \"labels\".' >&2; exit 1");
            assertEquals(
                    new Offline(
                            Reason.NOT_FOUND,
                            Trouble.of(
                                    Kind.QUEUE_AWAY,
                                    "labels",
                                    "lpstat: Invalid destination name in list \"labels\".")),
                    printer.status());
        }

        @Test
        void of_a_service_that_does_not_run_is_not_found() throws IOException {
            CupsPrinter printer =
                    printer("exit 0", "echo lpstat: Scheduler is not running. >&2; exit 1");
            Offline offline = assertInstanceOf(Offline.class, printer.status());
            assertEquals(
                    List.of("labels", "lpstat: Scheduler is not running."),
                    offline.troubles().getFirst().details());
        }

        @Test
        void of_another_name_that_begins_alike_is_not_taken_for_it() throws IOException {
            assertInstanceOf(
                    Offline.class, statusWhere((ACCEPTS + IDLE).replace("labels ", "labels-2 ")));
        }
    }
}
