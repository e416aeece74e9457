package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.RejectTapped;
import io.prepstation.model.bench.BenchEvent.SessionCompleted;
import io.prepstation.model.bench.BenchEvent.SessionFailed;
import io.prepstation.model.bench.BenchEvent.SignOutTapped;
import io.prepstation.model.bench.BenchEvent.SignTapped;
import io.prepstation.model.bench.BenchEvent.SignedIn;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Completed;
import io.prepstation.model.bench.BenchState.Completing;
import io.prepstation.model.bench.BenchState.Failing;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Locked;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.SignedOut;
import io.prepstation.model.bench.Effect.CompleteSession;
import io.prepstation.model.bench.Effect.FailSession;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;

/// The end of a session: signed, or given up with a reason.
final class FinishMoves {

    private final StartMoves start;
    private final PourMoves pour;

    FinishMoves(StartMoves start, PourMoves pour) {
        this.start = start;
        this.pour = pour;
    }

    Move awaitingSignature(AwaitingSignature state, BenchEvent event) {
        SessionRecord record = state.record();
        return switch (event) {
            case SignTapped _ ->
                    Move.to(
                            new Completing(state.operator(), record),
                            new CompleteSession(record.id(), state.operator()));
            case StoreFailed failed ->
                    Move.to(
                            new AwaitingSignature(
                                    state.operator(),
                                    record,
                                    new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> Move.to(new Rejecting(state.operator(), record, state, null));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move completing(Completing state, BenchEvent event) {
        return switch (event) {
            case SessionCompleted(var record) ->
                    Move.to(
                            new Completed(state.operator(), record, null),
                            Move.signal(Signal.Kind.ACCEPTED));
            case NotCommitted(var reason) ->
                    Move.to(
                            new AwaitingSignature(
                                    state.operator(), state.record(), new Notice.NotSaved(reason)));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    /// The finished session stays in view until Back or the next scan.
    Move completed(Completed state, Pan pan, BenchEvent event) {
        return switch (event) {
            case BackTapped _ -> start.backToReady(state.operator(), null);
            case CodeScanned scan when scan.opensSession() ->
                    start.scannedAnew(state.operator(), pan, scan);
            case CodeScanned scan ->
                    Move.to(
                            new Completed(
                                    state.operator(), state.record(), StartMoves.unexpected(scan)),
                            Move.signal(Signal.Kind.WARNING));
            case SignOutTapped _ -> Move.to(new SignedOut());
            case SignedIn _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ -> Move.to(state);
        };
    }

    Move rejecting(Rejecting state, Pan pan, BenchEvent event) {
        return switch (event) {
            case RejectTapped tap -> giveUp(state.operator(), state.record(), state.from(), tap);
            case BenchEvent.ReadingArrived _ -> pour.watched(state, pan);
            case BackTapped _ -> ConnectionMoves.returned(state.from(), pan);
            case StoreFailed failed ->
                    Move.to(
                            new Rejecting(
                                    state.operator(),
                                    state.record(),
                                    state.from(),
                                    new Notice.NotSaved(failed.reason())));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    Move failing(Failing state, BenchEvent event) {
        return switch (event) {
            case SessionFailed(var record) -> failed(state, record);
            case NotCommitted(var reason) ->
                    Move.to(
                            new Rejecting(
                                    state.operator(),
                                    state.record(),
                                    state.from(),
                                    new Notice.NotSaved(reason)));
            case PersonEvent _, CodeScanned _, BalanceEvent _, TapEvent _, StoreEvent _, Tick _ ->
                    Move.to(state);
        };
    }

    /// Nothing is given up without a reason.
    static Move giveUp(User operator, SessionRecord record, BenchState from, RejectTapped tap) {
        return tap.reasoned()
                ? Move.to(
                        new Failing(operator, record, from),
                        new FailSession(record.id(), tap.reasonCode(), tap.text(), operator))
                : Move.to(
                        from instanceof Fault ? from : new Rejecting(operator, record, from, null));
    }

    private Move failed(Failing state, SessionRecord record) {
        return record.session().status() == SessionStatus.LOCKED_FAILED
                ? Move.to(new Locked(state.operator(), record.context().formulaCode()))
                : start.backToReady(state.operator(), null);
    }
}
