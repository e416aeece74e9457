package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.people.SignInResult;
import io.prepstation.kiosk.people.SignInResult.Recognised;
import io.prepstation.model.bench.BenchState;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Locks the screen over a bench nobody has touched for a while. The bench goes on underneath, so no step is lost. On the
/// JavaFX thread.
final class IdleLock {

    private final InstantSource clock;
    private final boolean locks;
    private final Duration after;
    private Instant lastTouch;
    private boolean locked;
    private Optional<User> recognised = Optional.empty();

    IdleLock(InstantSource clock, Setup setup) {
        this.clock = clock;
        this.locks = setup.signIn() == Authentication.BADGE_AND_PIN;
        this.after = setup.lockAfter();
        this.lastTouch = clock.instant();
    }

    /// Somebody is there; that alone does not open a lock.
    void touched() {
        lastTouch = clock.instant();
    }

    void answered(SignInResult result) {
        if (result instanceof Recognised(var user, var _)) {
            recognised = Optional.of(user);
            lastTouch = clock.instant();
        }
    }

    /// Whether the screen is locked. It opens when the person recognised last is the one the bench works with: the same
    /// as before, or whoever has taken over.
    boolean lockedOver(BenchState state) {
        Optional<User> person = state.person();
        if (person.isEmpty()) {
            locked = false;
        } else if (locked) {
            locked = recognised.isEmpty() || !recognised.equals(person);
        } else if (locks && !clock.instant().isBefore(lastTouch.plus(after))) {
            locked = true;
            recognised = Optional.empty();
        }
        return locked;
    }
}
