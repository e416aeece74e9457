package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/// What is to be done after a move; each store effect is answered by one [BenchEvent.StoreEvent].
public sealed interface Effect {

    /// Records a weight that a person saw on the balance; a second person may have to see it as well.
    sealed interface Seen extends Effect {

        /// The same, with whoever else saw it.
        Seen witnessedBy(Approval second);
    }

    /// Answered by [BenchEvent.UnfinishedFound] or [BenchEvent.NotNoted].
    record FindUnfinished() implements Effect {}

    /// Answered by [BenchEvent.ReviewReady] or [BenchEvent.StartRefused].
    record PrepareReview(
            String formulaCode,
            @Nullable BatchSize size,
            BalanceIdentity balance,
            @Nullable Notice notice)
            implements Effect {}

    /// Answered by [BenchEvent.SessionCreated], [BenchEvent.ReviewReady], [BenchEvent.StartRefused] or
    /// [BenchEvent.NotCommitted].
    record CreateSession(
            User operator, String formulaCode, @Nullable BatchSize size, BalanceIdentity balance)
            implements Effect {}

    /// Answered by [BenchEvent.SessionOpened] or [BenchEvent.SessionMissing].
    record OpenSession(String sessionId) implements Effect {}

    /// Answered by [BenchEvent.AmountChanged] or [BenchEvent.NotCommitted].
    record ChangeAmount(String sessionId, BatchSize size, BalanceIdentity balance, User by)
            implements Effect {}

    /// Answered by [BenchEvent.DispenseCommitted] or [BenchEvent.NotCommitted].
    ///
    /// @param removed what was taken out again after too much was in, which is waste; null if nothing was
    record RecordDispense(
            String sessionId, Dispense dispense, @Nullable Mass removed, @Nullable Approval witness)
            implements Seen {

        public RecordDispense(String sessionId, Dispense dispense, @Nullable Mass removed) {
            this(sessionId, dispense, removed, null);
        }

        public RecordDispense(String sessionId, Dispense dispense) {
            this(sessionId, dispense, null);
        }

        @Override
        public RecordDispense witnessedBy(Approval second) {
            return new RecordDispense(sessionId, dispense, removed, second);
        }
    }

    /// Records what came out of one container, and leaves the step open for the rest. Answered by
    /// [BenchEvent.DispenseCommitted] or [BenchEvent.NotCommitted].
    record RecordPart(String sessionId, Dispense dispense, @Nullable Approval witness)
            implements Seen {

        public RecordPart(String sessionId, Dispense dispense) {
            this(sessionId, dispense, null);
        }

        @Override
        public RecordPart witnessedBy(Approval second) {
            return new RecordPart(sessionId, dispense, second);
        }
    }

    /// Answered by [BenchEvent.RescalePlanned] or [BenchEvent.NotNoted].
    record PlanRescale(SessionRecord record, Dispense overshoot, BalanceIdentity balance)
            implements Effect {}

    /// Records the overshoot and lets the batch grow to the amount that was shown. Answered by
    /// [BenchEvent.DispenseCommitted] or [BenchEvent.NotCommitted].
    record RescaleBatch(
            String sessionId,
            Dispense overshoot,
            Amount after,
            BalanceIdentity balance,
            @Nullable Approval witness)
            implements Seen {

        public RescaleBatch(
                String sessionId, Dispense overshoot, Amount after, BalanceIdentity balance) {
            this(sessionId, overshoot, after, balance, null);
        }

        @Override
        public RescaleBatch witnessedBy(Approval second) {
            return new RescaleBatch(sessionId, overshoot, after, balance, second);
        }
    }

    /// Records a mass that was typed, for which somebody with the right to stands. Answered by
    /// [BenchEvent.DispenseCommitted] or [BenchEvent.NotCommitted].
    record RecordManual(String sessionId, Dispense dispense, Approval approval) implements Effect {}

    /// Answered by [BenchEvent.HazardsAcknowledged] or [BenchEvent.NotNoted]: whoever has left the step meanwhile must not
    /// take the answer for another one.
    record AcknowledgeHazards(String sessionId, String stepId, User by) implements Effect {}

    /// Records a weight outside its limits for which a supervisor stands. Answered by [BenchEvent.DispenseCommitted] or
    /// [BenchEvent.NotCommitted].
    record OverrideDispense(String sessionId, Dispense dispense, Approval approval)
            implements Effect {}

    /// Keeps a weight that is not used; answered only by [BenchEvent.NotNoted].
    record RecordRejected(String sessionId, Dispense dispense, User by) implements Effect {}

    /// Answered by [BenchEvent.FormulaUnlocked] or [BenchEvent.NotCommitted].
    record UnlockFormula(String formulaCode, Approval approval) implements Effect {}

    /// Answered by [BenchEvent.SessionCompleted] or [BenchEvent.NotCommitted].
    record CompleteSession(String sessionId, User signer) implements Effect {}

    /// Answered by [BenchEvent.SessionFailed] or [BenchEvent.NotCommitted].
    record FailSession(String sessionId, String reasonCode, String text, User by)
            implements Effect {}

    /// Kept in the session's deviations; answered only by [BenchEvent.NotNoted].
    record RecordNearMiss(
            String sessionId, String stepId, String expectedCode, String scanned, User by)
            implements Effect {}

    /// A vessel that was named was tared; answered only by [BenchEvent.NotNoted].
    record RecordVessel(String sessionId, String stepId, KnownVessel vessel, Mass tare, User by)
            implements Effect {}

    /// The weighing was broken off by a device or a power cut and went on; answered only by [BenchEvent.NotNoted].
    record RecordInterruption(String sessionId, @Nullable String stepId, String text, User by)
            implements Effect {}

    /// Keeps what stands on the balance, for a resume after a power cut; answered only by [BenchEvent.NotNoted].
    record SaveCheckpoint(Checkpoint checkpoint) implements Effect {}

    /// Answered by [BenchEvent.Tared], [BenchEvent.TareCleared], [BenchEvent.Zeroed] or [BenchEvent.CommandRefused].
    record CommandBalance(BalanceCommand command) implements Effect {}

    /// Sound and lamp.
    record Signal(Kind kind) implements Effect {

        /// What is signalled.
        public enum Kind {
            ACCEPTED,
            WARNING,
            WRONG_ITEM
        }
    }
}
