package io.prepstation.model.check;

import io.prepstation.model.mass.Mass;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The newest check of each kind of one balance, passed or not.
public record LastChecks(@Nullable BalanceCheck weights, @Nullable BalanceCheck repeatability) {

    public static final LastChecks NONE = new LastChecks(null, null);

    public Optional<BalanceCheck> of(CheckKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case WEIGHTS -> weights;
                    case REPEATABILITY -> repeatability;
                });
    }

    /// The newest of all.
    public Optional<BalanceCheck> newest() {
        return Stream.of(of(CheckKind.WEIGHTS), of(CheckKind.REPEATABILITY))
                .flatMap(Optional::stream)
                .reduce((one, other) -> other.at().isAfter(one.at()) ? other : one);
    }

    /// The smallest net mass that may be weighed: what the site says, or what the balance was last found good for, if
    /// that is more.
    public Mass minimumWeight(Mass ofTheSite) {
        return of(CheckKind.REPEATABILITY)
                .flatMap(check -> Optional.ofNullable(check.minimumWeight()))
                .filter(measured -> !measured.isAtMost(ofTheSite))
                .orElse(ofTheSite);
    }
}
