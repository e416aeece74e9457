package io.prepstation.kiosk.preparation;

import java.time.Duration;

/// How patiently a session is looked for by id while the store may still be opening or migrating (SES-6).
///
/// @param reads how often in all
/// @param apart the wait between two reads
public record OpeningRetry(int reads, Duration apart) {

    public static final OpeningRetry DEFAULT = new OpeningRetry(3, Duration.ofMillis(300));

    /// Waits, on the clock of whoever runs this: tests wait no time at all.
    @FunctionalInterface
    public interface Waiter {
        void await(Duration duration) throws InterruptedException;
    }

    public OpeningRetry {
        if (reads < 1) {
            throw new IllegalArgumentException("a session is looked for at least once");
        }
    }
}
