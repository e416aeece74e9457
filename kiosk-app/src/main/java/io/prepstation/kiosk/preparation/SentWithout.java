package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.SessionRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What sessions went to the hub without, as their audit trail tells it: a photo that the card lost, or that the hub refused for
/// good. What the station has of it stays where it is.
public final class SentWithout {

    /// The audit event of one.
    public static final String KIND = "attachment_withheld";

    private SentWithout() {}

    /// Repeating it changes nothing: an answer of the hub may be lost.
    static void note(
            WriteHandle handle,
            SessionRecord record,
            String sha256,
            String reason,
            String stationId,
            Instant at) {
        if (!ofSession(handle, record.id()).containsKey(sha256)) {
            SessionEvents.append(
                    handle,
                    at,
                    KIND,
                    stationId,
                    record,
                    Json.object().put("sha256", sha256).put("reason", reason));
        }
    }

    /// Why, by hash.
    public static Map<String, String> ofSession(ReadHandle handle, String sessionId) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (AuditEvent event : AuditTrail.ofSession(handle, sessionId)) {
            JsonNode body = body(event);
            if (body.path("kind").asText().equals(KIND)) {
                JsonNode details = body.path("details");
                reasons.put(details.path("sha256").asText(), details.path("reason").asText());
            }
        }
        return reasons;
    }

    private static JsonNode body(AuditEvent event) {
        try {
            return Json.parseObject(event.body());
        } catch (MalformedJson e) {
            return Json.object();
        }
    }
}
