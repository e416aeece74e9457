package io.prepstation.hub.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Slows guessing down: counts failed tries of an address and of everybody together, and closes the door for the rest
/// of the window once there were too many. A try counts as failed until it succeeded, so that a thousand at once are no more
/// than one after the other. Safe for any thread; a restart forgets.
public final class TryLimit {

    private final InstantSource clock;
    private final Duration window;
    private final int perAddress;
    private final int overall;
    private final Map<String, Integer> failures = new HashMap<>();
    private int allFailures;
    private Instant windowEnd = Instant.MIN;

    public TryLimit(InstantSource clock, Duration window, int perAddress, int overall) {
        this.clock = clock;
        this.window = window;
        this.perAddress = perAddress;
        this.overall = overall;
    }

    /// Begins a try, counted as failed until [#opened].
    ///
    /// @param address where it comes from, or who is behind it
    /// @return how long to wait if it may not even be tried
    public synchronized Optional<Duration> knock(String address) {
        Instant now = clock.instant();
        startWindow(now);
        if (allFailures >= overall || failures.getOrDefault(address, 0) >= perAddress) {
            return Optional.of(Duration.between(now, windowEnd));
        }
        failures.merge(address, 1, Integer::sum);
        allFailures++;
        return Optional.empty();
    }

    /// The try was no guess.
    public synchronized void opened(String address) {
        if (failures.getOrDefault(address, 0) > 0) {
            failures.merge(address, -1, Integer::sum);
            allFailures--;
        }
    }

    private void startWindow(Instant now) {
        if (!now.isBefore(windowEnd)) {
            failures.clear();
            allFailures = 0;
            windowEnd = now.plus(window);
        }
    }
}
