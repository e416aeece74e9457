package io.prepstation.hub.sync;

import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
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
        return chainFault(events);
    }

    private static Optional<Refusal> chainFault(List<AuditEvent> events) {
        HashChain chain = runFrom(events.getFirst());
        for (AuditEvent event : events) {
            if (event.sequence() > chain.head().sequence() + 1) {
                chain = runFrom(event);
            }
            Optional<HashChain.Break> broken = chain.accept(event);
            if (broken.isPresent()) {
                return Optional.of(new Refusal("AUDIT_BROKEN", "audit", broken.get().reason()));
            }
        }
        return Optional.empty();
    }

    private static HashChain runFrom(AuditEvent event) {
        return new HashChain(new ChainHead(event.sequence() - 1, event.previousHash()));
    }
}
