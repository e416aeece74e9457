package io.prepstation.kiosk.store;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// A query that runs again after each commit that touched its tables, until it is closed (STO-5).
///
/// It runs on a virtual thread of its own; commits that come while it runs are answered by one more run.
public final class LiveQuery implements AutoCloseable {

    private final Set<String> tables;
    private final Runnable reading;
    private final Consumer<LiveQuery> closed;
    private final BlockingQueue<Boolean> due = new ArrayBlockingQueue<>(1);
    private final Thread thread;

    LiveQuery(Set<String> tables, Runnable reading, Consumer<LiveQuery> closed) {
        this.tables = Set.copyOf(tables);
        this.reading = reading;
        this.closed = closed;
        this.thread = Thread.ofVirtual().name("live query").unstarted(this::run);
    }

    void start() {
        changed();
        thread.start();
    }

    boolean reads(Set<String> touched) {
        return !Collections.disjoint(tables, touched);
    }

    void changed() {
        due.offer(true);
    }

    /// No value is handed out after this, except one that is on its way.
    @Override
    public void close() {
        closed.accept(this);
        thread.interrupt();
    }

    private void run() {
        try {
            while (due.take()) {
                reading.run();
            }
        } catch (InterruptedException end) {
            due.clear();
        }
    }
}
