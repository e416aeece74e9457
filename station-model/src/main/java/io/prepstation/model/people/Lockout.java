package io.prepstation.model.people;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long a badge waits after wrong PINs: the first tries are free, then the wait doubles. A value; who keeps it must
/// keep it over restarts.
///
/// @param failures tries since the last right one, the one under way included
/// @param closedUntil no try before this moment is even looked at
public record Lockout(int failures, Instant closedUntil) {

    /// Nothing has gone wrong yet.
    public static final Lockout NONE = new Lockout(0, Instant.EPOCH);

    private static final int FREE_TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(8);
    private static final int DOUBLINGS = 10;

    /// How much longer it is closed; empty if a try may be made.
    public Optional<Duration> waitAt(Instant now) {
        return now.isBefore(closedUntil)
                ? Optional.of(Duration.between(now, closedUntil))
                : Optional.empty();
    }

    /// The same by this clock. One that was ahead when a try went wrong, and was set right since, would close the badge until
    /// then: it is closed no longer than its tries cost, from now on.
    public Lockout at(Instant now) {
        Instant latest = now.plus(waitAfter(failures));
        return latest.isBefore(closedUntil) ? new Lockout(failures, latest) : this;
    }

    /// A try begins. It counts as failed until it has succeeded, so that a thousand at once are no more than one after
    /// the other.
    public Lockout tried(Instant now) {
        return new Lockout(failures + 1, now.plus(waitAfter(failures + 1)));
    }

    /// Whether the try just counted is the first that closes the badge.
    public boolean hasJustClosed() {
        return failures == FREE_TRIES;
    }

    private static Duration waitAfter(int failures) {
        if (failures < FREE_TRIES) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - FREE_TRIES, DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
