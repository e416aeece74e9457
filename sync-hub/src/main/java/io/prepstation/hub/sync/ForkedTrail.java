package io.prepstation.hub.sync;

import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.UploadBundle;
import java.time.Instant;
import java.util.Optional;

/// Notices a station whose audit trail is not the one it showed before: cut back and grown anew, or put back from a
/// backup. The session is taken all the same, because it is not to blame; the hub's own trail says what was seen.
final class ForkedTrail {

    static final String ALARM = "alarm_trail_forked";

    private ForkedTrail() {}

    static void watch(Tables tables, Station station, UploadBundle bundle, Instant now) {
        for (AuditEvent event : bundle.audit()) {
            Optional<String> seen = tables.sessions().auditHashAt(station.id(), event.sequence());
            if (seen.isPresent() && !seen.get().equals(event.hash())) {
                tables.audit()
                        .append(
                                now,
                                ALARM,
                                station.id(),
                                Json.object()
                                        .put("sessionId", bundle.session().path("id").asText())
                                        .put("auditSequence", event.sequence())
                                        .put("seen", seen.get())
                                        .put("shown", event.hash()));
                return;
            }
        }
    }
}
