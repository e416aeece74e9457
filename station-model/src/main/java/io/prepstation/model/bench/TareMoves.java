package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownContainer;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Source;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The vessel is tared when it stands still and weighs what it weighed before (WEI-6).
final class TareMoves {

    private final BenchRules rules;
    private final ResumeMoves resume;

    TareMoves(BenchRules rules, ResumeMoves resume) {
        this.rules = rules;
        this.resume = resume;
    }

    Move ask(Taring state, Pan pan) {
        if (state.work().byDifference()) {
            return waitForContainer(state, pan);
        }
        if (state.asked()) {
            return Move.to(state);
        }
        Optional<Mass> load = pan.steadyGross();
        if (load.isEmpty()) {
            return ConnectionMoves.clearTareAgain(state, pan);
        }
        Work work = state.work();
        if (work.lastGross().isEmpty() && load.get().compareTo(rules.smallestVessel()) < 0) {
            return Move.to(new Taring(work, state.source(), false, null));
        }
        Notice changed = unexpected(state, load.get(), pan);
        return changed == null
                ? Move.to(
                        new Taring(work, state.source(), true, null),
                        Move.command(BalanceCommand.TARE))
                : Move.to(new Taring(work, state.source(), false, changed));
    }

    /// The operator says that it stands there. By difference nothing else can tell: the vessel, or the container of the step
    /// before, may still be on the balance.
    Move tapped(Taring state, Pan pan) {
        if (showsNothing(state, pan)) {
            return Move.to(
                    new Taring(state.work(), state.source(), false, null),
                    Move.command(BalanceCommand.CLEAR_TARE));
        }
        return state.work().byDifference() ? stands(state, pan) : ask(state, pan);
    }

    /// Whether there is nothing to see of what is said to stand there: the balance's own tare key may have hidden it.
    private boolean showsNothing(Taring state, Pan pan) {
        return !state.asked()
                && !subtracts(pan)
                && pan.steadyGross()
                        .filter(load -> load.compareTo(rules.smallestVessel()) < 0)
                        .isPresent();
    }

    private Move stands(Taring state, Pan pan) {
        Optional<Mass> load =
                pan.steadyGross().filter(gross -> gross.isAtLeast(rules.smallestVessel()));
        if (load.isEmpty()
                || subtracts(pan)
                || !(pan.latest() instanceof Stable(var _, var frame, var _))) {
            return ask(state, pan);
        }
        Notice wrong = wrongContainer(state, load.get(), pan);
        return wrong == null
                ? begun(
                        state.work(),
                        Pour.tared(state.source(), load.get(), lightest(state.source())),
                        pan,
                        frame.receivedAt())
                : Move.to(new Taring(state.work(), state.source(), false, wrong));
    }

    /// What is lighter is not the container, but an empty pan or its lid.
    private Mass lightest(Source source) {
        KnownContainer container = source.container();
        Mass tare = container == null ? null : container.tare();
        Mass least = tare == null ? rules.smallestVessel() : tare.minus(rules.tareWindow());
        return least.compareTo(rules.smallestVessel()) < 0 ? rules.smallestVessel() : least;
    }

    private @Nullable Notice wrongContainer(Taring state, Mass load, Pan pan) {
        Notice stood = stoodThere(state, load, pan);
        return stood == null ? otherContainer(state.source(), load, pan) : stood;
    }

    /// A container whose code was scanned is no lighter than it is empty, and no heavier than it was last: it may have been
    /// used meanwhile, but nothing goes into it.
    private @Nullable Notice otherContainer(Source source, Mass load, Pan pan) {
        KnownContainer container = source.container();
        if (container == null) {
            return null;
        }
        Mass tare = container.tare();
        if (tare != null && load.compareTo(tare) < 0 && !isAbout(load, tare, pan)) {
            return new Notice.OtherContainer(container.code(), tare, load);
        }
        Mass last = container.lastGross();
        return last != null && load.compareTo(last) > 0 && !isAbout(load, last, pan)
                ? new Notice.OtherContainer(container.code(), last, load)
                : null;
    }

    private boolean isAbout(Mass load, Mass known, Pan pan) {
        return resume.within(load, known, rules.tareWindow(), pan);
    }

    /// By difference the balance subtracts nothing, so that both of its numbers are what the container weighs.
    private static Move waitForContainer(Taring state, Pan pan) {
        if (state.asked()) {
            return Move.to(
                    new Taring(state.work(), state.source(), subtracts(pan), state.notice()));
        }
        return subtracts(pan) && pan.latest() instanceof Stable
                ? Move.to(
                        new Taring(state.work(), state.source(), true, null),
                        Move.command(BalanceCommand.CLEAR_TARE))
                : ConnectionMoves.clearTareAgain(state, pan);
    }

    private static boolean subtracts(Pan pan) {
        Mass tare = pan.tare();
        return tare != null && tare.value().signum() != 0;
    }

    private @Nullable Notice unexpected(Taring state, Mass load, Pan pan) {
        Work work = state.work();
        Notice other = otherVessel(work, load, pan);
        Notice stood = other == null ? stoodThere(state, load, pan) : other;
        return stood == null ? grossChanged(work, load, pan) : stood;
    }

    /// What was weighed in this session already is not the container, unless it is that container again; and no container is
    /// the vessel.
    private @Nullable Notice stoodThere(Taring state, Mass load, Pan pan) {
        SessionRecord record = state.work().record();
        Mass exactly = Mass.grams("0");
        return record.dispenses().stream()
                        .filter(dispense -> !dispense.manual())
                        .filter(dispense -> !isRight(state, record, dispense))
                        .anyMatch(dispense -> resume.within(load, dispense.gross(), exactly, pan))
                ? new Notice.StoodThere(load)
                : null;
    }

    /// Whether what stood there for a dispense may stand there again.
    private static boolean isRight(Taring state, SessionRecord record, Dispense dispense) {
        boolean container = record.byDifference(dispense);
        return state.work().byDifference()
                ? container && dispense.scannedCode().equals(state.scannedCode())
                : !container;
    }

    /// An empty vessel that was named weighs what is known of it, or it is another one, or not empty.
    private @Nullable Notice otherVessel(Work work, Mass load, Pan pan) {
        KnownVessel named = work.vessel();
        return named == null
                        || !work.vesselEmpty()
                        || resume.within(load, named.tare(), rules.tareWindow(), pan)
                ? null
                : new Notice.OtherVessel(named.code(), named.tare(), load);
    }

    /// The vessel must still weigh what it weighed after the last dispense, or something was added or taken unseen.
    private @Nullable Notice grossChanged(Work work, Mass load, Pan pan) {
        Optional<Mass> expected = work.lastGross();
        return expected.isEmpty()
                        || resume.within(
                                load, expected.get(), work.record().looseness(work.step()), pan)
                ? null
                : new Notice.GrossChanged(expected.get(), load);
    }

    Move tared(Taring state, Mass tare, Instant at, Pan pan) {
        Work work = state.work();
        if (work.byDifference()) {
            return waitForContainer(state, pan);
        }
        Notice changed = unexpected(state, tare, pan);
        if (changed != null) {
            return Move.to(
                    new Taring(work, state.source(), false, changed),
                    Move.command(BalanceCommand.CLEAR_TARE));
        }
        Move tared = begun(work, Pour.tared(state.source(), tare, null), pan, at);
        KnownVessel named = work.vessel();
        return named == null
                ? tared
                : tared.and(
                        new Effect.RecordVessel(
                                work.sessionId(), work.step().id(), named, tare, work.operator()));
    }

    private static Move begun(Work work, Pour pour, Pan pan, Instant at) {
        return Move.to(
                Weighed.of(work, pour, pan, null),
                PourMoves.checkpoint(work, pour, pour.tare(), at));
    }
}
