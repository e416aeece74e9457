package io.prepstation.kiosk.ui.desk;

import io.prepstation.kiosk.store.AuditQuery;
import io.prepstation.model.record.AuditEvent;
import java.util.List;

/// A part of the audit trail, the newest first.
public record AuditAnswer(AuditQuery query, List<AuditEvent> events) {

    public AuditAnswer {
        events = List.copyOf(events);
    }
}
