package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchState.Taring;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownVessel;
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
        if (state.asked()) {
            return Move.to(state);
        }
        Optional<Mass> load = pan.steadyGross();
        if (load.isEmpty()) {
            return ConnectionMoves.clearTareAgain(state, pan);
        }
        Work work = state.work();
        if (work.vesselEmpty() && load.get().compareTo(rules.smallestVessel()) < 0) {
            return Move.to(new Taring(work, state.source(), false, null));
        }
        Notice changed = unexpected(work, load.get(), pan);
        return changed == null
                ? Move.to(
                        new Taring(work, state.source(), true, null),
                        Move.command(BalanceCommand.TARE))
                : Move.to(new Taring(work, state.source(), false, changed));
    }

    private @Nullable Notice unexpected(Work work, Mass load, Pan pan) {
        Notice other = otherVessel(work, load, pan);
        return other == null ? grossChanged(work, load, pan) : other;
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
        Notice changed = unexpected(work, tare, pan);
        if (changed != null) {
            return Move.to(
                    new Taring(work, state.source(), false, changed),
                    Move.command(BalanceCommand.CLEAR_TARE));
        }
        Pour pour = new Pour(state.source(), tare, tare, false, tare);
        Move tared =
                Move.to(
                        Weighed.of(work, pour, pan, null),
                        PourMoves.checkpoint(work, pour, tare, at));
        KnownVessel named = work.vessel();
        return named == null
                ? tared
                : tared.and(
                        new Effect.RecordVessel(
                                work.sessionId(), work.step().id(), named, tare, work.operator()));
    }
}
