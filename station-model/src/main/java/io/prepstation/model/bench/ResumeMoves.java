package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchEvent.Zeroed;
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
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// After a break: a power cut, a pulled cable, another balance (SES-9).
///
/// A part-filled vessel is never tared: the balance is brought to gross, the vessel must weigh what it last weighed, and
/// the step goes on with the tare computed from before.
final class ResumeMoves {

    private final BenchRules rules;

    ResumeMoves(BenchRules rules) {
        this.rules = rules;
    }

    /// Opens an interrupted session at its exact step.
    Move takeUp(User operator, Unfinished unfinished, Pan pan) {
        SessionRecord record = unfinished.record();
        Optional<Step> step = record.nextStep();
        if (step.isEmpty()) {
            return Move.to(new AwaitingSignature(operator, record, null));
        }
        Effect clearTare = Move.command(BalanceCommand.CLEAR_TARE);
        if (unfinished.expectedGross().isEmpty()) {
            return Move.to(
                    new AwaitingContainer(new Work(operator, record, step.get()), null), clearTare);
        }
        return Move.to(
                new Interrupted(operator, unfinished, Phase.EMPTY_PAN, null),
                new RecordInterruption(
                        record.id(),
                        step.get().id(),
                        "taken up again after an interruption",
                        operator),
                clearTare);
    }

    Move interrupted(Interrupted state, Pan pan, BenchEvent event) {
        return switch (event) {
            case ReadingArrived _ -> checkPan(state, pan);
            case Zeroed _ when state.phase() == Phase.ZEROING ->
                    Move.to(in(state, Phase.VESSEL, null));
            case CommandRefused(var command, var reason) ->
                    Move.to(in(state, Phase.EMPTY_PAN, new Notice.BalanceRefused(command, reason)));
            case StoreFailed failed ->
                    Move.to(in(state, state.phase(), new Notice.NotSaved(failed.reason())));
            case BackTapped _ ->
                    Move.to(
                            new Rejecting(
                                    state.operator(), state.unfinished().record(), state, null));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move regaining(Regaining state, Pan pan, BenchEvent event) {
        return switch (event) {
            case ReadingArrived _ -> checkRegained(state, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(Weighed.with(state, new Notice.BalanceRefused(command, reason)));
            case StoreFailed failed ->
                    Move.to(Weighed.with(state, new Notice.NotSaved(failed.reason())));
            case BackTapped _ ->
                    Move.to(
                            new Rejecting(
                                    state.work().operator(), state.work().record(), state, null));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move fault(Fault state, BenchEvent event) {
        return switch (event) {
            case BackTapped _ ->
                    Move.to(Ready.unknowing(state.operator(), null), new Effect.FindUnfinished());
            case RejectTapped tap -> givenUp(state, tap);
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
    Move connectionChanged(BenchState state, Pan before, Pan now) {
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
    Move guarded(Move move, Pan pan) {
        SessionRecord record = sessionOnBalance(move.state());
        if (record == null || usable(record, pan)) {
            return move;
        }
        List<Effect> withoutBalance = new ArrayList<>(move.effects());
        withoutBalance.removeIf(Effect.CommandBalance.class::isInstance);
        return new Move(broken(move.state(), pan, pan), withoutBalance);
    }

    /// The balance's display went to zero while something was in: its own key was pressed, or everything was taken out.
    /// The balance is brought to gross, which tells which of the two it was.
    Move displayZeroed(Pouring state) {
        Pour pour = state.pour();
        boolean mayBeOut = state instanceof BenchState.Over && !pour.spoiled();
        Work work = state.work();
        return Move.to(
                new Regaining(work, pour, mayBeOut ? pour.tare() : pour.savedGross(), null),
                new RecordInterruption(
                        work.sessionId(),
                        work.step().id(),
                        "the balance's display went to zero while pouring",
                        work.operator()),
                Move.command(BalanceCommand.CLEAR_TARE));
    }

    /// A state that was left for a while: the balance may have been away meanwhile.
    Move returned(BenchState from, Pan pan) {
        return switch (from) {
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
    Move clearTareAgain(Weighing state, Pan pan) {
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

    boolean within(Mass found, Mass expected, Pan pan) {
        return pan.identity()
                .map(balance -> rules.grossWindow(balance.readability()))
                .filter(window -> found.minus(expected).abs().compareTo(window) <= 0)
                .isPresent();
    }

    private Move checkPan(Interrupted state, Pan pan) {
        Optional<Mass> gross = pan.steadyGross();
        if (gross.isEmpty()) {
            return pan.tare() == null
                            && state.notice() instanceof Notice.BalanceRefused
                            && pan.latest() instanceof Stable
                    ? Move.to(
                            in(state, Phase.EMPTY_PAN, null),
                            Move.command(BalanceCommand.CLEAR_TARE))
                    : Move.to(state);
        }
        return switch (state.phase()) {
            case EMPTY_PAN ->
                    gross.get().abs().compareTo(rules.smallestVessel()) < 0
                            ? Move.to(
                                    in(state, Phase.ZEROING, null),
                                    Move.command(BalanceCommand.ZERO))
                            : Move.to(state);
            case ZEROING -> Move.to(state);
            case VESSEL -> checkVessel(state, gross.get(), pan);
        };
    }

    private Move checkVessel(Interrupted state, Mass gross, Pan pan) {
        Mass expected = state.unfinished().expectedGross().orElseThrow();
        if (gross.compareTo(rules.smallestVessel()) < 0) {
            return Move.to(in(state, Phase.VESSEL, null));
        }
        boolean fits =
                within(gross, expected, pan)
                        || (state.unfinished().mayHoldMore() && gross.compareTo(expected) >= 0);
        if (!fits) {
            return Move.to(in(state, Phase.VESSEL, new Notice.GrossChanged(expected, gross)));
        }
        SessionRecord record = state.unfinished().record();
        Work work = new Work(state.operator(), record, record.nextStep().orElseThrow());
        return Move.to(
                state.unfinished()
                        .checkpointOf(work.step())
                        .<Weighing>map(checkpoint ->
                                Weighed.of(work, poured(work, checkpoint, gross), pan, null))
                        .orElseGet(() -> new AwaitingContainer(work, null)));
    }

    private static Pour poured(Work work, Checkpoint checkpoint, Mass gross) {
        Pour pour =
                new Pour(checkpoint.source(), checkpoint.tare(), gross, false, checkpoint.peak());
        Mass net = checkpoint.peak().minus(checkpoint.tare());
        return pour.tolerance(work).verdict(net) == Verdict.OVER ? pour.spoiledIn(work) : pour;
    }

    /// A balance that may have taken the vessel for zero has to begin with an empty pan: what it shows now could pass for
    /// a gross mass and be none (decision 3).
    private static Move beginWithEmptyPan(Regaining state, BalanceReading latest) {
        Work work = state.work();
        Checkpoint checkpoint =
                new Checkpoint(
                        work.sessionId(),
                        work.step().id(),
                        state.pour().scannedCode(),
                        state.pour().tare(),
                        state.pour().spoiled() ? state.pour().savedGross() : state.lastGross(),
                        latest.frame().receivedAt());
        return Move.to(
                new Interrupted(
                        work.operator(),
                        new Unfinished(work.record(), checkpoint, true),
                        Phase.EMPTY_PAN,
                        state.notice()));
    }

    private Move checkRegained(Regaining state, Pan pan) {
        BalanceReading latest = pan.latest();
        if (pan.zeroDoubtful() && latest != null) {
            return beginWithEmptyPan(state, latest);
        }
        Optional<Mass> gross = pan.steadyGross();
        if (gross.isEmpty()) {
            return clearTareAgain(state, pan);
        }
        boolean nothingTaken =
                gross.get().compareTo(state.lastGross()) >= 0
                        || within(gross.get(), state.lastGross(), pan);
        return nothingTaken
                ? Move.to(Weighed.of(state.work(), state.pour(), pan, null))
                : Move.to(
                        Weighed.with(
                                state, new Notice.GrossChanged(state.lastGross(), gross.get())));
    }

    private Move backAgain(Fault fault, Pan now) {
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
            case Taring(var work, var code, var _, var _) ->
                    Move.to(new Taring(work, code, false, null), clearTare);
            case Pouring pouring -> regain(pouring, lastGross, clearTare);
            case Interrupted interrupted ->
                    Move.to(in(interrupted, Phase.EMPTY_PAN, null), clearTare);
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
        Mass last = lastGross == null || lastGross.compareTo(known) < 0 ? known : lastGross;
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

    private static Interrupted in(Interrupted state, Phase phase, @Nullable Notice notice) {
        return new Interrupted(state.operator(), state.unfinished(), phase, notice);
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
