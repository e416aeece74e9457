package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.EntityType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a round is made; wishes that come while one runs are joined into the next.
///
/// @param urgency how much of the retry schedule is honoured
/// @param tickets of the callers of "Sync now" who wait for its result
/// @param only the type of what is to go up, with what that needs first; null for everything
public record Wish(Urgency urgency, List<Long> tickets, @Nullable EntityType only) {

    /// From the most patient to the least.
    public enum Urgency {
        /// Looks whether something is due, and whether the hub is there.
        TIMER,
        /// Does what is due, even if the hub was away a moment ago.
        NEW_WORK,
        /// Does what only waited for the network.
        RECONNECTED,
        /// Everything is tried once a night, whatever its schedule says, as long as the hub lets it.
        NIGHT,
        /// A person wants everything tried now, even if the hub refused this station.
        ASKED
    }

    public Wish {
        tickets = List.copyOf(tickets);
    }

    static Wish of(Urgency urgency) {
        return new Wish(urgency, List.of(), null);
    }

    static Wish asked(long ticket) {
        return asked(ticket, null);
    }

    static Wish asked(long ticket, @Nullable EntityType only) {
        return new Wish(Urgency.ASKED, List.of(ticket), only);
    }

    /// The same, with everything tried once.
    Wish nightly() {
        return new Wish(Urgency.NIGHT, tickets, null);
    }

    boolean wantsSessions() {
        return only == null || only == EntityType.SESSIONS;
    }

    boolean wantsEdits() {
        return only != EntityType.SESSIONS;
    }

    /// Whoever asked for one type gets more if somebody else wants more.
    ///
    /// @param byItself whether anything is sent that nobody asked for; if not, only who asked says what goes
    Wish and(Wish other, boolean byItself) {
        List<Long> all = new ArrayList<>(tickets);
        all.addAll(other.tickets);
        boolean first = isAtLeast(other.urgency);
        Wish most = first ? this : other;
        Wish least = first ? other : this;
        boolean bothSend = byItself || least.urgency == Urgency.ASKED;
        return new Wish(most.urgency, all, only == other.only ? only : bothSend ? null : most.only);
    }

    boolean isAtLeast(Urgency least) {
        return urgency.compareTo(least) >= 0;
    }
}
