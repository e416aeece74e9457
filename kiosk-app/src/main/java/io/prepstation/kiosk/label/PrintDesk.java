package io.prepstation.kiosk.label;

import io.prepstation.device.DeviceStatus;
import io.prepstation.device.Trouble;
import io.prepstation.device.printer.LabelPrinter;
import io.prepstation.device.printer.PrintResult;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.PrintJob;
import io.prepstation.kiosk.store.PrintJob.Status;
import io.prepstation.kiosk.store.PrintJobs;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.label.LabelLayout;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prints labels one after the other on its own thread. A label that cannot be printed waits in the store and is tried
/// again; one that may have come out is not.
public final class PrintDesk implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Print");
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LATEST_RETRY = Duration.ofMinutes(1);
    private static final Duration LAST_LABEL = Duration.ofSeconds(3);

    /// Where labels come from and go to.
    public record Surroundings(
            LabDatabase lab, PrintJobs jobs, SessionLabel label, LabelPrinter printer) {

        private LabKey key() {
            return lab.lab();
        }

        private Optional<SessionRecord> session(String id) throws StoreException {
            return lab.read(handle -> SessionRepository.find(handle, id));
        }

        /// The original of a session that came back from the hub was printed before the station lost what it knew of it.
        private int printedBefore(String sessionId) throws StoreException {
            return lab.read(handle -> ReturnedRows.isOne(handle, sessionId)) ? 1 : 0;
        }
    }

    private final Surroundings surroundings;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Consumer<PrintNews> news;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Duration longestRest = LATEST_RETRY;
    private @Nullable Task look;
    private @Nullable Thread thread;

    /// Something the printing thread is asked to do.
    private interface Task {
        void run() throws StoreException;
    }

    /// @param news called on the printing thread
    public PrintDesk(
            Surroundings surroundings,
            InstantSource clock,
            Supplier<String> ids,
            Consumer<PrintNews> news) {
        this.surroundings = surroundings;
        this.clock = clock;
        this.ids = ids;
        this.news = news;
    }

    /// Tells how the printer is at the start, and after each such time in which nothing was printed; before [#start].
    ///
    /// @param state called on the printing thread
    public void watch(Duration every, Consumer<DeviceStatus> state) {
        longestRest = every;
        look = () -> state.accept(surroundings.printer().status());
        tasks.add(look);
    }

    /// Prints what waits, from now on.
    public void start() {
        thread = Thread.ofPlatform().name("printing").daemon().start(this::run);
    }

    /// Whether something is asked for that is not yet in the store or on the paper, and would be lost or printed twice.
    public boolean isAtWork() {
        return asked.get() > 0;
    }

    private void ask(Task task) {
        asked.incrementAndGet();
        tasks.add(() -> {
            try {
                task.run();
                var _ = printWaiting();
            } finally {
                asked.decrementAndGet();
            }
        });
    }

    /// Prints the label of a session that was just completed, unless it was asked for before.
    public void first(String sessionId) {
        ask(() -> {
            if (surroundings.jobs().latest(surroundings.key(), sessionId).isEmpty()) {
                queue(sessionId);
            }
        });
    }

    /// Prints another label of a completed session; it says which copy it is.
    public void again(String sessionId) {
        ask(() -> queue(sessionId));
    }

    /// Prints something now or never.
    public void now(LabelLayout layout, Consumer<PrintResult> result) {
        ask(() -> result.accept(surroundings.printer().print(layout, "now")));
    }

    /// Asks the printer how it is.
    public void status(Consumer<DeviceStatus> answer) {
        tasks.add(() -> answer.accept(surroundings.printer().status()));
    }

    private void queue(String sessionId) throws StoreException {
        boolean completed =
                surroundings
                        .session(sessionId)
                        .filter(record -> record.session().status() == SessionStatus.COMPLETED)
                        .isPresent();
        if (!completed) {
            log.warn("session {} is not completed: no label", sessionId);
            return;
        }
        PrintJob job =
                surroundings
                        .jobs()
                        .add(
                                ids.get(),
                                surroundings.key(),
                                sessionId,
                                surroundings.printedBefore(sessionId),
                                clock.instant());
        tell(job, Status.WAITING, List.of());
    }

    private void run() {
        Duration pause = Duration.ZERO;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration rest = min(pause, longestRest);
                Task task = tasks.poll(rest.toMillis(), TimeUnit.MILLISECONDS);
                pause = work(task == null && rest.equals(longestRest) ? look : task);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// How long nothing is to be done.
    private Duration work(@Nullable Task task) {
        try {
            if (task != null) {
                task.run();
            }
            return printWaiting();
        } catch (StoreException failure) {
            log.warn("labels wait: {}", failure.getMessage());
            return FIRST_RETRY;
        } catch (RuntimeException mistake) {
            log.error("something asked of the printer failed", mistake);
            return FIRST_RETRY;
        }
    }

    private Duration printWaiting() throws StoreException {
        Duration pause = LATEST_RETRY;
        for (PrintJob job : surroundings.jobs().waiting(surroundings.key())) {
            Duration left = Duration.between(clock.instant(), job.nextTry());
            if (left.isPositive()) {
                pause = left.compareTo(pause) < 0 ? left : pause;
            } else {
                pause = min(pause, print(job));
            }
        }
        return pause;
    }

    /// The time until this job is due again. A session that the hub refused meanwhile has no label until it is corrected; the
    /// job waits for that.
    private Duration print(PrintJob job) throws StoreException {
        Optional<SessionRecord> record = surroundings.session(job.sessionId());
        if (record.isEmpty()) {
            return finish(job, Status.UNSURE, List.of(Trouble.of(Trouble.Kind.SESSION_MISSING)));
        }
        if (record.get().session().status() != SessionStatus.COMPLETED) {
            return postpone(job, List.of());
        }
        LabelLayout layout;
        try {
            layout = surroundings.label().of(record.get(), job.copy());
        } catch (IllegalArgumentException undrawable) {
            log.error("the label of {} cannot be made", job.sessionId(), undrawable);
            return postpone(job, List.of());
        }
        return switch (surroundings.printer().print(layout, record.get().context().formulaCode())) {
            case PrintResult.Printed _ -> finish(job, Status.PRINTED, List.of());
            case PrintResult.Unsure(var troubles) -> finish(job, Status.UNSURE, troubles);
            case PrintResult.NotPrinted(var troubles) -> postpone(job, troubles);
        };
    }

    private Duration finish(PrintJob job, Status status, List<Trouble> troubles)
            throws StoreException {
        surroundings.jobs().finish(job, status, recorded(troubles));
        tell(job, status, troubles);
        return LATEST_RETRY;
    }

    private Duration postpone(PrintJob job, List<Trouble> troubles) throws StoreException {
        Duration wait =
                min(LATEST_RETRY, FIRST_RETRY.multipliedBy(1L << Math.min(job.attempts(), 10)));
        Instant next = clock.instant().plus(wait);
        surroundings.jobs().postpone(job, recorded(troubles), next);
        if (!recorded(troubles).equals(job.problem())) {
            tell(job, Status.WAITING, troubles);
        }
        return wait;
    }

    private void tell(PrintJob job, Status status, List<Trouble> troubles) {
        log.info("label of {} copy {}: {} {}", job.sessionId(), job.copy(), status, troubles);
        news.accept(new PrintNews(job.sessionId(), job.copy(), status, troubles));
    }

    private static String recorded(List<Trouble> troubles) {
        return troubles.stream().map(Trouble::toString).collect(Collectors.joining("; "));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Ends after the label under way, for which it waits a little. What waits is printed after the next start.
    @Override
    public void close() {
        Thread ending = thread;
        if (ending == null) {
            return;
        }
        ending.interrupt();
        try {
            if (!ending.join(LAST_LABEL)) {
                log.warn("the label under way did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
