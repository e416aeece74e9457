package io.prepstation.hub.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.people.Lockout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Slows guessing down, door by door, over restarts and however many try at once. Within the caller's transaction.
final class Doors {

    private Doors() {}

    /// Begins a try, counted as failed until [#opened].
    ///
    /// @param door `badge:…`, `login:…`
    /// @param about whom or where, for those who may read of it in the audit trail
    /// @return how long to wait if it may not even be tried
    static Optional<Duration> knock(Tables tables, String door, Instant now, ObjectNode about) {
        Lockout stored = tables.lockouts().held(door);
        Lockout before = stored.at(now);
        Optional<Duration> wait = before.waitAt(now);
        if (wait.isPresent()) {
            if (!before.equals(stored)) {
                tables.lockouts().keep(door, before);
            }
            return wait;
        }
        Lockout after = before.tried(now);
        tables.lockouts().keep(door, after);
        if (after.hasJustClosed()) {
            tables.lockouts().forgetOld(now);
            tables.audit().append(now, "door_closed", "hub", about.put("door", door));
        }
        return Optional.empty();
    }

    static void opened(Tables tables, String door) {
        tables.lockouts().forget(door);
    }
}
