package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The second person that a formula line asks for (REC-2): no weight of it is recorded without one.
final class Witnesses {

    private Witnesses() {}

    /// Records a weight and its witness in one transaction, or neither.
    ///
    /// @param witness null where nobody saw it but the operator
    static Outcome<SessionRecord> with(
            WriteHandle handle,
            SessionRecord record,
            Dispense dispense,
            @Nullable Approval witness,
            Instant now,
            Supplier<Outcome<SessionRecord>> weighing) {
        if (Weighing.recordedBefore(record, Weighing.toTheMillisecond(dispense)).isPresent()
                || !asked(record, dispense)) {
            return weighing.get();
        }
        if (witness == null) {
            return new Outcome.Refused<>(new Refusal.WitnessNeeded());
        }
        if (!Approvals.stands(handle, witness, Permission.WITNESS)) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(witness.by().name(), "witness weights"));
        }
        Optional<Refusal> alone = aloneRefusal(record, dispense, witness);
        if (alone.isPresent()) {
            return new Outcome.Refused<>(alone.get());
        }
        Outcome<SessionRecord> outcome = weighing.get();
        return outcome instanceof Outcome.Saved(var weighed)
                ? new Outcome.Saved<>(signed(handle, weighed, dispense, witness, now))
                : outcome;
    }

    /// Where a second person is asked for, nobody stands for his own weight.
    static Optional<Refusal> aloneRefusal(
            SessionRecord record, Dispense dispense, Approval approval) {
        return asked(record, dispense) && approval.by().id().equals(dispense.by())
                ? Optional.of(new Refusal.SecondPersonNeeded(approval.by().name()))
                : Optional.empty();
    }

    private static boolean asked(SessionRecord record, Dispense dispense) {
        return record.step(dispense.stepId())
                .filter(step -> step.asks(LineRule.WITNESS))
                .isPresent();
    }

    private static SessionRecord signed(
            WriteHandle handle,
            SessionRecord weighed,
            Dispense dispense,
            Approval witness,
            Instant now) {
        Signature signature = Approvals.signature(weighed, witness, Meaning.WITNESSED, now);
        SessionRepository.insertAttestation(
                handle,
                weighed.id(),
                new Attestation(
                        dispense.stepId(),
                        Attestation.WITNESSED,
                        "",
                        now,
                        witness.by().id(),
                        dispense.id(),
                        signature));
        SessionRecord after = SessionRepository.find(handle, weighed.id()).orElseThrow();
        var details = Json.object().put("dispenseId", dispense.id());
        details.set("signature", SessionEvents.fields(signature));
        SessionEvents.append(handle, now, "dispense_witnessed", witness.by().id(), after, details);
        return after;
    }
}
