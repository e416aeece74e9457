package io.prepstation.kiosk.sync;

import java.time.Duration;

/// How long to wait for the hub.
///
/// @param connect until a connection stands
/// @param silence without a byte before an exchange counts as cut
/// @param answer for a whole exchange, however slowly bytes trickle
/// @param load for the whole of a lab, which may be large and the line slow
/// @param probe for a whole probe
public record HubTimeouts(
        Duration connect, Duration silence, Duration answer, Duration load, Duration probe) {

    /// While somebody stands at the bench and waits to be let in.
    public static final HubTimeouts FOR_A_PERSON =
            new HubTimeouts(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(3));

    public static final HubTimeouts DEFAULT =
            new HubTimeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(2),
                    Duration.ofHours(1),
                    Duration.ofSeconds(3));
}
