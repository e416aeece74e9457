package io.prepstation.kiosk;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A work that never runs twice at once: however often it is asked for while it runs, it runs once more, so that its last
/// run began after the last time it was asked for.
final class OneAtATime {

    private static final int AND_ONCE_MORE = 2;

    private final Executor threads;
    private final Runnable work;
    private final AtomicInteger due = new AtomicInteger();

    /// @param threads where it runs, not the caller's
    OneAtATime(Executor threads, Runnable work) {
        this.threads = threads;
        this.work = work;
    }

    void ask() {
        if (due.getAndUpdate(runs -> Math.min(runs + 1, AND_ONCE_MORE)) == 0) {
            threads.execute(this::run);
        }
    }

    private void run() {
        do {
            try {
                work.run();
            } catch (RuntimeException e) {
                log().error("a work failed; the next time it is asked for it runs again", e);
            }
        } while (due.decrementAndGet() > 0);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(OneAtATime.class);
    }
}
