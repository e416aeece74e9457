package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.SessionHashes;
import java.time.Instant;

/// Audit events of sessions. Each carries the hash of the session's record after it, so that the rows can be checked
/// against the trail at any time (REC-1).
final class SessionEvents {

    static final String SESSION_ID = "sessionId";
    static final String RECORD_HASH = "recordHash";

    /// A vessel that was named was tared: which one, and what it weighed.
    static final String VESSEL_TARED = "vessel_tared";

    /// A step was begun over something that stands there empty, or by difference full: what it weighed.
    static final String STEP_TARED = "step_tared";

    static final String DISPENSE_RECORDED = "dispense_recorded";

    /// In the event of a weight: the hash of how it came to be.
    static final String TRACE_HASH = "traceSha256";

    /// In the event of a session's end: the hash of all its pour traces.
    static final String TRACES_HASH = "tracesSha256";

    /// Ends a later revision's final text.
    static final String CORRECTED = "session_corrected";

    /// The hub will never take it as it is.
    static final String REFUSED = "session_refused_by_hub";

    private SessionEvents() {}

    static void append(
            WriteHandle handle,
            Instant at,
            String kind,
            String by,
            SessionRecord after,
            ObjectNode details) {
        details.put(SESSION_ID, after.id());
        details.put(RECORD_HASH, SessionHashes.recordHash(after));
        AuditTrail.append(handle, at, kind, by, details);
    }

    /// The kind of the event that ends a session and is the last one in its final text.
    static String endKind(SessionStatus status) {
        return "session_" + status.word();
    }

    /// A signature as its event tells it.
    static ObjectNode fields(Signature signature) {
        return Json.object()
                .put("userId", signature.userId())
                .put("name", signature.name())
                .put("meaning", signature.meaning().word())
                .put("at", signature.at().toEpochMilli())
                .put("localTime", signature.localTime())
                .put("recordHash", signature.recordHash())
                .put("authentication", signature.authentication().word());
    }
}
