package io.prepstation.kiosk.field;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The monotonic clock of a device's loop, which looks at it each time round: a loop that no longer asks for the time no
/// longer turns.
public final class Heartbeat implements LongSupplier, Heart {

    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Runnable> asked = new AtomicReference<>();

    public Heartbeat(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public long getAsLong() {
        Runnable answer = asked.getAndSet(null);
        if (answer != null) {
            answer.run();
        }
        return nanos.getAsLong();
    }

    @Override
    public void ask(Runnable answer) {
        asked.set(answer);
    }
}
