package io.prepstation.kiosk.bench;

import io.prepstation.kiosk.preparation.BalanceSetup;
import io.prepstation.kiosk.preparation.BatchGrowth;
import io.prepstation.kiosk.preparation.FormulaUnlock;
import io.prepstation.kiosk.preparation.MinimumWeightRule;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.preparation.SessionService;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.RecordedFrame;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.DispenseCommitted;
import io.prepstation.model.bench.BenchEvent.FormulaUnlocked;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchEvent.NotNoted;
import io.prepstation.model.bench.BenchEvent.RescalePlanned;
import io.prepstation.model.bench.Effect;
import io.prepstation.model.bench.Effect.OverrideDispense;
import io.prepstation.model.bench.Effect.PlanRescale;
import io.prepstation.model.bench.Effect.RecordDispense;
import io.prepstation.model.bench.Effect.RecordRejected;
import io.prepstation.model.bench.Effect.RescaleBatch;
import io.prepstation.model.bench.Effect.UnlockFormula;
import io.prepstation.model.people.Approval;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PourTrace;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the store for everything that records, corrects or rejects a weight; runs on the bench's store worker.
final class WeightEffects {

    private final SessionService sessions;
    private final SessionReader reader;
    private final FrameJournal frames;

    /// @param frames keeps the frame of each weight before the weight is recorded
    WeightEffects(SessionService sessions, SessionReader reader, FrameJournal frames) {
        this.sessions = sessions;
        this.reader = reader;
        this.frames = frames;
    }

    BenchEvent record(RecordDispense wish, @Nullable PourTrace pour) {
        return weighed(
                wish.sessionId(),
                wish.dispense(),
                () ->
                        following(pour)
                                .recordDispense(
                                        wish.sessionId(),
                                        wish.dispense(),
                                        wish.removed(),
                                        wish.witness()));
    }

    BenchEvent recordPart(
            Effect.RecordPart wish, MinimumWeightRule smallest, @Nullable PourTrace pour) {
        return weighed(
                wish.sessionId(),
                wish.dispense(),
                () ->
                        following(pour)
                                .recordPart(
                                        wish.sessionId(),
                                        wish.dispense(),
                                        smallest,
                                        wish.witness()));
    }

    BenchEvent grow(RescaleBatch wish, BalanceSetup balance, @Nullable PourTrace pour) {
        return weighed(
                wish.sessionId(),
                wish.overshoot(),
                () ->
                        following(pour)
                                .rescale(
                                        wish.sessionId(),
                                        new BatchGrowth(wish.overshoot(), wish.after(), balance),
                                        wish.witness()));
    }

    BenchEvent override(OverrideDispense wish, @Nullable PourTrace pour) {
        return weighed(
                wish.sessionId(),
                wish.dispense(),
                () -> following(pour).override(wish.sessionId(), wish.dispense(), wish.approval()));
    }

    BenchEvent byHand(Effect.RecordManual wish) {
        return weighed(
                wish.sessionId(),
                wish.dispense(),
                () -> sessions.recordManual(wish.sessionId(), wish.dispense(), wish.approval()));
    }

    @Nullable BenchEvent acknowledge(Effect.AcknowledgeHazards wish) {
        Outcome<SessionRecord> outcome =
                sessions.acknowledgeHazards(wish.sessionId(), wish.stepId(), wish.by().id());
        return outcome instanceof Outcome.Saved(var record)
                ? new BenchEvent.HazardsAcknowledged(record)
                : StoreAnswers.failureOf(outcome);
    }

    @Nullable BenchEvent keepRejected(RecordRejected wish, @Nullable PourTrace pour) {
        return StoreAnswers.failureOf(
                journalled(
                        wish.sessionId(),
                        wish.dispense(),
                        () ->
                                following(pour)
                                        .recordRejected(
                                                wish.sessionId(),
                                                wish.dispense(),
                                                wish.by().id())));
    }

    BenchEvent plan(PlanRescale wish, BalanceSetup balance) {
        try {
            return new RescalePlanned(
                    wish.overshoot().id(),
                    reader.planRescale(wish.record(), wish.overshoot(), balance));
        } catch (StoreException e) {
            return new NotNoted(String.valueOf(e.getMessage()));
        }
    }

    BenchEvent unlock(UnlockFormula wish) {
        String code = wish.formulaCode();
        Approval approval = wish.approval();
        FormulaUnlock unlock =
                new FormulaUnlock(
                        code, approval.by(), approval.reason(), approval.authentication());
        return switch (sessions.unlock(unlock)) {
            case Outcome.Saved(var _) -> new FormulaUnlocked(code);
            case Outcome.Refused(var why) -> new NotCommitted(why.message());
            case Outcome.NotSaved(var failure) ->
                    new NotCommitted(String.valueOf(failure.getMessage()));
        };
    }

    private SessionService following(@Nullable PourTrace pour) {
        return pour == null ? sessions : sessions.following(pour);
    }

    /// The frame first: a recorded weight without its frame could not be traced to the balance.
    private Outcome<SessionRecord> journalled(
            String id, Dispense dispense, Supplier<Outcome<SessionRecord>> commit) {
        try {
            if (dispense.manualReason() == null) {
                frames.append(RecordedFrame.of(id, dispense));
            }
            return commit.get();
        } catch (StoreException e) {
            return new Outcome.NotSaved<>(e);
        }
    }

    /// A commit whose answer was lost may have lasted: what is on the disk decides, so that the operator is not told to
    /// weigh again what is in the record.
    private BenchEvent weighed(
            String id, Dispense dispense, Supplier<Outcome<SessionRecord>> commit) {
        Outcome<SessionRecord> outcome = journalled(id, dispense, commit);
        if (!(outcome instanceof Outcome.Saved<SessionRecord>)) {
            Optional<SessionRecord> stored = lasted(id, dispense);
            if (stored.isPresent()) {
                return new DispenseCommitted(stored.get());
            }
        }
        return StoreAnswers.saved(outcome, DispenseCommitted::new);
    }

    /// The session as it is on the disk, if the step of this dispense is no longer to be weighed in it.
    private Optional<SessionRecord> lasted(String id, Dispense dispense) {
        try {
            return reader.find(id)
                    .filter(record -> record.session().status() == SessionStatus.IN_PROGRESS)
                    .filter(record ->
                            record.dispenses().stream()
                                    .anyMatch(one -> one.stepId().equals(dispense.stepId())))
                    .filter(record ->
                            record.dispenses().stream()
                                            .anyMatch(one -> one.id().equals(dispense.id()))
                                    || record.step(dispense.stepId())
                                            .filter(Step::pending)
                                            .isEmpty());
        } catch (StoreException e) {
            return Optional.empty();
        }
    }
}
