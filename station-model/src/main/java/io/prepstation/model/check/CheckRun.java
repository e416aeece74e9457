package io.prepstation.model.check;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.MinimumWeight;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A check on its way: the pan is empty, a weight goes on and is taken over, comes off again, and the next one follows.
///
/// @param loads what goes on the pan, one after the other
/// @param readings of the loads that were on already
/// @param empty what the balance last showed at rest without a load; null while the pan must be emptied
public record CheckRun(
        CheckKind kind,
        BalanceIdentity balance,
        List<TestWeight> loads,
        List<CheckReading> readings,
        @Nullable Mass empty) {

    /// So many display steps from zero still count as an empty pan.
    private static final BigDecimal EMPTY_STEPS = BigDecimal.TEN;

    private static final BigDecimal HALF = new BigDecimal("0.5");

    public CheckRun {
        loads = List.copyOf(loads);
        readings = List.copyOf(readings);
    }

    public static CheckRun ofWeights(BalanceIdentity balance, List<TestWeight> weights) {
        return new CheckRun(CheckKind.WEIGHTS, balance, weights, List.of(), null);
    }

    public static CheckRun ofRepeatability(BalanceIdentity balance, TestWeight weight) {
        return new CheckRun(
                CheckKind.REPEATABILITY,
                balance,
                Collections.nCopies(MinimumWeight.FEWEST, weight),
                List.of(),
                null);
    }

    public boolean ended() {
        return readings.size() == loads.size();
    }

    /// What is to be put on the pan; empty at the end.
    public Optional<TestWeight> next() {
        return ended() ? Optional.empty() : Optional.of(loads.get(readings.size()));
    }

    /// Goes on by itself once the pan is empty and at rest.
    public CheckRun heard(BalanceReading reading) {
        return empty == null
                        && !ended()
                        && reading instanceof Stable(var mass, var _, var _)
                        && isEmpty(mass)
                ? new CheckRun(kind, balance, loads, readings, mass)
                : this;
    }

    /// Whether this reading can be the weight that is expected: at rest, and at least half of it.
    public boolean acceptable(BalanceReading reading) {
        Mass before = empty;
        return before != null
                && reading instanceof Stable(var mass, var _, var _)
                && next().filter(weight -> mass.minus(before).isAtLeast(weight.mass().times(HALF)))
                        .isPresent();
    }

    /// What a reading would be recorded as.
    public Optional<CheckReading> asRecorded(BalanceReading reading) {
        Mass before = empty;
        return acceptable(reading)
                        && before != null
                        && reading instanceof Stable(var mass, var frame, var _)
                ? next().map(weight ->
                        new CheckReading(
                                weight.id(),
                                weight.mass(),
                                weight.tolerance(),
                                before,
                                mass,
                                frame.raw()))
                : Optional.empty();
    }

    /// Takes over the reading a person saw; the pan must be emptied before the next. What is not acceptable changes nothing.
    public CheckRun accepted(BalanceReading seen) {
        return asRecorded(seen)
                .map(reading -> {
                    List<CheckReading> more = new ArrayList<>(readings);
                    more.add(reading);
                    return new CheckRun(kind, balance, loads, more, null);
                })
                .orElse(this);
    }

    private boolean isEmpty(Mass mass) {
        return mass.abs().isAtMost(balance.readability().times(EMPTY_STEPS));
    }
}
