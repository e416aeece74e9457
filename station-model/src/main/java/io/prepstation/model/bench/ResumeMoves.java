package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading.Stable;
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
import io.prepstation.model.bench.BenchEvent.Zeroed;
import io.prepstation.model.bench.BenchState.AwaitingContainer;
import io.prepstation.model.bench.BenchState.AwaitingSignature;
import io.prepstation.model.bench.BenchState.Interrupted;
import io.prepstation.model.bench.BenchState.Interrupted.Phase;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Effect.RecordInterruption;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An interrupted session is taken up again: pan empty, zero, vessel on, gross as it was (SES-9).
final class ResumeMoves {

    private final BenchRules rules;

    ResumeMoves(BenchRules rules) {
        this.rules = rules;
    }

    /// Opens an interrupted session at its exact step.
    Move takeUp(User operator, Unfinished unfinished, Pan pan) {
        SessionRecord record = unfinished.record();
        Optional<Step> step = unfinished.step();
        if (step.isEmpty()) {
            return Move.to(new AwaitingSignature(operator, record, null));
        }
        Effect clearTare = Move.command(BalanceCommand.CLEAR_TARE);
        Effect noted =
                new RecordInterruption(
                        record.id(), step.get().id(), who(operator, record), operator);
        if (unfinished.expectedGross().isEmpty()) {
            Move begun =
                    Move.to(
                            new AwaitingContainer(new Work(operator, record, step.get()), null),
                            clearTare);
            return isAnother(operator, record) ? begun.and(noted) : begun;
        }
        return Move.to(
                new Interrupted(operator, unfinished, Phase.EMPTY_PAN, null), noted, clearTare);
    }

    /// With both names where somebody else than began it goes on: the record has only ids beside each weight.
    private static String who(User operator, SessionRecord record) {
        String again = "taken up again after an interruption";
        return isAnother(operator, record)
                ? "%s by %s; begun by %s"
                        .formatted(again, operator.name(), record.context().operatorName())
                : again;
    }

    private static boolean isAnother(User operator, SessionRecord record) {
        return !operator.id().equals(record.session().operator());
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
                within(gross, expected, state.unfinished().looseness(), pan)
                        || (state.unfinished().mayHoldMore()
                                && (byDifference(state)
                                        ? gross.isAtMost(expected)
                                        : gross.isAtLeast(expected)));
        if (!fits) {
            return Move.to(in(state, Phase.VESSEL, changed(byDifference(state), expected, gross)));
        }
        SessionRecord record = state.unfinished().record();
        Work work = new Work(state.operator(), record, state.unfinished().step().orElseThrow());
        return Move.to(
                state.unfinished()
                        .checkpointOf(work.step())
                        .<Weighing>map(checkpoint ->
                                Weighed.of(work, poured(work, checkpoint, gross), pan, null))
                        .orElseGet(() -> new AwaitingContainer(work, null)));
    }

    /// What stands there is not what stood there.
    static Notice changed(boolean byDifference, Mass expected, Mass found) {
        return byDifference
                ? new Notice.ContainerChanged(expected, found)
                : new Notice.GrossChanged(expected, found);
    }

    private static boolean byDifference(Interrupted state) {
        return state.unfinished()
                .step()
                .filter(step -> step.asks(LineRule.BY_DIFFERENCE))
                .isPresent();
    }

    private Pour poured(Work work, Checkpoint checkpoint, Mass gross) {
        Pour pour =
                new Pour(
                        checkpoint.source(),
                        checkpoint.tare(),
                        gross,
                        false,
                        checkpoint.peak(),
                        work.byDifference() ? rules.smallestVessel() : null);
        return pour.tolerance(work).verdict(pour.net(checkpoint.peak())) == Verdict.OVER
                ? pour.spoiledIn(work)
                : pour;
    }

    /// @param loose what more than the window it may be off
    boolean within(Mass found, Mass expected, Mass loose, Pan pan) {
        return pan.identity()
                .map(balance -> rules.grossWindow(balance.readability()).plus(loose))
                .filter(window -> found.minus(expected).abs().compareTo(window) <= 0)
                .isPresent();
    }

    static Interrupted in(Interrupted state, Phase phase, @Nullable Notice notice) {
        return new Interrupted(state.operator(), state.unfinished(), phase, notice);
    }
}
