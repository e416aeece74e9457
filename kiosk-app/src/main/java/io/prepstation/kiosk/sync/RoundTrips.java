package io.prepstation.kiosk.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long the last small requests to the hub took, from before the first byte to after the last.
///
/// @param last the newest last; empty for one that was lost on the way
public record RoundTrips(List<Optional<Duration>> last) {

    /// No request was made yet.
    public static final RoundTrips NONE = new RoundTrips(List.of());

    private static final int KEPT = 8;

    /// One lost request may be an accident; two of the last few are the network.
    private static final int LOST = 2;

    private static final Duration EXCELLENT = Duration.ofMillis(150);
    private static final Duration GOOD = Duration.ofMillis(600);

    public RoundTrips {
        last = List.copyOf(last);
    }

    /// Another request was answered, whatever the answer was.
    public RoundTrips answered(Duration took) {
        return with(Optional.of(took));
    }

    /// Another request was not answered.
    public RoundTrips lost() {
        return with(Optional.empty());
    }

    private RoundTrips with(Optional<Duration> newest) {
        List<Optional<Duration>> all = new ArrayList<>(last);
        all.add(newest);
        return new RoundTrips(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    /// The middle one of those that were answered; null if none was.
    public @Nullable Duration typical() {
        List<Duration> answered = last.stream().flatMap(Optional::stream).sorted().toList();
        return answered.isEmpty() ? null : answered.get((answered.size() - 1) / 2);
    }

    /// How good the network is while the hub is there; null if nothing was measured yet.
    public NetworkStatus.@Nullable Quality quality() {
        if (last.isEmpty()) {
            return null;
        }
        Duration typical = Objects.requireNonNullElse(typical(), GOOD.plusMillis(1));
        boolean losing = last.stream().filter(Optional::isEmpty).count() >= LOST;
        if (losing || typical.compareTo(GOOD) > 0) {
            return NetworkStatus.Quality.POOR;
        }
        return typical.compareTo(EXCELLENT) > 0
                ? NetworkStatus.Quality.GOOD
                : NetworkStatus.Quality.EXCELLENT;
    }
}
