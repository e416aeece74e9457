package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.User;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the bench is doing. Each state says what is allowed now; notices are shown until the next move.
public sealed interface BenchState {

    /// Who works at the bench; empty if nobody is signed in.
    default Optional<User> person() {
        return switch (this) {
            case SignedOut _ -> Optional.empty();
            case Ready ready -> Optional.of(ready.operator());
            case Reviewing reviewing -> Optional.of(reviewing.operator());
            case Starting starting -> Optional.of(starting.operator());
            case Opening opening -> Optional.of(opening.operator());
            case Locked locked -> Optional.of(locked.operator());
            case Weighing weighing -> Optional.of(weighing.work().operator());
            case Correcting correcting -> Optional.of(correcting.work().operator());
            case Approving approving -> Optional.of(approving.operator());
            case Unlocking unlocking -> Optional.of(unlocking.operator());
            case Rescaling rescaling -> Optional.of(rescaling.work().operator());
            case Recording recording -> Optional.of(recording.work().operator());
            case Interrupted interrupted -> Optional.of(interrupted.operator());
            case AwaitingSignature awaiting -> Optional.of(awaiting.operator());
            case Completing completing -> Optional.of(completing.operator());
            case Completed completed -> Optional.of(completed.operator());
            case Rejecting rejecting -> Optional.of(rejecting.operator());
            case Failing failing -> Optional.of(failing.operator());
            case Fault fault -> Optional.of(fault.operator());
        };
    }

    record SignedOut() implements BenchState {}

    /// No session: scan a formula.
    ///
    /// @param looked whether the store has said what is unfinished; until then no session to resume means nothing
    /// @param unfinished the session to resume, if one was interrupted
    record Ready(
            User operator, boolean looked, @Nullable Unfinished unfinished, @Nullable Notice notice)
            implements BenchState {

        /// Nobody has asked the store yet.
        static Ready unknowing(User operator, @Nullable Notice notice) {
            return new Ready(operator, false, null, notice);
        }
    }

    /// The formula at an amount; nothing is created before Start.
    record Reviewing(User operator, FormulaReview review, @Nullable Notice notice)
            implements BenchState {}

    /// The session is being created; the weighing opens when it is committed.
    record Starting(User operator, String formulaCode) implements BenchState {}

    /// A session is being looked up.
    record Opening(User operator, String sessionId, @Nullable String formulaCode)
            implements BenchState {}

    /// The formula waits for a supervisor.
    record Locked(User operator, String formulaCode) implements BenchState {}

    /// The states that belong to one step of a running session.
    sealed interface Weighing extends BenchState {
        Work work();

        @Nullable Notice notice();
    }

    /// The states in which an ingredient is going into the vessel.
    sealed interface Pouring extends Weighing {
        Pour pour();
    }

    /// Scan the ingredient.
    record AwaitingContainer(Work work, @Nullable Notice notice) implements Weighing {}

    /// Another amount is being committed; nothing is weighed until the new targets are known.
    record Rescaling(Work work) implements BenchState {}

    /// The ingredient is right and dangerous: its hazards are acknowledged before anything of it is weighed.
    ///
    /// @param asked whether the store was asked and has not answered
    record Acknowledging(Work work, Source source, boolean asked, @Nullable Notice notice)
            implements Weighing {}

    /// The ingredient is right; the vessel is tared as soon as it stands still.
    ///
    /// @param asked whether the balance was asked and has not answered
    record Taring(Work work, Source source, boolean asked, @Nullable Notice notice)
            implements Weighing {

        /// Of an ingredient without lots.
        public Taring(Work work, String scannedCode, boolean asked, @Nullable Notice notice) {
            this(work, Source.ofCode(scannedCode), asked, notice);
        }

        public String scannedCode() {
            return source.scannedCode();
        }
    }

    /// Less than the lower limit is in, or the pan is out of range.
    record Dispensing(Work work, Pour pour, @Nullable Notice notice) implements Pouring {}

    /// Enough is in, but the weight still moves or has gone stale.
    record Settling(Work work, Pour pour, @Nullable Notice notice) implements Pouring {}

    /// Stable and inside: the only state in which Accept records.
    record InTolerance(Work work, Pour pour, @Nullable Notice notice) implements Pouring {}

    /// Too much is in. Taking some out is allowed only while the vessel holds this ingredient alone.
    record Over(Work work, Pour pour, @Nullable Notice notice) implements Pouring {
        public boolean removalAllowed() {
            return !pour.spoiled();
        }
    }

    /// Too much is in, and the operator looks at what can be done about it, each with its resulting amounts.
    ///
    /// @param dispense the overshoot as the operator saw it
    /// @param frameNumber of the reading that was seen
    /// @param plan how the batch would grow; null until the store has answered
    record Correcting(
            Work work,
            Pour pour,
            Dispense dispense,
            long frameNumber,
            @Nullable RescalePlan plan,
            @Nullable Notice notice)
            implements BenchState {}

    /// A supervisor is asked to stand for what an operator alone may not do.
    record Approving(User operator, ApprovalRequest request, @Nullable Notice notice)
            implements BenchState {}

    /// A supervisor's unlock is being committed.
    record Unlocking(User operator, String formulaCode) implements BenchState {}

    /// The balance came back while pouring: the vessel must still weigh at least what it weighed.
    record Regaining(Work work, Pour pour, Mass lastGross, @Nullable Notice notice)
            implements Pouring {}

    /// The accepted weight is being committed; the screen says saved only after that.
    record Recording(Work work, Pour pour, Dispense dispense) implements BenchState {}

    /// An interrupted session is being taken up again.
    record Interrupted(User operator, Unfinished unfinished, Phase phase, @Nullable Notice notice)
            implements BenchState {

        /// The checks of SES-9, in order.
        public enum Phase {
            EMPTY_PAN,
            ZEROING,
            VESSEL
        }
    }

    /// Every step is done: sign.
    record AwaitingSignature(User operator, SessionRecord record, @Nullable Notice notice)
            implements BenchState {}

    /// Signature and completion are being committed.
    record Completing(User operator, SessionRecord record) implements BenchState {}

    record Completed(User operator, SessionRecord record, @Nullable Notice notice)
            implements BenchState {}

    /// The operator is asked for the reason of giving the session up; Back returns to `from`.
    record Rejecting(User operator, SessionRecord record, BenchState from, @Nullable Notice notice)
            implements BenchState {}

    /// The failure is being committed.
    record Failing(User operator, SessionRecord record, BenchState from) implements BenchState {}

    /// The balance is away in the middle of a session; it goes on by itself when the same balance is back.
    ///
    /// @param status what is wrong: not online, or online as another balance than the session's
    /// @param lastGross what the pan last showed; null if that was not known
    record Fault(
            User operator, BalanceStatus status, BenchState interrupted, @Nullable Mass lastGross)
            implements BenchState {}
}
