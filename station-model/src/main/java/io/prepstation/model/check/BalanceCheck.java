package io.prepstation.model.check;

import io.prepstation.model.balance.MinimumWeight;
import io.prepstation.model.mass.Mass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A check that was made: never changed after.
///
/// @param minimumWeight what a repeatability check came to; null for others
/// @param by user id
public record BalanceCheck(
        String id,
        CheckKind kind,
        String balanceModel,
        String balanceSerial,
        List<CheckReading> readings,
        @Nullable Mass minimumWeight,
        boolean passed,
        Instant at,
        String by) {

    public BalanceCheck {
        readings = List.copyOf(readings);
    }

    /// @param id a fresh UUIDv7
    /// @param limit a repeatability check passes if the minimum weight is not above it; zero for no limit
    /// @throws IllegalStateException if weights are still missing
    public static BalanceCheck of(CheckRun run, String id, Mass limit, Instant at, String by) {
        if (!run.ended()) {
            throw new IllegalStateException("the check is not at its end");
        }
        Mass minimum = minimumWeight(run);
        boolean passed =
                minimum == null
                        ? run.readings().stream().allMatch(CheckReading::inside)
                        : limit.inGrams().signum() == 0 || minimum.isAtMost(limit);
        return new BalanceCheck(
                id,
                run.kind(),
                run.balance().model(),
                run.balance().serialNumber(),
                run.readings(),
                minimum,
                passed,
                at,
                by);
    }

    private static @Nullable Mass minimumWeight(CheckRun run) {
        return switch (run.kind()) {
            case WEIGHTS -> null;
            case REPEATABILITY ->
                    MinimumWeight.of(
                                    run.readings().stream().map(CheckReading::net).toList(),
                                    run.balance().readability())
                            .smallest();
        };
    }

    /// Whether all of these weights were on the balance, each with the mass it has now.
    boolean covers(List<TestWeight> weights) {
        return weights.stream()
                .allMatch(weight ->
                        readings.stream()
                                .anyMatch(reading ->
                                        reading.weightId().equals(weight.id())
                                                && reading.nominal().sameAs(weight.mass())));
    }
}
