package io.prepstation.model.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: exponential with full jitter, so that stations do not come back all at once.
///
/// The wait after failure n is drawn evenly from 0 … min(cap, base · 2ⁿ⁻¹).
public record RetrySchedule(Duration base, Duration cap) {

    public static final RetrySchedule DEFAULT =
            new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int LARGEST_SHIFT = 30;

    /// @param failures how often it failed so far, at least 1
    public Duration waitAfter(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(longestWaitAfter(failures).toMillis() + 1));
    }

    /// The upper end of the draw.
    public Duration longestWaitAfter(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("a wait follows a failure");
        }
        Duration grown = base.multipliedBy(1L << Math.min(failures - 1, LARGEST_SHIFT));
        return grown.compareTo(cap) < 0 ? grown : cap;
    }
}
