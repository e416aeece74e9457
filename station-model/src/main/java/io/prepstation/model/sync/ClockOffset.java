package io.prepstation.model.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far a station's clock is from its hub's. It is for people to look at: no time that was recorded is ever changed by
/// it, because a record says what the clock at the bench showed.
///
/// @param ahead how far the station is ahead; negative if it is behind
/// @param uncertainty half the round trip: the answer may have been written at its beginning or at its end
/// @param measuredAt by the station's clock
public record ClockOffset(Duration ahead, Duration uncertainty, Instant measuredAt) {

    /// A clock that is further off needs somebody to look at it.
    public static final Duration LIMIT = Duration.ofMinutes(2);

    /// What took longer tells too little.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// @param sent when the request left, by the station's clock
    /// @param received when the answer was there, by the same
    /// @param hub what the hub's clock showed in between
    /// @return empty if it took too long, or the station's clock was set meanwhile
    public static Optional<ClockOffset> measured(Instant sent, Instant received, Instant hub) {
        Duration roundTrip = Duration.between(sent, received);
        if (roundTrip.isNegative() || roundTrip.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        Duration half = roundTrip.dividedBy(2);
        return Optional.of(new ClockOffset(Duration.between(hub, sent.plus(half)), half, received));
    }

    /// What the hub's clock showed then.
    public Instant hub() {
        return measuredAt.minus(uncertainty).minus(ahead);
    }

    /// Whether it is further off than it may be, whenever in the round trip the hub looked at its clock.
    public boolean isWrong() {
        return ahead.abs().minus(uncertainty).compareTo(LIMIT) > 0;
    }

    /// Whether the station is so far behind, or the hub so far ahead.
    public boolean isTooFarBehind() {
        return isWrong() && ahead.isNegative();
    }
}
