package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchEvent.ManualEntered;
import io.prepstation.model.bench.BenchState.Approving;
import io.prepstation.model.bench.BenchState.Fault;
import io.prepstation.model.bench.BenchState.Pouring;
import io.prepstation.model.bench.Effect.Signal;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.TareSource;

/// A mass that is typed, because the balance cannot say it (WEI-10): only after the vessel was tared, only inside the
/// limits, and only if somebody with the right to stands for it.
final class ManualMoves {

    private ManualMoves() {}

    static Move entered(Pouring state, ManualEntered typed) {
        Work work = state.work();
        Pour pour = state.pour();
        Tolerance tolerance = pour.tolerance(work);
        return allowed(work, pour, typed)
                ? ask(state, work, pour, typed)
                : Move.to(
                        Weighed.with(
                                state,
                                new Notice.ManualOutside(
                                        typed.net(),
                                        tolerance.lowerLimit(),
                                        tolerance.upperLimit())),
                        Move.signal(Signal.Kind.WARNING));
    }

    /// The balance may be away, and its display still be read by eye.
    static Move entered(Fault state, ManualEntered typed) {
        return state.interrupted() instanceof Pouring pouring
                        && allowed(pouring.work(), pouring.pour(), typed)
                ? ask(state, pouring.work(), pouring.pour(), typed)
                : Move.to(state);
    }

    private static boolean allowed(Work work, Pour pour, ManualEntered typed) {
        return !pour.spoiled()
                && typed.net().value().signum() > 0
                && pour.tolerance(work).verdict(typed.net()) == Verdict.IN;
    }

    private static Move ask(BenchState from, Work work, Pour pour, ManualEntered typed) {
        Dispense dispense =
                new Dispense(
                        typed.dispenseId(),
                        work.step().id(),
                        pour.scannedCode(),
                        pour.source().lotId(),
                        pour.source().containerId(),
                        typed.net(),
                        pour.grossAt(typed.net()),
                        pour.tare(),
                        TareSource.COMPUTED,
                        typed.net().digits(),
                        typed.net().unit().symbol(),
                        Dispense.BY_HAND,
                        "",
                        "",
                        typed.at(),
                        work.operator().id(),
                        pour.source().potencyPercent(),
                        null,
                        pour.source().lotNumber());
        return Move.to(
                new Approving(
                        work.operator(),
                        new ApprovalRequest.ByHand(from, work, pour, dispense),
                        null));
    }
}
