package io.prepstation.hub.people;

import io.prepstation.hub.store.Tables;
import io.prepstation.model.people.Lockout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Slows guessing down: counts failed tries of an address, over restarts and at all nodes, and closes the door for the
/// rest of the window once there were too many. A try counts as failed until it succeeded, so that a thousand at once are no
/// more than one after the other. Within the caller's transaction.
///
/// @param door what is guessed at: `enrol`, `web`
/// @param window begins with the first try
/// @param perAddress how many tries fail before it closes
public record TryLimit(String door, Duration window, int perAddress) {

    /// So far the clocks of two requests may be apart.
    private static final Duration APART = Duration.ofMinutes(1);

    /// Begins a try, counted as failed until [#opened]. What is old is forgotten with the first one of an address, whose own
    /// row is new: two at once can then not wait for each other.
    ///
    /// @param address where it comes from, or who is behind it
    /// @return how long to wait if it may not even be tried
    Optional<Duration> knock(Tables tables, String address, Instant now) {
        Lockout kept = tables.lockouts().held(row(address));
        Lockout before = at(now, kept);
        Optional<Duration> wait = wait(before, now);
        if (wait.isEmpty()) {
            tables.lockouts().keep(row(address), tried(before, now));
            if (kept.failures() == 0) {
                tables.lockouts().forgetOld(now);
            }
        }
        return wait;
    }

    /// The same without a try, and without holding anybody up who writes: an address that is turned away costs no more.
    Optional<Duration> look(Tables tables, String address, Instant now) {
        return wait(at(now, tables.lockouts().find(row(address))), now);
    }

    /// The try was no guess.
    void opened(Tables tables, String address) {
        Lockout before = tables.lockouts().held(row(address));
        if (before.failures() > 1) {
            tables.lockouts()
                    .keep(row(address), new Lockout(before.failures() - 1, before.closedUntil()));
        } else {
            tables.lockouts().forget(row(address));
        }
    }

    /// What was counted, by this clock. One that was ahead at a wrong try, and was set right since, put the window's end
    /// further off than any window is long: such a window is none. Who reads the clock a moment before another counts, or by the clock of
    /// another node, is no such case.
    private Lockout at(Instant now, Lockout kept) {
        return kept.closedUntil().isAfter(now.plus(window).plus(APART)) ? Lockout.NONE : kept;
    }

    private Optional<Duration> wait(Lockout before, Instant now) {
        return before.failures() < perAddress ? Optional.empty() : before.waitAt(now);
    }

    private Lockout tried(Lockout before, Instant now) {
        return before.waitAt(now).isPresent()
                ? new Lockout(before.failures() + 1, before.closedUntil())
                : new Lockout(1, now.plus(window));
    }

    private String row(String address) {
        return "tries:" + door + ":" + address;
    }
}
