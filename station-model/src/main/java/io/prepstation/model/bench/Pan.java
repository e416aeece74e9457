package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Underload;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.balance.BalanceStatus.Online;
import io.prepstation.model.balance.StabilitySource;
import io.prepstation.model.mass.Mass;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of the balance at this moment, whatever the bench is doing.
///
/// @param latest the newest reading; null before the first and after every break of the connection
/// @param steadySince number of the first frame of the unbroken run of equal stable readings up to `latest`
/// @param tare what the balance subtracts; null while unknown, as after a connect
/// @param stale whether `latest` is too old to stand for what is on the pan now
/// @param zeroDoubtful whether the balance may have set another zero since the vessel was last weighed
public record Pan(
        BalanceStatus status,
        @Nullable BalanceReading latest,
        long steadySince,
        @Nullable Mass tare,
        boolean stale,
        boolean zeroDoubtful) {

    /// A printed line stands for what is on the pan for so long (WEI-13).
    private static final Duration PRINT_HOLDS = Duration.ofSeconds(10);

    /// With a zero that nothing speaks against.
    public Pan(
            BalanceStatus status,
            @Nullable BalanceReading latest,
            long steadySince,
            @Nullable Mass tare,
            boolean stale) {
        this(status, latest, steadySince, tare, stale, false);
    }

    /// Before anything was heard from the balance.
    public static Pan unknown(BalanceStatus status) {
        return new Pan(status, null, 0, null, false);
    }

    public Optional<BalanceIdentity> identity() {
        return status instanceof Online(var identity) ? Optional.of(identity) : Optional.empty();
    }

    public boolean online() {
        return status instanceof Online;
    }

    /// The displayed mass, moving or not; empty on overload, underload and before the first reading.
    public Optional<Mass> displayed() {
        return switch (latest) {
            case Stable(var mass, var _, var _) -> Optional.of(mass);
            case Unstable(var mass, var _) -> Optional.of(mass);
            case Unmarked(var mass, var _) -> Optional.of(mass);
            case Overload _, Underload _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// What stands on the pan, moving or not; empty while the balance's tare is not known.
    public Optional<Mass> gross() {
        Mass known = tare;
        return known == null ? Optional.empty() : displayed().map(known::plus);
    }

    /// What stands at rest on the pan; empty while it moves, is stale or the tare is not known.
    public Optional<Mass> steadyGross() {
        return latest instanceof Stable && !stale ? gross() : Optional.empty();
    }

    /// Whether Accept of the reading with this number still means what is on the pan: it is the newest, or every newer
    /// one is stable and shows the same (WEI-5).
    boolean stillShows(long frameNumber, Mass seen) {
        return latest instanceof Stable(var mass, var frame, var _)
                && !stale
                && mass.sameAs(seen)
                && frameNumber >= steadySince
                && frameNumber <= frame.number();
    }

    Pan withStatus(BalanceStatus next) {
        return new Pan(next, null, 0, null, false, zeroDoubtful);
    }

    Pan withReading(BalanceReading reading) {
        return new Pan(status, reading, steadySince(reading), tare, false, zeroDoubtful);
    }

    Pan withTare(Mass next) {
        return new Pan(status, null, 0, next, false, zeroDoubtful);
    }

    Pan doubtingZero() {
        return new Pan(status, latest, steadySince, tare, stale, true);
    }

    /// The vessel was weighed, or zero was set, since the doubt arose.
    Pan trustingZero() {
        return new Pan(status, latest, steadySince, tare, stale, false);
    }

    /// Only a new reading is fresh again: a clock that was set back must not bring a frozen number to life.
    Pan at(Instant now, Duration staleAfter) {
        boolean old =
                latest != null
                        && Duration.between(latest.frame().receivedAt(), now)
                                        .abs()
                                        .compareTo(holds(latest, staleAfter))
                                > 0;
        return old && !stale
                ? new Pan(status, latest, steadySince, tare, true, zeroDoubtful)
                : this;
    }

    private static Duration holds(BalanceReading reading, Duration staleAfter) {
        return reading instanceof Stable(var _, var _, var source)
                        && source == StabilitySource.PRINT
                ? PRINT_HOLDS
                : staleAfter;
    }

    private long steadySince(BalanceReading reading) {
        boolean goesOn =
                reading instanceof Stable(var now, var _, var _)
                        && latest instanceof Stable(var before, var _, var _)
                        && now.sameAs(before);
        return goesOn ? steadySince : reading.frame().number();
    }
}
