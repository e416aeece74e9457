package io.prepstation.kiosk.sync;

import java.util.ArrayList;
import java.util.List;

/// Why a round is made; wishes that come while one runs are joined into the next.
///
/// @param urgency how much of the retry schedule is honoured
/// @param tickets of the callers of "Sync now" who wait for its result
public record Wish(Urgency urgency, List<Long> tickets) {

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
        return new Wish(urgency, List.of());
    }

    static Wish asked(long ticket) {
        return new Wish(Urgency.ASKED, List.of(ticket));
    }

    Wish and(Wish other) {
        List<Long> all = new ArrayList<>(tickets);
        all.addAll(other.tickets);
        return new Wish(urgency.compareTo(other.urgency) > 0 ? urgency : other.urgency, all);
    }

    boolean isAtLeast(Urgency least) {
        return urgency.compareTo(least) >= 0;
    }
}
