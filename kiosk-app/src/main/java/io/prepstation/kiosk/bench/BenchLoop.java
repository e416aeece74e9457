package io.prepstation.kiosk.bench;

import io.prepstation.model.bench.Bench;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Next;
import io.prepstation.model.bench.Situation;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the bench's [Situation] on one thread; everyone else posts events.
///
/// Effects are only started here, never waited for: their answers come back as events. Listeners are called on this
/// thread after every move, with effects of the move already started, and must return at once.
public final class BenchLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger("Bench");

    private final Bench bench;
    private final Consumer<Effect> effects;
    private final List<Consumer<Situation>> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<BenchEvent> events = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Situation situation;
    private volatile boolean closed;

    /// @param effects starts an effect; called on the loop's thread
    public BenchLoop(Bench bench, Situation initial, Consumer<Effect> effects) {
        this.bench = bench;
        this.situation = initial;
        this.effects = effects;
        this.thread = Thread.ofPlatform().name("bench").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Hands an event to the loop; callable from any thread, never blocks.
    public void post(BenchEvent event) {
        events.add(event);
    }

    /// Calls the listener with every situation from now on.
    public void listen(Consumer<Situation> listener) {
        listeners.add(listener);
    }

    /// The situation after the last move; callable from any thread.
    public Situation situation() {
        return situation;
    }

    private void run() {
        try {
            while (!closed) {
                move(events.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void move(BenchEvent event) {
        Situation before = situation;
        Next next = bench.next(before, event);
        situation = next.situation();
        if (!before.state().getClass().equals(next.situation().state().getClass())) {
            log.debug(
                    "{} --{}--> {}",
                    before.state().getClass().getSimpleName(),
                    event.getClass().getSimpleName(),
                    next.situation().state().getClass().getSimpleName());
        }
        next.effects().forEach(effects);
        listeners.forEach(listener -> listener.accept(next.situation()));
    }

    /// Stops after the move under way; events still queued are dropped, because nothing in them was acknowledged.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
