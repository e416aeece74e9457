package io.prepstation.kiosk.label;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.DeviceStatus.Offline;
import io.prepstation.device.DeviceStatus.Reason;
import io.prepstation.device.Trouble;
import io.prepstation.device.printer.PrintResult;
import io.prepstation.device.printer.ZplLabel;
import io.prepstation.device.printer.ZplPrinter;
import io.prepstation.device.simulator.SimulatedPrinter;
import io.prepstation.device.simulator.SimulatedPrinter.Condition;
import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.PrintJob;
import io.prepstation.kiosk.store.PrintJob.Status;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real store, real socket, a printer that answers on the wire; only the time is made up.
@Tag("REC-4")
class PrintDeskTest {

    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final SessionLabel LABEL = new SessionLabel(57, 32);

    @TempDir Path folder;
    private final List<PrintNews> news = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleBench.NOW);
    private SampleBench bench;
    private StationDatabase station;
    private SimulatedPrinter printer;
    private PrintDesk desk;
    private SessionRecord completed;

    @BeforeEach
    void open() throws StoreException, IOException {
        bench = SampleBench.in(folder);
        station = StationDatabase.open(folder);
        printer = SimulatedPrinter.open();
        completed = bench.completed(SampleLab.THREE);
        desk = desk();
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        printer.close();
        station.close();
        bench.close();
    }

    private PrintDesk desk() {
        PrintDesk opened = unopened();
        opened.start();
        return opened;
    }

    private PrintDesk unopened() {
        return new PrintDesk(
                new PrintDesk.Surroundings(
                        bench.database(),
                        station.printJobs(),
                        LABEL,
                        new ZplPrinter("127.0.0.1", printer.port(), 8, GENEROUS)),
                now::get,
                () -> "job-" + ids.incrementAndGet(),
                news::add);
    }

    private void awaitNews(PrintNews wanted) {
        await().atMost(GENEROUS).until(() -> news.contains(wanted));
    }

    private PrintNews news(int copy, Status status, Trouble... troubles) {
        return new PrintNews(completed.id(), copy, status, List.of(troubles));
    }

    @Nested
    class A_completed_session {

        @Test
        void gets_one_label_whose_code_opens_it() {
            desk.first(completed.id());
            awaitNews(news(1, Status.PRINTED));
            desk.first(completed.id());
            desk.again(completed.id());
            awaitNews(news(2, Status.PRINTED));
            assertEquals(2, printer.labels().size());
            String hash = completed.signatures().getLast().recordHash().substring(0, 16);
            assertEquals(
                    Optional.of("S=" + completed.id() + ";F=PRM00003;H=" + hash),
                    ZplLabel.codesIn(printer.labels().getFirst()).getFirst().decoded());
        }

        @Test
        void is_at_work_until_its_label_is_there() {
            PrintDesk waiting = unopened();
            assertFalse(waiting.isAtWork());
            waiting.first(completed.id());
            assertTrue(waiting.isAtWork());

            waiting.start();

            await().atMost(GENEROUS).until(() -> !waiting.isAtWork());
            assertEquals(1, printer.labels().size());
            waiting.close();
        }

        @Test
        void gets_copies_that_say_so() {
            desk.first(completed.id());
            desk.again(completed.id());
            awaitNews(news(2, Status.PRINTED));
            assertFalse(printer.labels().get(0).contains("COPY"), printer.labels()::toString);
            assertTrue(printer.labels().get(1).contains("COPY 2"), printer.labels()::toString);
            assertTrue(printer.labels().get(1).contains("SIMULATED"), printer.labels()::toString);
        }
    }

    @Nested
    @Tag("STO-10")
    class A_session_that_came_back_from_the_hub {

        /// Its original was printed before the station lost its file.
        @Test
        void gets_copies_only() throws StoreException {
            bench.database()
                    .change(handle ->
                            AuditTrail.append(
                                    handle,
                                    SampleBench.NOW,
                                    ReturnedRows.EVENT,
                                    "station",
                                    Json.object().put("sessionId", completed.id())));
            desk.again(completed.id());
            awaitNews(news(2, Status.PRINTED));
            assertTrue(printer.labels().getFirst().contains("COPY 2"), printer.labels()::toString);
            desk.again(completed.id());
            awaitNews(news(3, Status.PRINTED));
        }
    }

    @Nested
    class A_session_that_runs {

        @Test
        void gets_no_label() {
            SessionRecord running = bench.created(SampleLab.THREE);
            desk.first(running.id());
            desk.first(completed.id());
            awaitNews(news(1, Status.PRINTED));
            assertEquals(1, printer.labels().size());
            assertThrows(IllegalArgumentException.class, () -> LABEL.of(running, 1));
        }
    }

    @Nested
    class A_printer_without_paper {

        private static final Trouble PROBLEM = Trouble.of(Trouble.Kind.PAPER_OUT);

        @Test
        void gets_the_label_once_it_has_some() {
            printer.set(Condition.PAPER_OUT);
            desk.first(completed.id());
            awaitNews(news(1, Status.WAITING, PROBLEM));
            assertEquals(List.of(), printer.labels());
            printer.set();
            now.updateAndGet(time -> time.plusSeconds(120));
            desk.status(_ -> {});
            awaitNews(news(1, Status.PRINTED));
            assertEquals(1, printer.labels().size());
        }

        @Test
        void gets_the_label_after_a_restart() throws StoreException {
            printer.set(Condition.PAPER_OUT);
            desk.first(completed.id());
            awaitNews(news(1, Status.WAITING, PROBLEM));
            desk.close();
            station.close();
            station = StationDatabase.open(folder);
            printer.set();
            now.updateAndGet(time -> time.plusSeconds(120));
            desk = desk();
            awaitNews(news(1, Status.PRINTED));
            assertEquals(1, printer.labels().size());
        }
    }

    @Nested
    class A_session_that_the_hub_refuses_while_its_label_waits {

        @Test
        void keeps_no_other_label_from_being_printed() throws StoreException {
            printer.set(Condition.PAPER_OUT);
            desk.first(completed.id());
            awaitNews(news(1, Status.WAITING, Trouble.of(Trouble.Kind.PAPER_OUT)));
            refuse();
            printer.set();
            now.updateAndGet(time -> time.plusSeconds(120));
            SessionRecord other = bench.completed(SampleLab.THREE);
            desk.first(other.id());
            awaitNews(new PrintNews(other.id(), 1, Status.PRINTED, List.of()));
            assertEquals(1, printer.labels().size());
            assertEquals(
                    List.of(completed.id()),
                    station.printJobs().waiting(SampleLab.KEY).stream()
                            .map(PrintJob::sessionId)
                            .toList());
        }

        private void refuse() throws StoreException {
            OutboxOperation upload =
                    bench.database().read(handle -> Outbox.list(handle, 10)).stream()
                            .filter(waiting -> waiting.entityId().equals(completed.id()))
                            .findFirst()
                            .orElseThrow();
            SampleBench.saved(bench.service().refusedByHub(upload, "unknown user"));
        }
    }

    @Nested
    class A_printer_that_falls_silent_behind_the_label {

        @Test
        void does_not_get_the_same_label_again() throws StoreException {
            printer.set(Condition.HANGS_UP);
            desk.first(completed.id());
            await().atMost(GENEROUS)
                    .until(() -> news.stream().anyMatch(one -> one.status() == Status.UNSURE));
            printer.set();
            now.updateAndGet(time -> time.plusSeconds(600));
            desk.first(completed.id());
            desk.again(completed.id());
            awaitNews(news(2, Status.PRINTED));
            assertEquals(List.of(), station.printJobs().waiting(SampleLab.KEY));
            assertTrue(printer.labels().getLast().contains("COPY 2"));
        }
    }

    @Nested
    class A_desk_with_nothing_to_print {

        @Test
        void asks_the_printer_how_it_is_now_and_then() throws Exception {
            List<DeviceStatus> told = new CopyOnWriteArrayList<>();
            printer.set(Condition.PAPER_OUT);
            desk.close();
            desk = unopened();
            desk.watch(Duration.ofMillis(50), told::add);
            desk.start();
            Offline paperOut = new Offline(Reason.NOT_READY, Trouble.of(Trouble.Kind.PAPER_OUT));
            await().atMost(GENEROUS).until(() -> told.size() > 2);
            assertEquals(paperOut, told.getFirst());
            assertEquals(paperOut, told.get(2));

            printer.set();
            await().atMost(GENEROUS).until(() -> told.getLast() instanceof DeviceStatus.Online);
        }
    }

    @Nested
    class A_test_label {

        @Test
        void is_printed_at_once_and_counts_as_no_copy() throws StoreException {
            List<PrintResult> results = new CopyOnWriteArrayList<>();
            desk.now(LABEL.test("Station 3", "2026-11-21 14:05"), results::add);
            await().atMost(GENEROUS)
                    .until(() -> results.equals(List.of(new PrintResult.Printed())));
            assertTrue(printer.labels().getFirst().contains("Not for use"));
            assertEquals(
                    Optional.empty(), station.printJobs().latest(SampleLab.KEY, completed.id()));
        }
    }

    @Test
    void a_container_has_a_label_with_its_code_and_what_is_in_it() {
        LabelLayout label = LABEL.container("BTL-1", List.of("Sodium chloride", "L2291"));

        assertEquals(
                List.of("C=BTL-1", "BTL-1", "Sodium chloride", "L2291"),
                label.items().stream()
                        .map(item ->
                                switch (item) {
                                    case LabelLayout.Code code -> code.text();
                                    case LabelLayout.Text text -> text.text();
                                })
                        .toList());
    }
}
