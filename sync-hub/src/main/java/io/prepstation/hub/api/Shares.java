package io.prepstation.hub.api;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How much of the hub one party may have at once, so that one that floods it keeps no other waiting. Safe for any thread.
final class Shares {

    private final int most;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Shares(int most) {
        this.most = most;
    }

    /// One of what a party has. It is given back when everybody who holds it has let go; who took it holds it.
    static final class Share {

        private final AtomicInteger holders = new AtomicInteger(1);
        private final Runnable givingBack;

        private Share(Runnable givingBack) {
            this.givingBack = givingBack;
        }

        /// For something more that must end before the share is free.
        void hold() {
            holders.incrementAndGet();
        }

        /// Once for each that held it.
        void letGo() {
            if (holders.decrementAndGet() == 0) {
                givingBack.run();
            }
        }
    }

    /// @return empty if the party has as many as it may have
    Optional<Share> take(String party) {
        boolean[] granted = new boolean[1];
        taken.compute(
                party,
                (_, held) -> {
                    int now = held == null ? 0 : held;
                    granted[0] = now < most;
                    return granted[0] ? now + 1 : held;
                });
        return granted[0] ? Optional.of(new Share(() -> giveBack(party))) : Optional.empty();
    }

    private void giveBack(String party) {
        taken.computeIfPresent(party, (_, held) -> held == 1 ? null : held - 1);
    }
}
