package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchEvent.AcceptTapped;
import io.prepstation.model.bench.BenchEvent.BackTapped;
import io.prepstation.model.bench.BenchEvent.BalanceEvent;
import io.prepstation.model.bench.BenchEvent.CodeScanned;
import io.prepstation.model.bench.BenchEvent.CorrectTapped;
import io.prepstation.model.bench.BenchEvent.PartTapped;
import io.prepstation.model.bench.BenchEvent.PersonEvent;
import io.prepstation.model.bench.BenchEvent.ReadingArrived;
import io.prepstation.model.bench.BenchEvent.StoreEvent;
import io.prepstation.model.bench.BenchEvent.StoreFailed;
import io.prepstation.model.bench.BenchEvent.TapEvent;
import io.prepstation.model.bench.BenchEvent.Tick;
import io.prepstation.model.bench.BenchState.Dispensing;
import io.prepstation.model.bench.BenchState.InTolerance;
import io.prepstation.model.bench.BenchState.Over;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.BenchState.Regaining;
import io.prepstation.model.bench.BenchState.Rejecting;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordPart;
import io.prepstation.model.bench.Effect.SaveCheckpoint;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/// What goes into the vessel: followed, kept against a power cut, accepted (WEI-5).
final class PourMoves {

    private final BenchRules rules;
    private final RegainMoves regain;
    private final CorrectionMoves correction;
    private final IdentityMoves identity;

    PourMoves(
            BenchRules rules,
            RegainMoves regain,
            CorrectionMoves correction,
            IdentityMoves identity) {
        this.rules = rules;
        this.regain = regain;
        this.correction = correction;
        this.identity = identity;
    }

    Move pouring(Pouring state, Pan pan, BenchEvent event) {
        return switch (event) {
            case ReadingArrived _ -> settled(state, pan);
            case Tick _ -> Move.to(Weighed.of(state, pan, state.notice()));
            case AcceptTapped accept -> accepted(state, pan, accept);
            case CorrectTapped tap -> correction.open(state, pan, tap);
            case PartTapped part -> partDone(state, pan, part);
            case BenchEvent.ManualEntered typed -> ManualMoves.entered(state, typed);
            case CodeScanned scan -> identity.scannedWhilePouring(state, pan, scan);
            case StoreFailed failed ->
                    Move.to(Weighed.of(state, pan, new Notice.NotSaved(failed.reason())));
            case BackTapped _ -> WeighingMoves.askReason(state);
            case PersonEvent _, BalanceEvent _, TapEvent _, StoreEvent _ -> Move.to(state);
        };
    }

    /// A weight at rest that differs noticeably from the last checkpoint becomes the next one.
    private Move settled(Pouring state, Pan pan) {
        if (displayZeroed(state.pour(), pan)) {
            return regain.displayZeroed(state, pan);
        }
        return kept(state, pan);
    }

    /// Nobody looks at the balance while the reasons are open, but what comes to rest there is kept: else the balance's own
    /// tare key could hide it.
    Move watched(Rejecting state, Pan pan) {
        if (!(state.from() instanceof Pouring pouring) || pouring instanceof Regaining) {
            return Move.to(state);
        }
        Pour pour = pouring.pour();
        boolean more =
                pan.steadyGross()
                        .filter(gross -> pour.isAtLeast(gross, pour.savedGross()))
                        .isPresent();
        Move kept = more ? kept(pouring, pan) : Move.to(pouring);
        return new Move(
                new Rejecting(state.operator(), state.record(), kept.state(), state.notice()),
                kept.effects());
    }

    private Move kept(Pouring state, Pan pan) {
        Pouring now = Weighed.of(state, pan, state.notice());
        Optional<Mass> gross = pan.steadyGross();
        if (gross.isPresent()
                && (worthSaving(now.pour(), gross.get(), pan) || becameOver(state, now))
                && pan.latest() instanceof Stable(var _, var frame, var _)) {
            Pour saved = now.pour().saved(gross.get());
            return Move.to(
                    Weighed.with(now, saved),
                    checkpoint(state.work(), saved, gross.get(), frame.receivedAt()));
        }
        return Move.to(now);
    }

    /// Of a spoiled pour the most that was in is kept, so that the overshoot is not forgotten in a power cut.
    private boolean worthSaving(Pour pour, Mass gross, Pan pan) {
        Mass moved = pour.net(gross).minus(pour.net(pour.savedGross()));
        return pan.identity()
                .map(balance -> rules.checkpointStep(balance.readability()))
                .filter(step ->
                        (pour.spoiled() ? moved : moved.abs()).compareTo(step) > 0
                                && pour.onPan(gross)
                                && pour.net(gross).isAtLeast(step.negated()))
                .isPresent();
    }

    private static boolean becameOver(Pouring before, Pouring now) {
        return now instanceof Over && !(before instanceof Over);
    }

    /// Somebody pressed the balance's own tare key: what is in would no longer count. Where the station subtracts the
    /// tare, a vessel that was lifted looks the same until the balance has been asked. A container that got heavier than it
    /// was at the start of a weighing by difference may have lost its zero as well.
    private boolean displayZeroed(Pour pour, Pan pan) {
        Mass subtracted = pan.tare();
        if (subtracted == null || !(pan.latest() instanceof Stable(var shown, var _, var _))) {
            return false;
        }
        Mass expected = pour.savedGross().minus(subtracted);
        return pan.identity()
                .map(BalanceIdentity::readability)
                .filter(d ->
                        (shown.abs().isAtMost(d.times(BigDecimal.TWO))
                                        && expected.compareTo(rules.grossWindow(d)) > 0)
                                || gainedByDifference(pour, pan, rules.grossWindow(d)))
                .isPresent();
    }

    private static boolean gainedByDifference(Pour pour, Pan pan, Mass window) {
        return pour.byDifference()
                && pan.steadyGross().filter(pour.tare().plus(window)::isAtMost).isPresent();
    }

    static Effect checkpoint(Work work, Pour pour, Mass gross, Instant at) {
        return new SaveCheckpoint(
                new Checkpoint(
                        work.sessionId(),
                        work.step().id(),
                        pour.source(),
                        pour.tare(),
                        gross,
                        pour.isAtLeast(gross, pour.peak()) ? gross : pour.peak(),
                        at));
    }

    private Move accepted(Pouring state, Pan pan, AcceptTapped accept) {
        BenchState now = Weighed.of(state, pan, null);
        if (now instanceof InTolerance(var work, var pour, var _)
                && pan.stillShows(accept.frameNumber(), accept.seen())
                && pan.latest() instanceof Stable reading) {
            Dispense dispense =
                    Dispensed.of(work, pour, pan, reading, accept.dispenseId(), accept.at());
            return CorrectionMoves.seen(
                    work,
                    pour,
                    dispense,
                    reading.frame().number(),
                    new RecordDispense(
                            work.sessionId(),
                            dispense,
                            pour.removed(work, dispense.net()).orElse(null)));
        }
        return Move.to(
                Weighed.of(state, pan, new Notice.WeightChanged()),
                Move.signal(Signal.Kind.WARNING));
    }

    /// A container is empty before the target is reached: what came out of it is recorded, the rest comes from another
    /// (WEI-7).
    private Move partDone(Pouring state, Pan pan, PartTapped part) {
        Pouring now = Weighed.of(state, pan, null);
        Optional<Mass> net = now.pour().net(pan);
        if (now instanceof Dispensing(var work, var pour, var _)
                && net.filter(mass -> mass.value().signum() > 0).isPresent()
                && pan.stillShows(part.frameNumber(), part.seen())
                && pan.latest() instanceof Stable reading) {
            Dispense dispense =
                    Dispensed.of(work, pour, pan, reading, part.dispenseId(), part.at());
            return CorrectionMoves.seen(
                    work,
                    pour,
                    dispense,
                    reading.frame().number(),
                    new RecordPart(work.sessionId(), dispense));
        }
        return Move.to(
                Weighed.of(state, pan, new Notice.WeightChanged()),
                Move.signal(Signal.Kind.WARNING));
    }
}
