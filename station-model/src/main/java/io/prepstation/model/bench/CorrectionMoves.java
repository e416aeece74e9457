package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.ApprovalTapped;
import io.prepstation.model.bench.BenchEvent.Approved;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CorrectTapped;
import io.prepstation.model.bench.BenchEvent.FormulaUnlocked;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.RescalePlanned;
import io.prepstation.model.bench.BenchEvent.RescaleTapped;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Unlocking;
import io.prepstation.model.bench.Effect.OverrideDispense;
import io.prepstation.model.bench.Effect.PlanRescale;
import io.prepstation.model.bench.Effect.RecordManual;
import io.prepstation.model.bench.Effect.RecordRejected;
import io.prepstation.model.bench.Effect.RescaleBatch;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.bench.Effect.UnlockFormula;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import org.jspecify.annotations.Nullable;

/// After an overshoot: remove, rescale, reject, override (WEI-8); and what else a supervisor approves.
final class CorrectionMoves {

    private final BenchRules rules;
    private final StartMoves start;

    CorrectionMoves(BenchRules rules, StartMoves start) {
        this.rules = rules;
        this.start = start;
    }

    /// Shows what can be done about the overshoot that the operator saw.
    Move open(Pouring state, Pan pan, CorrectTapped tap) {
        Pouring now = Weighed.of(state, pan, null);
        if (!(now instanceof Over over)) {
            return Move.to(now);
        }
        if (!pan.stillShows(tap.frameNumber(), tap.seen())
                || !(pan.latest() instanceof Stable reading)
                || pan.identity().isEmpty()) {
            return changed(over);
        }
        if (over.pour().spoiled() && (taken(over.pour(), pan) || !isTooMuch(over, pan))) {
            return Move.to(new Over(over.work(), over.pour(), new Notice.MixtureTaken()));
        }
        Dispense dispense =
                Dispensed.of(over.work(), over.pour(), pan, reading, tap.dispenseId(), tap.at());
        return Move.to(
                new Correcting(
                        over.work(), over.pour(), dispense, reading.frame().number(), null, null),
                new PlanRescale(over.work().record(), dispense, pan.identity().get()));
    }

    Move correcting(Correcting state, Pan pan, BenchEvent event) {
        return switch (event) {
            case RescalePlanned(var id, var plan) ->
                    id.equals(state.dispense().id())
                            ? Move.to(with(state, plan, state.notice()))
                            : Move.to(state);
            case RescaleTapped _ -> rescale(state, pan);
            case ApprovalTapped _ ->
                    Move.to(
                            new Approving(
                                    operator(state), new ApprovalRequest.Overriding(state), null));
            case RejectTapped tap -> reject(state, tap);
            case StoreFailed failed ->
                    Move.to(with(state, state.plan(), new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> ConnectionMoves.returned(state, pan);
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move approving(Approving state, Pan pan, BenchEvent event) {
        return switch (event) {
            case Approved(var approval, var _) -> approved(state, pan, approval);
            case BackTapped _ -> back(state, pan);
            case StoreFailed failed ->
                    Move.to(noticed(state, new Notice.NotSaved(failed.reason())));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move unlocking(Unlocking state, BenchEvent event) {
        return switch (event) {
            case FormulaUnlocked _ -> start.backToReady(state.operator(), null);
            case NotCommitted(var reason) ->
                    Move.to(
                            new Approving(
                                    state.operator(),
                                    new ApprovalRequest.Unlock(state.formulaCode()),
                                    new Notice.NotSaved(reason)));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    private static Move rescale(Correcting state, Pan pan) {
        if (!(state.plan() instanceof RescalePlan.Possible possible)) {
            return Move.to(state);
        }
        return ifStillSeen(
                state,
                pan,
                balance ->
                        seen(
                                state.work(),
                                state.pour(),
                                state.dispense(),
                                state.frameNumber(),
                                new RescaleBatch(
                                        state.work().sessionId(),
                                        state.dispense(),
                                        possible.after(),
                                        balance)));
    }

    private static Move reject(Correcting state, RejectTapped tap) {
        Move givenUp = FinishMoves.giveUp(operator(state), state.work().record(), state, tap);
        return tap.reasoned()
                ? givenUp.after(
                        new RecordRejected(
                                state.work().sessionId(), state.dispense(), operator(state)))
                : givenUp;
    }

    private Move approved(Approving state, Pan pan, Approval approval) {
        if (!approval.valid(state.request().permission())) {
            return Move.to(
                    noticed(state, new Notice.ApprovalRefused(approval.by().name())),
                    Move.signal(Signal.Kind.WARNING));
        }
        if (state.request()
                .needsSecondPerson()
                .filter(dispense -> dispense.by().equals(approval.by().id()))
                .isPresent()) {
            return Move.to(
                    noticed(state, new Notice.SecondPersonNeeded(approval.by().name())),
                    Move.signal(Signal.Kind.WARNING));
        }
        return switch (state.request()) {
            case ApprovalRequest.Witness witness -> witnessed(witness, pan, approval);
            case ApprovalRequest.ByHand byHand -> byHand(byHand, approval);
            case ApprovalRequest.Overriding(var from) ->
                    ifStillSeen(
                            from,
                            pan,
                            _ ->
                                    Move.to(
                                            new Recording(
                                                    from.work(), from.pour(), from.dispense()),
                                            new OverrideDispense(
                                                    from.work().sessionId(),
                                                    from.dispense(),
                                                    approval)));
            case ApprovalRequest.Unlock(var code) ->
                    Move.to(
                            new Unlocking(state.operator(), code),
                            new UnlockFormula(code, approval));
        };
    }

    private static Move witnessed(ApprovalRequest.Witness asked, Pan pan, Approval second) {
        Dispense dispense = asked.dispense();
        return pan.stillShows(asked.frameNumber(), dispense.shown())
                ? Move.to(
                        new Recording(asked.work(), asked.pour(), dispense),
                        asked.effect().witnessedBy(second))
                : ConnectionMoves.returned(
                                Weighed.of(
                                        asked.work(),
                                        asked.pour(),
                                        pan,
                                        new Notice.WeightChanged()),
                                pan)
                        .and(Move.signal(Signal.Kind.WARNING));
    }

    private static Move byHand(ApprovalRequest.ByHand asked, Approval approval) {
        Dispense dispense = asked.dispense().withManualReason(approval.reason());
        return Move.to(
                new Recording(asked.work(), asked.pour(), dispense),
                new RecordManual(asked.work().sessionId(), dispense, approval));
    }

    private static Move back(Approving state, Pan pan) {
        return switch (state.request()) {
            case ApprovalRequest.Overriding(var from) -> Move.to(from);
            case ApprovalRequest.Unlock(var code) -> Move.to(new Locked(state.operator(), code));
            case ApprovalRequest.ByHand byHand -> ConnectionMoves.returned(byHand.from(), pan);
            case ApprovalRequest.Witness asked ->
                    ConnectionMoves.returned(
                            Weighed.of(asked.work(), asked.pour(), pan, null), pan);
        };
    }

    /// Records a weight that was seen at rest, after a second person has seen it where the formula asks that.
    static Move seen(
            Work work, Pour pour, Dispense dispense, long frameNumber, Effect.Seen effect) {
        return work.step().asks(LineRule.WITNESS)
                ? Move.to(
                        new Approving(
                                work.operator(),
                                new ApprovalRequest.Witness(
                                        work, pour, dispense, frameNumber, effect),
                                null))
                : Move.to(new Recording(work, pour, dispense), effect);
    }

    private interface Recorded {
        Move with(BalanceIdentity balance);
    }

    /// Nothing is decided about a weight that is no longer there (WEI-5).
    private static Move ifStillSeen(Correcting state, Pan pan, Recorded move) {
        boolean there = pan.stillShows(state.frameNumber(), state.dispense().shown());
        return there && pan.identity().isPresent()
                ? move.with(pan.identity().get())
                : Move.to(
                        with(state, state.plan(), new Notice.WeightChanged()),
                        Move.signal(Signal.Kind.WARNING));
    }

    private boolean taken(Pour pour, Pan pan) {
        Mass least = pour.peak();
        return pan.identity()
                .map(balance -> least.minus(rules.grossWindow(balance.readability())))
                .filter(limit -> pan.gross().filter(limit::isAtMost).isPresent())
                .isEmpty();
    }

    private static boolean isTooMuch(Over over, Pan pan) {
        return over.pour()
                .net(pan)
                .filter(net -> over.pour().tolerance(over.work()).verdict(net) == Verdict.OVER)
                .isPresent();
    }

    private static Move changed(Over over) {
        return Move.to(
                new Over(over.work(), over.pour(), new Notice.WeightChanged()),
                Move.signal(Signal.Kind.WARNING));
    }

    private static User operator(Correcting state) {
        return state.work().operator();
    }

    private static Correcting with(
            Correcting state, @Nullable RescalePlan plan, @Nullable Notice notice) {
        return new Correcting(
                state.work(), state.pour(), state.dispense(), state.frameNumber(), plan, notice);
    }

    private static Approving noticed(Approving state, Notice notice) {
        return new Approving(state.operator(), state.request(), notice);
    }
}
