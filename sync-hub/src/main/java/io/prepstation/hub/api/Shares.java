package io.prepstation.hub.api;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// How much of the hub one station may have at once, so that one that floods it keeps no other waiting. Safe for any
/// thread.
final class Shares {

    private final int most;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Shares(int most) {
        this.most = most;
    }

    /// @return what gives it back, once, however often it is run; empty if the station has as many as it may have
    Optional<Runnable> take(String stationId) {
        AtomicBoolean held = new AtomicBoolean();
        taken.compute(
                stationId,
                (_, others) -> {
                    int now = others == null ? 0 : others;
                    held.set(now < most);
                    return held.get() ? now + 1 : now;
                });
        return held.get()
                ? Optional.of(() -> {
                    if (held.getAndSet(false)) {
                        taken.computeIfPresent(stationId, (_, now) -> now == 1 ? null : now - 1);
                    }
                })
                : Optional.empty();
    }
}
