package io.prepstation.kiosk.sync;

import java.util.ArrayList;
import java.util.List;

/// Why a round is made; wishes that come while one runs are joined into the next.
///
/// @param urgency how much of the retry schedule is honoured
/// @param tickets of the callers of "Sync now" who wait for its result
/// @param scope what is to go which way
public record Wish(Urgency urgency, List<Long> tickets, SyncScope scope) {

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
        return new Wish(urgency, List.of(), SyncScope.EVERYTHING);
    }

    static Wish asked(long ticket) {
        return asked(ticket, SyncScope.EVERYTHING);
    }

    static Wish asked(long ticket, SyncScope scope) {
        return new Wish(Urgency.ASKED, List.of(ticket), scope);
    }

    /// The same, with everything tried once.
    Wish nightly() {
        return new Wish(Urgency.NIGHT, tickets, SyncScope.EVERYTHING);
    }

    /// Whoever asked for one type, or for one way, gets more if somebody else wants more.
    ///
    /// @param byItself whether anything is done that nobody asked for; if not, only who asked says what
    Wish and(Wish other, boolean byItself) {
        List<Long> all = new ArrayList<>(tickets);
        all.addAll(other.tickets);
        boolean first = isAtLeast(other.urgency);
        Wish most = first ? this : other;
        Wish least = first ? other : this;
        boolean bothCount = byItself || least.urgency == Urgency.ASKED;
        return new Wish(most.urgency, all, bothCount ? scope.and(other.scope) : most.scope);
    }

    boolean isAtLeast(Urgency least) {
        return urgency.compareTo(least) >= 0;
    }
}
