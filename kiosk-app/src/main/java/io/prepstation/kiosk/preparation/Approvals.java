package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Signature;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.sync.SessionHashes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Whether a person may stand for something, and the signature that says so.
final class Approvals {

    private Approvals() {}

    /// The store's own people decide, not what the bench believed.
    static boolean stands(ReadHandle handle, Approval approval, Permission permission) {
        return approval.valid(permission)
                && MasterData.user(handle, approval.by().id())
                        .filter(user -> user.may(permission))
                        .isPresent();
    }

    /// @param weighed the record as it is with what is stood for
    static Signature signature(
            SessionRecord weighed, Approval approval, Meaning meaning, Instant now) {
        User by = approval.by();
        return new Signature(
                by.id(),
                by.name(),
                meaning,
                now,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        now.atZone(ZoneId.of(weighed.context().timeZone()))),
                SessionHashes.recordHash(weighed),
                approval.authentication());
    }

    /// An exception that somebody stands for, as the record and the trail name it.
    ///
    /// @param kind of the deviation
    /// @param text of the deviation
    /// @param event in the audit trail
    record Exemption(String kind, String text, String event) {}

    /// Records a weight that somebody stands for: what it takes from the stock, the deviation with the signature, and the
    /// event.
    static SessionRecord record(
            WriteHandle handle,
            SessionRecord record,
            Dispense dispense,
            Approval approval,
            Exemption exemption,
            Instant now) {
        SessionRecord weighed = Weighing.insert(handle, record, dispense, StepStatus.DONE, now);
        Stock.take(handle, record, dispense, null);
        Signature signature = signature(weighed, approval, Meaning.APPROVED, now);
        SessionRepository.insertDeviation(
                handle,
                record.id(),
                new SessionDeviation(
                        dispense.stepId(),
                        exemption.kind(),
                        approval.reasonCode(),
                        exemption.text(),
                        now,
                        approval.by().id(),
                        signature));
        SessionRecord after = SessionRepository.find(handle, record.id()).orElseThrow();
        ObjectNode details =
                Json.object()
                        .put("dispenseId", dispense.id())
                        .put("reasonCode", approval.reasonCode())
                        .put("text", approval.text());
        details.set("signature", SessionEvents.fields(signature));
        SessionEvents.append(handle, now, exemption.event(), approval.by().id(), after, details);
        return after;
    }
}
