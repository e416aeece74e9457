package io.prepstation.kiosk.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the core: one virtual thread owns the state and takes events one by one; what takes time runs on a second one
/// and comes back as an event.
final class SyncLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("SyncEngine");
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final String MISTAKE =
            "Sync met a mistake in the program, which the journal has. It is tried again.";

    private final SyncCore core;
    private final SyncWork work;
    private final InstantSource clock;
    private final SyncLog log;
    private final SyncBoard board;
    private final Supplier<RoundTrips> roundTrips;
    private final Duration lookEvery;
    private final BlockingQueue<Told> inbox = new LinkedBlockingQueue<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sync ", 0).factory());

    private final ExecutorService afterwards =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sync result ", 0).factory());

    // What follows belongs to the loop's thread.
    private EngineState state;
    private long alarm;
    private boolean working;

    /// @param ofTask whether it is what a task came to, so that none is under way any more
    private record Told(SyncEvent event, boolean ofTask) {}

    /// @param roundTrips to the hub, as last measured
    SyncLoop(
            SyncCore core,
            SyncWork work,
            SyncSetup setup,
            SyncLog log,
            SyncBoard board,
            Supplier<RoundTrips> roundTrips) {
        this.core = core;
        this.work = work;
        this.clock = setup.clock();
        this.log = log;
        this.board = board;
        this.roundTrips = roundTrips;
        this.state = EngineState.initial(setup.autoSync());
        this.lookEvery = setup.rules().lookEvery();
        this.alarm = System.nanoTime() + lookEvery.toNanos();
    }

    void start() {
        tell(new SyncEvent.Started());
        threads.execute(this::run);
    }

    /// Any thread may.
    void tell(SyncEvent event) {
        inbox.add(new Told(event, false));
    }

    /// Ends both threads; an answer that is still on its way is fetched again after the next start.
    @Override
    public void close() {
        threads.shutdownNow();
        afterwards.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                    || !afterwards.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("sync did not end within {} s", CLOSING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                stepOrRest(next());
            }
        } catch (InterruptedException e) {
            LOG.debug("sync ends");
        } catch (RejectedExecutionException e) {
            LOG.debug("sync ends with work left to do", e);
        }
    }

    /// The alarm runs by the monotonic clock, so that a wall clock that jumps delays nothing.
    private SyncEvent next() throws InterruptedException {
        Told told = inbox.poll(Math.max(0, alarm - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (told == null) {
            return rung();
        }
        working = working && !told.ofTask();
        return told.event();
    }

    private SyncEvent rung() {
        alarm = Long.MAX_VALUE;
        return new SyncEvent.Tick();
    }

    /// A mistake of programming ends the round, not the sync. While a task is under way the round goes on with what that tells:
    /// another one beside it would do the same work twice.
    private void stepOrRest(SyncEvent event) {
        try {
            step(event);
        } catch (RejectedExecutionException closing) {
            throw closing;
        } catch (RuntimeException mistake) {
            if (working) {
                LOG.error("sync failed at {} and goes on", event, mistake);
                refuse(event);
            } else {
                LOG.error("sync failed at {} and rests", event, mistake);
                rest();
            }
        }
    }

    /// Nobody else would tell whoever asked.
    private void refuse(SyncEvent event) {
        if (event instanceof SyncEvent.Asked(var ticket, _)) {
            afterwards.execute(() -> board.finished(notDone(), List.of(ticket)));
        }
    }

    /// Whoever asked is told, also where the round that would tell them is lost.
    private void rest() {
        alarm = System.nanoTime() + lookEvery.toNanos();
        try {
            step(new SyncEvent.StoreFailed(MISTAKE));
        } catch (RejectedExecutionException closing) {
            throw closing;
        } catch (RuntimeException again) {
            LOG.error("sync could not end its round", again);
            if (!working) {
                state = state.in(new Activity.Resting());
            }
        }
        afterwards.execute(() -> board.finishedAll(notDone()));
    }

    private static SyncResult notDone() {
        return SyncResult.notDone(MISTAKE, Duration.ZERO);
    }

    private void step(SyncEvent event) {
        Instant now = clock.instant();
        Next next = core.step(state, event, now);
        log.step(state, event, next.state());
        state = next.state();
        log.age(state, now);
        work.stopping(state.halt().asked());
        board.show(SyncStatus.of(state));
        NetworkStatus network = NetworkStatus.of(state.hub(), roundTrips.get());
        log.network(network);
        board.show(network);
        next.effects().forEach(this::perform);
    }

    private void perform(SyncEffect effect) {
        switch (effect) {
            case SyncEffect.WakeAt(var at) -> alarm = System.nanoTime() + untilNanos(at);
            case SyncEffect.RoundEnded(var result, var tickets) -> {
                afterwards.execute(() -> ended(result, tickets));
                log.roundEnded(result);
            }
            case SyncEffect.NightOver(var at) -> threads.execute(() -> work.nightOver(at));
            case SyncEffect.Explain(var decision) -> log.decided(decision);
            case SyncEffect.Task task -> begin(task);
        }
    }

    private void begin(SyncEffect.Task task) {
        threads.execute(() -> answer(task));
        working = true;
    }

    /// Kept before anybody hears of it, and in the order of the rounds.
    private void ended(SyncResult result, List<Long> tickets) {
        try {
            if (result.didAnything() || !tickets.isEmpty()) {
                work.ended(result);
            }
        } finally {
            board.finished(result, tickets);
        }
    }

    /// A mistake of programming must not leave the core waiting for an answer for ever.
    private void answer(SyncEffect.Task task) {
        SyncEvent event = new SyncEvent.StoreFailed(MISTAKE);
        try {
            event = work.of(task);
        } finally {
            inbox.add(new Told(event, true));
        }
    }

    private long untilNanos(Instant at) {
        return Duration.between(clock.instant(), at).toNanos();
    }
}
