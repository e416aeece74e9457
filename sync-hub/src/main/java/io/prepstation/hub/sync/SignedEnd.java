package io.prepstation.hub.sync;

import io.prepstation.hub.store.Station;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.sync.UploadBundle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Judges the signed end of the station's audit trail that came with a session: it is this station's word, and it is
/// given over the last event of the session.
final class SignedEnd {

    private static final String FIELD = "auditHead";

    private SignedEnd() {}

    static Optional<Refusal> fault(Station station, UploadBundle bundle) {
        AuditHead head = bundle.head();
        return Refusal.first(
                () ->
                        Refusal.when(
                                !endsWith(bundle.audit(), head),
                                "OTHER_HEAD",
                                FIELD,
                                "the signed end of the audit trail is not the session's last event"),
                () ->
                        Refusal.when(
                                !head.labId().equals(station.labId()),
                                "OTHER_HEAD",
                                FIELD + ".labId",
                                "the audit trail is the one of lab " + head.labId()),
                () ->
                        Refusal.when(
                                !head.verifies(Objects.requireNonNullElse(station.publicKey(), "")),
                                "HEAD_NOT_SIGNED",
                                FIELD + ".signature",
                                "the end of the audit trail is not signed with the key station "
                                        + station.id()
                                        + " was enrolled with"));
    }

    private static boolean endsWith(List<AuditEvent> events, AuditHead head) {
        return events.getLast().head().equals(head.end());
    }
}
