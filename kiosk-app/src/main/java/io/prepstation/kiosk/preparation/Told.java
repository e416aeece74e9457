package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.util.ArrayList;
import java.util.List;

/// An audit event of a session with what it says, read once for all that is held against it.
record Told(AuditEvent event, ObjectNode body) {

    static List<Told> of(List<AuditEvent> events) throws MalformedJson {
        List<Told> told = new ArrayList<>(events.size());
        for (AuditEvent event : events) {
            told.add(new Told(event, Json.parseObject(event.body())));
        }
        return told;
    }

    String kind() {
        return body.path("kind").asText();
    }

    JsonNode details() {
        return body.path("details");
    }

    /// The text of a detail; empty if there is none.
    String text(String detail) {
        return details().path(detail).asText();
    }
}
