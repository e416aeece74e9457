package io.prepstation.hub.sync;

import io.prepstation.hub.store.RefusedUpload;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.UploadBundle;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps uploads that did not become sessions, and notes each in the hub's audit trail; the same content sent again is
/// the same case.
final class Quarantine {

    private final InstantSource clock;

    Quarantine(InstantSource clock) {
        this.clock = clock;
    }

    /// @param event what the audit trail is to call it
    void keep(
            Tables tables,
            Station station,
            UploadBundle bundle,
            String sessionId,
            Refusal refusal,
            String event) {
        Instant now = clock.instant();
        boolean added =
                tables.refusedUploads()
                        .keep(
                                new RefusedUpload(
                                        sessionId,
                                        bundle.contentHash(),
                                        station.labId(),
                                        station.id(),
                                        refusal.code(),
                                        refusal.field(),
                                        refusal.reason(),
                                        bundle.text(),
                                        now));
        if (added) {
            tables.audit()
                    .append(
                            now,
                            event,
                            station.id(),
                            Json.object()
                                    .put("sessionId", sessionId)
                                    .put("contentHash", bundle.contentHash())
                                    .put("code", refusal.code())
                                    .put("field", refusal.field()));
        }
    }
}
