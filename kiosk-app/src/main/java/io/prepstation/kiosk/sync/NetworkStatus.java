package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.sync.HubSight.Answering;
import io.prepstation.kiosk.sync.HubSight.Away;
import io.prepstation.kiosk.sync.HubSight.Busy;
import io.prepstation.kiosk.sync.HubSight.Refusing;
import io.prepstation.kiosk.sync.HubSight.Returning;
import io.prepstation.kiosk.sync.HubSight.Unseen;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the way to the hub is (SYN-10).
///
/// @param quality null while nothing was measured
/// @param roundTrip of a small request of late; null while none was answered, and offline
public record NetworkStatus(State state, @Nullable Quality quality, @Nullable Duration roundTrip) {

    /// Whether the hub is there.
    public enum State {
        ONLINE,
        OFFLINE,
        /// Not asked yet, or just back and not settled.
        CHANGING
    }

    /// From the best to the worst.
    public enum Quality {
        EXCELLENT,
        GOOD,
        POOR,
        OFFLINE
    }

    /// Before the hub was ever asked.
    public static final NetworkStatus UNKNOWN = of(new Unseen(), RoundTrips.NONE);

    static NetworkStatus of(HubSight hub, RoundTrips measured) {
        return switch (hub) {
            case Away _ -> new NetworkStatus(State.OFFLINE, Quality.OFFLINE, null);
            case Unseen _, Returning _ -> now(State.CHANGING, measured);
            case Answering _, Busy _, Refusing _ -> now(State.ONLINE, measured);
        };
    }

    private static NetworkStatus now(State state, RoundTrips measured) {
        return new NetworkStatus(state, measured.quality(), measured.typical());
    }
}
