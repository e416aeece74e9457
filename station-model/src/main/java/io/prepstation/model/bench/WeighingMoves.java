package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchEvent.AcknowledgeTapped;
import io.prepstation.model.bench.BenchEvent.AmountChanged;
import io.prepstation.model.bench.BenchEvent.AmountEntered;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CommandRefused;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.HazardsAcknowledged;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StepChosen;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.TareCleared;
import io.prepstation.model.bench.BenchEvent.TareTapped;
import io.prepstation.model.bench.BenchEvent.Tared;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchEvent.VesselWeighed;
import io.prepstation.model.bench.BenchState.Acknowledging;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Recording;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Rescaling;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.ChangeAmount;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.Optional;

/// One step of a session after the other: identify the ingredient, tare, pour, accept.
final class WeighingMoves {

    private final IdentityMoves identity;
    private final TareMoves tare;

    WeighingMoves(IdentityMoves identity, TareMoves tare) {
        this.identity = identity;
        this.tare = tare;
    }

    Move awaitingContainer(AwaitingContainer state, Pan pan, BenchEvent event) {
        Work work = state.work();
        return switch (event) {
            case CodeScanned scan -> identity.identified(state, pan, scan);
            case StepChosen choice -> identity.chosen(state, pan, choice);
            case AmountEntered(var size) -> amountEntered(state, pan, size);
            case ReadingArrived _ -> ConnectionMoves.clearTareAgain(state, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(
                            new AwaitingContainer(
                                    work, new Notice.BalanceRefused(command, reason)));
            case StoreFailed failed ->
                    Move.to(new AwaitingContainer(work, new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move acknowledging(Acknowledging state, Pan pan, BenchEvent event) {
        return switch (event) {
            case AcknowledgeTapped _ -> acknowledge(state);
            case HazardsAcknowledged(var record) -> acknowledged(state, record, pan);
            case ReadingArrived _ -> ConnectionMoves.clearTareAgain(state, pan);
            case CodeScanned scan -> identity.scannedAgain(state, scan, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(Weighed.with(state, new Notice.BalanceRefused(command, reason)));
            case StoreFailed failed ->
                    Move.to(
                            new Acknowledging(
                                    state.work(),
                                    state.source(),
                                    false,
                                    new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    private static Move acknowledge(Acknowledging state) {
        Work work = state.work();
        return state.asked()
                ? Move.to(state)
                : Move.to(
                        new Acknowledging(work, state.source(), true, state.notice()),
                        new Effect.AcknowledgeHazards(
                                work.sessionId(), work.step().id(), work.operator()));
    }

    private Move acknowledged(Acknowledging state, SessionRecord record, Pan pan) {
        return record.step(state.work().step().id())
                .filter(record::hazardsKnown)
                .map(step -> new Work(state.work().operator(), record, step, state.work().vessel()))
                .map(work -> tare.ask(new Taring(work, state.source(), false, null), pan))
                .orElse(Move.to(state));
    }

    Move taring(Taring state, Pan pan, BenchEvent event) {
        Work work = state.work();
        return switch (event) {
            case ReadingArrived _, TareCleared _ -> tare.ask(state, pan);
            case TareTapped _ -> tare.tapped(state, pan);
            case Tared(var mass, var at) -> tare.tared(state, mass, at, pan);
            case VesselWeighed(var gross, var at) -> tare.tared(state, gross, at, pan);
            case CommandRefused(var command, var reason) ->
                    Move.to(
                            new Taring(
                                    work,
                                    state.source(),
                                    false,
                                    new Notice.BalanceRefused(command, reason)));
            case CodeScanned scan -> identity.scannedAgain(state, scan, pan);
            case StoreFailed failed ->
                    Move.to(
                            new Taring(
                                    work,
                                    state.source(),
                                    state.asked(),
                                    new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move rescaling(Rescaling state, Pan pan, BenchEvent event) {
        Work work = state.work();
        return switch (event) {
            case AmountChanged(var record) -> nextStep(work, record, pan);
            case NotCommitted(var reason) ->
                    backWith(new AwaitingContainer(work, null), new Notice.NotSaved(reason), pan);
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move recording(Recording state, Pan pan, BenchEvent event) {
        return switch (event) {
            case DispenseCommitted(var record) -> nextStep(state.work(), record, pan);
            case NotCommitted(var reason) ->
                    backWith(
                            Weighed.of(state.work(), state.pour(), pan, null),
                            new Notice.NotSaved(reason),
                            pan);
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    private Move nextStep(Work work, SessionRecord record, Pan pan) {
        BenchState state =
                goesOn(work, record)
                        .or(record::nextStep)
                        .<BenchState>map(step ->
                                new AwaitingContainer(
                                        new Work(work.operator(), record, step), null))
                        .orElseGet(() -> new AwaitingSignature(work.operator(), record, null));
        return ConnectionMoves.returned(state, pan).and(Move.signal(Signal.Kind.ACCEPTED));
    }

    /// A step of which only a part is in stays the one to weigh, where the order is free.
    private static Optional<Step> goesOn(Work work, SessionRecord record) {
        return record.step(work.step().id())
                .filter(step -> step.pending() && record.netOf(step).isPresent())
                .filter(step -> record.mayWeigh(step.id()));
    }

    /// Back to a step that was left for the store; the balance may have been away meanwhile.
    private Move backWith(Weighing state, Notice notice, Pan pan) {
        Move back = ConnectionMoves.returned(state, pan);
        return back.state() instanceof Weighing weighing
                ? new Move(Weighed.with(weighing, notice), back.effects())
                : back;
    }

    private static Move amountEntered(AwaitingContainer state, Pan pan, BatchSize size) {
        Work work = state.work();
        return work.record().dispenses().isEmpty() && pan.identity().isPresent()
                ? Move.to(
                        new Rescaling(work),
                        new ChangeAmount(
                                work.sessionId(), size, pan.identity().get(), work.operator()))
                : Move.to(state);
    }

    static Move askReason(Weighing state) {
        Work work = state.work();
        return Move.to(new Rejecting(work.operator(), work.record(), state, null));
    }
}
