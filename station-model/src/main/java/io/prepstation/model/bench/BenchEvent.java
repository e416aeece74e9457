package io.prepstation.model.bench;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.formula.FormulaReview;
import io.prepstation.model.formula.RescalePlan;
import io.prepstation.model.formula.ScannedCode;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Material;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything that can happen at a bench. The groups are sealed, so that a state can set aside a whole group by name.
public sealed interface BenchEvent {

    /// Someone comes or goes.
    sealed interface PersonEvent extends BenchEvent {}

    record SignedIn(User user) implements PersonEvent {}

    record SignOutTapped() implements PersonEvent {}

    /// A code was read by camera or scanner.
    ///
    /// @param text as read, for messages and near misses
    /// @param material what it stands for in the lab's stock; null if it was not looked up, or stands for nothing there
    record CodeScanned(ScannedCode code, String text, @Nullable Material material)
            implements BenchEvent {

        public CodeScanned(ScannedCode code, String text) {
            this(code, text, null);
        }

        /// A scan that may have lost a part.
        public static CodeScanned torn() {
            return new CodeScanned(new ScannedCode.TornCode(), "");
        }

        /// Whether it asks for a session, new or old.
        boolean opensSession() {
            return code instanceof ScannedCode.StartFormula
                    || code instanceof ScannedCode.OpenSession;
        }
    }

    /// The balance speaks.
    sealed interface BalanceEvent extends BenchEvent {}

    record StatusChanged(BalanceStatus status) implements BalanceEvent {}

    record ReadingArrived(BalanceReading reading) implements BalanceEvent {}

    /// @param tare what the balance took as tare, from its zero
    record Tared(Mass tare, Instant at) implements BalanceEvent {}

    /// The vessel stands at rest on a balance that does not say what it tares: the station subtracts what it displays.
    record VesselWeighed(Mass gross, Instant at) implements BalanceEvent {}

    /// The balance was away and may have taken whatever lay on its pan for zero.
    record StartedAnew() implements BalanceEvent {}

    record TareCleared() implements BalanceEvent {}

    record Zeroed() implements BalanceEvent {}

    record CommandRefused(BalanceCommand command, String reason) implements BalanceEvent {}

    /// The operator taps, or steps on the foot switch.
    sealed interface TapEvent extends BenchEvent {}

    record StartTapped() implements TapEvent {}

    record ResumeTapped() implements TapEvent {}

    record TareTapped() implements TapEvent {}

    /// The pan is empty, and its balance is to show zero; between sessions only.
    record ZeroTapped() implements TapEvent {}

    /// Accept names the reading the operator saw.
    ///
    /// @param frameNumber of that reading
    /// @param seen its mass as the balance displayed it, before any tare the station subtracts
    /// @param dispenseId a fresh UUIDv7 for the dispense, if it becomes one
    record AcceptTapped(long frameNumber, Mass seen, String dispenseId, Instant at)
            implements TapEvent {}

    /// The operator wants to see what can be done about an overshoot, and names the reading as [AcceptTapped] does.
    record CorrectTapped(long frameNumber, Mass seen, String dispenseId, Instant at)
            implements TapEvent {}

    /// The batch grows as it was shown.
    record RescaleTapped() implements TapEvent {}

    /// A supervisor is to be asked.
    record ApprovalTapped() implements TapEvent {}

    /// A supervisor has given name and reason.
    record Approved(Approval approval, Instant at) implements TapEvent {}

    /// The container is empty before the target is reached; names the reading as [AcceptTapped] does.
    record PartTapped(long frameNumber, Mass seen, String dispenseId, Instant at)
            implements TapEvent {}

    /// The hazards on screen were read (WEI-14).
    record AcknowledgeTapped() implements TapEvent {}

    /// Another step is to be weighed first, where the order is free.
    record StepChosen(String stepId) implements TapEvent {}

    /// A net mass that was typed, because no balance can say it (WEI-10).
    ///
    /// @param dispenseId a fresh UUIDv7 for the dispense, if it becomes one
    record ManualEntered(Mass net, String dispenseId, Instant at) implements TapEvent {}

    record SignTapped() implements TapEvent {}

    /// Back, or cancel what is running.
    record BackTapped() implements TapEvent {}

    /// The operator gives the session up, with a reason code.
    record RejectTapped(String reasonCode, String text) implements TapEvent {

        /// Whether it says why: the code `other` does so only with words.
        boolean reasoned() {
            return !reasonCode.isBlank() && !(reasonCode.equals(Approval.OTHER) && text.isBlank());
        }
    }

    /// How much is to be made, however it was said.
    record AmountEntered(BatchSize size) implements TapEvent {}

    /// Time passes; posted a few times a second.
    record Tick(Instant now) implements BenchEvent {}

    /// The store answers an effect.
    sealed interface StoreEvent extends BenchEvent {}

    /// @param unfinished null if nothing is to be resumed
    record UnfinishedFound(@Nullable Unfinished unfinished) implements StoreEvent {}

    /// @param notice why the review opened instead of the weighing; null if it was asked for
    record ReviewReady(FormulaReview review, @Nullable Notice notice) implements StoreEvent {}

    record StartRefused(Notice notice) implements StoreEvent {}

    /// @param notice what to know at its first step; null if there is nothing
    record SessionCreated(SessionRecord record, @Nullable Notice notice) implements StoreEvent {

        public SessionCreated(SessionRecord record) {
            this(record, null);
        }
    }

    record SessionOpened(Unfinished opened) implements StoreEvent {}

    record SessionMissing(String sessionId) implements StoreEvent {}

    record AmountChanged(SessionRecord record) implements StoreEvent {}

    /// @param dispenseId of the overshoot the plan is for
    record RescalePlanned(String dispenseId, RescalePlan plan) implements StoreEvent {}

    record FormulaUnlocked(String formulaCode) implements StoreEvent {}

    record DispenseCommitted(SessionRecord record) implements StoreEvent {}

    record HazardsAcknowledged(SessionRecord record) implements StoreEvent {}

    record SessionCompleted(SessionRecord record) implements StoreEvent {}

    record SessionFailed(SessionRecord record) implements StoreEvent {}

    /// Something could not be kept.
    sealed interface StoreFailed extends StoreEvent {
        String reason();
    }

    /// The transaction that was waited for did not commit; nothing was recorded.
    record NotCommitted(String reason) implements StoreFailed {}

    /// Something that nobody waits for could not be kept or found: a near miss, an interruption, a checkpoint, what is
    /// unfinished. It must not be taken for the answer to a dispense in flight.
    record NotNoted(String reason) implements StoreFailed {}
}
