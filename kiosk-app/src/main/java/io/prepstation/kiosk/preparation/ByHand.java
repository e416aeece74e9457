package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Permission;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import java.time.Instant;
import java.util.Optional;

/// Masses that were typed because no balance could say them (WEI-10).
final class ByHand {

    private ByHand() {}

    /// Records a typed mass inside its limits, for which somebody with the right to stands. Repeating the same one changes
    /// nothing.
    static Outcome<SessionRecord> record(
            WriteHandle handle,
            SessionRecord record,
            Dispense typed,
            Approval approval,
            Instant now) {
        Dispense dispense = Weighing.toTheMillisecond(typed);
        Optional<Outcome<SessionRecord>> known = Weighing.recordedBefore(record, dispense);
        if (known.isPresent()) {
            return known.get();
        }
        if (!Approvals.stands(handle, approval, Permission.MANUAL_WEIGHT)) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(approval.by().name(), "enter weights by hand"));
        }
        Optional<Refusal> refusal =
                DispenseCheck.typedRefusal(record, dispense)
                        .or(() -> Witnesses.aloneRefusal(record, dispense, approval));
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        return new Outcome.Saved<>(
                Approvals.record(
                        handle,
                        record,
                        dispense,
                        approval,
                        new Approvals.Exemption(
                                SessionDeviation.MANUAL_WEIGHT,
                                "%s entered by hand. %s"
                                        .formatted(dispense.net(), approval.text())
                                        .strip(),
                                "manual_weight_approved"),
                        now));
    }
}
