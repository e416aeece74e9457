package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Checkpoint;
import java.util.Optional;

/// While pouring, the balance was away or its display went to zero: what stands there must still be what stood there.
final class RegainMoves {

    private final ResumeMoves resume;

    RegainMoves(ResumeMoves resume) {
        this.resume = resume;
    }

    Move regaining(Regaining state, Pan pan, BenchEvent event) {
        return switch (event) {
            case ReadingArrived _ -> checkRegained(state, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(Weighed.with(state, new Notice.BalanceRefused(command, reason)));
            case StoreFailed failed ->
                    Move.to(Weighed.with(state, new Notice.NotSaved(failed.reason())));
            case BenchEvent.ManualEntered typed -> ManualMoves.entered(state, typed);
            case BackTapped _ ->
                    Move.to(
                            new Rejecting(
                                    state.work().operator(), state.work().record(), state, null));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    /// The balance's display went to zero while something was in: its own key was pressed, or everything was taken out.
    /// The balance is brought to gross, which tells which of the two it was.
    Move displayZeroed(Pouring state, Pan pan) {
        Pour pour = state.pour();
        boolean mayBeOut =
                pour.byDifference() || (state instanceof BenchState.Over && !pour.spoiled());
        Work work = state.work();
        Move regaining =
                Move.to(
                        new Regaining(work, pour, mayBeOut ? pour.tare() : pour.savedGross(), null),
                        Move.command(BalanceCommand.CLEAR_TARE));
        return pan.gross().filter(pour::onPan).isEmpty()
                ? regaining
                : regaining.after(
                        new RecordInterruption(
                                work.sessionId(),
                                work.step().id(),
                                "the balance's display went to zero while pouring",
                                work.operator()));
    }

    private Move checkRegained(Regaining state, Pan pan) {
        BalanceReading latest = pan.latest();
        if (pan.zeroDoubtful() && latest != null) {
            return beginWithEmptyPan(state, latest);
        }
        Optional<Mass> gross = pan.steadyGross();
        if (gross.isEmpty()) {
            return ConnectionMoves.clearTareAgain(state, pan);
        }
        Pour pour = state.pour();
        if (!pour.onPan(gross.get())) {
            return Move.to(Weighed.with(state, (Notice) null));
        }
        boolean nothingLost =
                pour.isAtLeast(gross.get(), state.lastGross())
                        || resume.within(gross.get(), state.lastGross(), Mass.grams("0"), pan);
        return nothingLost
                ? Move.to(Weighed.of(state.work(), state.pour(), pan, null))
                : Move.to(
                        Weighed.with(
                                state,
                                ResumeMoves.changed(
                                        pour.byDifference(), state.lastGross(), gross.get())));
    }

    /// A balance that may have taken the vessel for zero has to begin with an empty pan: what it shows now could pass for
    /// a gross mass and be none (decision 3).
    private static Move beginWithEmptyPan(Regaining state, BalanceReading latest) {
        Work work = state.work();
        Checkpoint checkpoint =
                new Checkpoint(
                        work.sessionId(),
                        work.step().id(),
                        state.pour().source(),
                        state.pour().tare(),
                        state.pour().spoiled() ? state.pour().savedGross() : state.lastGross(),
                        state.pour().peak(),
                        latest.frame().receivedAt());
        return Move.to(
                new Interrupted(
                        work.operator(),
                        new Unfinished(work.record(), checkpoint, true),
                        Phase.EMPTY_PAN,
                        state.notice()));
    }
}
