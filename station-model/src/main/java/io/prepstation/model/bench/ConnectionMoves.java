package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Completing;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Opening;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Ready;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Rescaling;
import io.prepstation.model.bench.BenchState.Reviewing;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.bench.BenchState.Starting;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Unlocking;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of a session when its balance goes, comes back, or is another one.
final class ConnectionMoves {

    private ConnectionMoves() {}

    static Move fault(Fault state, BenchEvent event) {
        return switch (event) {
            case BackTapped _ ->
                    Move.to(Ready.unknowing(state.operator(), null), new Effect.FindUnfinished());
            case RejectTapped tap -> givenUp(state, tap);
            case BenchEvent.ManualEntered typed -> ManualMoves.entered(state, typed);
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    /// A session can be given up without its balance, which may never come back.
    private static Move givenUp(Fault state, RejectTapped tap) {
        SessionRecord record = sessionOnBalance(state.interrupted());
        return record == null
                ? Move.to(state)
                : FinishMoves.giveUp(state.operator(), record, state, tap);
    }

    /// The connection to the balance came or went.
    static Move connectionChanged(BenchState state, Pan before, Pan now) {
        return switch (state) {
            case Fault fault -> backAgain(fault, now);
            case Weighing weighing ->
                    now.online()
                            ? recovered(weighing, before.gross().orElse(null))
                            : Move.to(broken(weighing, before, now));
            case Interrupted interrupted ->
                    now.online()
                            ? recovered(interrupted, null)
                            : Move.to(broken(interrupted, before, now));
            case SignedOut _,
                    Ready _,
                    Reviewing _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Rescaling _,
                    Recording _,
                    AwaitingSignature _,
                    Completing _,
                    Completed _,
                    Rejecting _,
                    Correcting _,
                    Approving _,
                    Unlocking _,
                    Failing _ ->
                    Move.to(state);
        };
    }

    /// Lets nobody weigh without the session's own balance, whichever way the state was reached.
    static Move guarded(Move move, Pan pan) {
        SessionRecord record = sessionOnBalance(move.state());
        if (record == null || usable(record, pan)) {
            return move;
        }
        List<Effect> withoutBalance = new ArrayList<>(move.effects());
        withoutBalance.removeIf(Effect.CommandBalance.class::isInstance);
        return new Move(broken(move.state(), pan, pan), withoutBalance);
    }

    /// A state that was left for a while: the balance may have been away meanwhile.
    static Move returned(BenchState from, Pan pan) {
        return switch (from) {
            case Acknowledging(var work, var source, var _, var notice) when pan.tare() != null ->
                    Move.to(new Acknowledging(work, source, false, notice));
            case Taring(var work, var code, var _, var notice) when pan.tare() != null ->
                    Move.to(new Taring(work, code, false, notice));
            case Pouring pouring when pan.tare() != null ->
                    Move.to(Weighed.of(pouring, pan, pouring.notice()));
            case Weighing weighing when pan.tare() == null -> recovered(weighing, null);
            case Interrupted interrupted -> recovered(interrupted, null);
            case Fault fault -> backAgain(fault, pan);
            case Correcting correcting ->
                    returned(
                            Weighed.of(
                                    correcting.work(), correcting.pour(), pan, correcting.notice()),
                            pan);
            case Weighing _,
                    SignedOut _,
                    Ready _,
                    Reviewing _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Rescaling _,
                    Recording _,
                    AwaitingSignature _,
                    Completing _,
                    Completed _,
                    Rejecting _,
                    Approving _,
                    Unlocking _,
                    Failing _ ->
                    Move.to(from);
        };
    }

    /// Asks once more for gross display after a refusal, as soon as the pan is at rest.
    static Move clearTareAgain(Weighing state, Pan pan) {
        boolean refused = state.notice() instanceof Notice.BalanceRefused;
        return refused && pan.tare() == null && pan.latest() instanceof Stable
                ? Move.to(Weighed.with(state, null), Move.command(BalanceCommand.CLEAR_TARE))
                : Move.to(state);
    }

    /// A refusal that goes out of sight before the balance shows gross is answered by asking again: without a known tare
    /// no step goes on.
    static Move remembered(BenchState before, Move move, Pan pan) {
        boolean forgotten =
                notice(before) instanceof Notice.BalanceRefused
                        && sessionOnBalance(move.state()) != null
                        && !(notice(move.state()) instanceof Notice.BalanceRefused)
                        && pan.tare() == null
                        && move.effects().stream()
                                .noneMatch(Effect.CommandBalance.class::isInstance);
        return forgotten ? move.and(Move.command(BalanceCommand.CLEAR_TARE)) : move;
    }

    private static Move backAgain(Fault fault, Pan now) {
        SessionRecord record = sessionOnBalance(fault.interrupted());
        boolean usable = record != null && usable(record, now);
        return usable
                ? recovered(fault.interrupted(), fault.lastGross())
                : Move.to(
                        new Fault(
                                fault.operator(),
                                now.status(),
                                fault.interrupted(),
                                fault.lastGross()));
    }

    /// The balance is there again, perhaps restarted: it is brought to gross before anything it says counts.
    private static Move recovered(BenchState state, @Nullable Mass lastGross) {
        Effect clearTare = Move.command(BalanceCommand.CLEAR_TARE);
        return switch (state) {
            case Acknowledging(var work, var source, var _, var _) ->
                    Move.to(new Acknowledging(work, source, false, null), clearTare);
            case Taring(var work, var code, var _, var _) ->
                    Move.to(new Taring(work, code, false, null), clearTare);
            case Pouring pouring -> regain(pouring, lastGross, clearTare);
            case Interrupted interrupted ->
                    Move.to(ResumeMoves.in(interrupted, Phase.EMPTY_PAN, null), clearTare);
            case AwaitingContainer _ -> Move.to(state, clearTare);
            case SignedOut _,
                    Ready _,
                    Reviewing _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Rescaling _,
                    Recording _,
                    AwaitingSignature _,
                    Completing _,
                    Completed _,
                    Rejecting _,
                    Correcting _,
                    Approving _,
                    Unlocking _,
                    Failing _,
                    Fault _ ->
                    Move.to(state);
        };
    }

    private static Move regain(Pouring state, @Nullable Mass lastGross, Effect clearTare) {
        Work work = state.work();
        Mass known =
                state instanceof Regaining regaining
                        ? regaining.lastGross()
                        : state.pour().savedGross();
        Mass last =
                lastGross == null || state.pour().byDifference() || lastGross.compareTo(known) < 0
                        ? known
                        : lastGross;
        return Move.to(
                new Regaining(work, state.pour(), last, null),
                new RecordInterruption(
                        work.sessionId(),
                        work.step().id(),
                        "the balance was away while pouring",
                        work.operator()),
                clearTare);
    }

    private static Fault broken(BenchState state, Pan before, Pan now) {
        User operator =
                state instanceof Weighing weighing
                        ? weighing.work().operator()
                        : ((Interrupted) state).operator();
        return new Fault(operator, now.status(), state, before.gross().orElse(null));
    }

    private static @Nullable Notice notice(BenchState state) {
        return switch (state) {
            case Weighing weighing -> weighing.notice();
            case Interrupted interrupted -> interrupted.notice();
            case SignedOut _,
                    Ready _,
                    Reviewing _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Rescaling _,
                    Recording _,
                    AwaitingSignature _,
                    Completing _,
                    Completed _,
                    Rejecting _,
                    Correcting _,
                    Approving _,
                    Unlocking _,
                    Failing _,
                    Fault _ ->
                    null;
        };
    }

    private static @Nullable SessionRecord sessionOnBalance(BenchState state) {
        return switch (state) {
            case Weighing weighing -> weighing.work().record();
            case Interrupted interrupted -> interrupted.unfinished().record();
            case SignedOut _,
                    Ready _,
                    Reviewing _,
                    Starting _,
                    Opening _,
                    Locked _,
                    Rescaling _,
                    Recording _,
                    AwaitingSignature _,
                    Completing _,
                    Completed _,
                    Rejecting _,
                    Correcting _,
                    Approving _,
                    Unlocking _,
                    Failing _,
                    Fault _ ->
                    null;
        };
    }

    private static boolean usable(SessionRecord record, Pan pan) {
        return pan.identity()
                .filter(balance -> balance.serialNumber().equals(record.context().balanceSerial()))
                .isPresent();
    }
}
