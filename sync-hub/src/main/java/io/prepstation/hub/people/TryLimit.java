package io.prepstation.hub.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Slows guessing down: counts failed tries of an address and of everybody together, and closes the door for the rest
/// of the window once there were too many. Safe for any thread; a restart forgets.
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

    /// How long this address must wait; empty if it may try.
    public synchronized Optional<Duration> waitOf(String address) {
        Instant now = clock.instant();
        startWindow(now);
        boolean closed = allFailures >= overall || failures.getOrDefault(address, 0) >= perAddress;
        return closed ? Optional.of(Duration.between(now, windowEnd)) : Optional.empty();
    }

    public synchronized void countFailure(String address) {
        startWindow(clock.instant());
        failures.merge(address, 1, Integer::sum);
        allFailures++;
    }

    private void startWindow(Instant now) {
        if (!now.isBefore(windowEnd)) {
            failures.clear();
            allFailures = 0;
            windowEnd = now.plus(window);
        }
    }
}
