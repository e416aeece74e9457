package io.prepstation.device.camera;

import io.prepstation.device.DeviceClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Makes one scan of the many reads of a code that is held in view: it counts once, until it has left the view.
///
/// A first read counts at once if the application knows its form; anything else must be read twice within a second,
/// because a misread is never misread the same way twice. Not thread-safe.
public final class RepeatFilter {

    private static final Duration TWICE_WITHIN = Duration.ofSeconds(1);

    private final Duration leftAfter;
    private final Predicate<String> known;
    private final DeviceClock clock;
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<String, Long> readOnce = new HashMap<>();

    /// @param leftAfter how long a code must not be read before it counts again
    /// @param known whether a text passes the application's check
    public RepeatFilter(Duration leftAfter, Predicate<String> known, DeviceClock clock) {
        this.leftAfter = leftAfter;
        this.known = known;
        this.clock = clock;
    }

    /// Whether this read counts as a scan.
    public boolean counts(String text) {
        long now = clock.now();
        counted.values().removeIf(lastRead -> now - lastRead >= leftAfter.toNanos());
        readOnce.values().removeIf(read -> now - read > TWICE_WITHIN.toNanos());
        if (counted.containsKey(text)) {
            counted.put(text, now);
            return false;
        }
        if (!known.test(text) && readOnce.put(text, now) == null) {
            return false;
        }
        readOnce.remove(text);
        counted.put(text, now);
        return true;
    }
}
