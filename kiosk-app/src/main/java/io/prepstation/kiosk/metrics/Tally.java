package io.prepstation.kiosk.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// How often something was done, and how long it took in all. Safe for any thread.
public final class Tally {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    public void add(Duration took) {
        count.increment();
        nanos.add(took.toNanos());
    }

    public long count() {
        return count.sum();
    }

    public long nanos() {
        return nanos.sum();
    }
}
