package io.prepstation.hub.sync;

import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.HashChain;
import java.util.List;
import java.util.Optional;

/// Judges the audit events that came with a session. Other events may lie between them in the station's trail, so each
/// unbroken run is followed from its first event.
final class AuditSlice {

    private AuditSlice() {}

    static Optional<Refusal> fault(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return Optional.of(
                    new Refusal(
                            "NO_AUDIT", "audit", "the audit events of the session are missing"));
        }
        return HashChain.firstBreakInRuns(events)
                .map(reason -> new Refusal("AUDIT_BROKEN", "audit", reason));
    }
}
