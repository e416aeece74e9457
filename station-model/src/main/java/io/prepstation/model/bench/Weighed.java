package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Settling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which pouring state the pan stands for.
final class Weighed {

    private Weighed() {}

    /// The state after the pan changed.
    static Pouring of(Pouring state, Pan pan, @Nullable Notice notice) {
        return switch (state) {
            case Regaining regaining ->
                    new Regaining(
                            regaining.work(), regaining.pour(), regaining.lastGross(), notice);
            case Dispensing _, Settling _, InTolerance _, Over _ ->
                    of(state.work(), state.pour(), pan, notice);
        };
    }

    static Pouring of(Work work, Pour before, Pan pan, @Nullable Notice notice) {
        Pour pour = pan.steadyGross().map(before::rested).orElse(before);
        if (pour.spoiled()) {
            return new Over(work, pour, notice);
        }
        Optional<Mass> net = pour.net(pan);
        if (net.isEmpty()) {
            return new Dispensing(work, pour, notice);
        }
        Verdict verdict = pour.tolerance(work).verdict(net.get());
        boolean atRest = pan.latest() instanceof Stable && !pan.stale();
        return switch (verdict) {
            case UNDER -> new Dispensing(work, pour, notice);
            case IN ->
                    atRest ? new InTolerance(work, pour, notice) : new Settling(work, pour, notice);
            case OVER ->
                    atRest
                            ? new Over(work, pour.spoiledIn(work), notice)
                            : new Settling(work, pour, notice);
        };
    }

    static Pouring with(Pouring state, Pour pour) {
        return switch (state) {
            case Dispensing(var work, var _, var notice) -> new Dispensing(work, pour, notice);
            case Settling(var work, var _, var notice) -> new Settling(work, pour, notice);
            case InTolerance(var work, var _, var notice) -> new InTolerance(work, pour, notice);
            case Over(var work, var _, var notice) -> new Over(work, pour, notice);
            case Regaining(var work, var _, var lastGross, var notice) ->
                    new Regaining(work, pour, lastGross, notice);
        };
    }

    static Weighing with(Weighing state, @Nullable Notice notice) {
        return switch (state) {
            case AwaitingContainer(var work, var _) -> new AwaitingContainer(work, notice);
            case Acknowledging(var work, var source, var asked, var _) ->
                    new Acknowledging(work, source, asked, notice);
            case Taring(var work, var code, var asked, var _) ->
                    new Taring(work, code, asked, notice);
            case Dispensing(var work, var pour, var _) -> new Dispensing(work, pour, notice);
            case Settling(var work, var pour, var _) -> new Settling(work, pour, notice);
            case InTolerance(var work, var pour, var _) -> new InTolerance(work, pour, notice);
            case Over(var work, var pour, var _) -> new Over(work, pour, notice);
            case Regaining(var work, var pour, var lastGross, var _) ->
                    new Regaining(work, pour, lastGross, notice);
        };
    }
}
