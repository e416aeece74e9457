package io.prepstation.kiosk.ui.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Says what an audit event tells.
public final class AuditWords {

    /// Proof, not news.
    private static final List<String> LEFT_OUT =
            List.of(
                    "recordHash",
                    "rawFrame",
                    "publicKey",
                    "stepId",
                    "dispenseId",
                    "operationId",
                    "traceSha256",
                    "entityId",
                    "tareGFrame",
                    "lastGrossGFrame");

    private final Words words;

    public AuditWords(Words words) {
        this.words = words;
    }

    public String at(AuditEvent event) {
        return words.dayAndTime(Instant.ofEpochMilli(body(event).path("at").asLong()));
    }

    public String by(AuditEvent event) {
        return body(event).path("by").asText();
    }

    /// The kind, and the details that a person can read.
    ///
    /// @param ofOneSession whether the session is known anyway
    public String what(AuditEvent event, boolean ofOneSession) {
        ObjectNode body = body(event);
        String details =
                body.path("details").properties().stream()
                        .filter(detail -> !LEFT_OUT.contains(detail.getKey()))
                        .filter(detail -> !ofOneSession || !detail.getKey().equals("sessionId"))
                        .map(detail -> detail(detail.getKey(), detail.getValue()))
                        .filter(detail -> !detail.isEmpty())
                        .collect(Collectors.joining(" · "));
        String kind = kind(body.path("kind").asText());
        return details.isEmpty() ? kind : kind + ": " + details;
    }

    private String detail(String name, JsonNode value) {
        if (name.equals("entityType")) {
            return new QueueWords(words).thing(value.asText());
        }
        if (name.equals("signature")) {
            return value.path("name").asText() + ", " + value.path("authentication").asText();
        }
        return name.equals("sessionId")
                ? value.asText().substring(Math.max(0, value.asText().length() - 12))
                : value.isValueNode() ? value.asText() : value.toString();
    }

    /// A kind this version does not know is shown as it is, rather than hidden.
    private String kind(String kind) {
        return switch (kind) {
            case "session_created" -> words.text("audit.created");
            case "amount_changed" -> words.text("audit.rescaled");
            case "dispense_recorded" -> words.text("audit.dispensed");
            case "deviation_recorded" -> words.text("audit.deviated");
            case "session_completed" -> words.text("audit.completed");
            case "session_failed" -> words.text("audit.failed");
            case "session_locked_failed" -> words.text("audit.locked");
            case "session_refused_by_hub" -> words.text("audit.refused");
            case "session_corrected" -> words.text("audit.corrected");
            case "formula_unlocked" -> words.text("audit.unlocked");
            case "vessel_tared" -> words.text("audit.vessel");
            case "step_tared" -> words.text("audit.tared");
            case "batch_rescaled" -> words.text("audit.grown");
            case "dispense_witnessed" -> words.text("audit.witnessed");
            case "queue_retried" -> words.text("audit.queue-retried");
            case "queue_removed" -> words.text("audit.queue-removed");
            case "orphan_kept" -> words.text("audit.orphan-kept");
            case "orphan_queued" -> words.text("audit.orphan-queued");
            case "orphan_deleted" -> words.text("audit.orphan-deleted");
            case "queue_cleared" -> words.text("audit.queue-cleared");
            case "hazards_acknowledged" -> words.text("audit.hazards");
            case "override_approved" -> words.text("audit.override");
            case "manual_weight_approved" -> words.text("audit.manual");
            case "attachment_added" -> words.text("audit.photo");
            case "attachment_withheld" -> words.text("audit.without-photo");
            case "material_created" -> words.text("audit.material-created");
            case "material_changed" -> words.text("audit.material-changed");
            case "material_deleted" -> words.text("audit.material-deleted");
            case "session_returned" -> words.text("audit.returned");
            case "clock_confirmed" -> words.text("audit.clock");
            case "lab_restored" -> words.text("audit.restored");
            case "station_key" -> words.text("audit.key");
            default -> kind;
        };
    }

    private static ObjectNode body(AuditEvent event) {
        try {
            return Json.parseObject(event.body());
        } catch (MalformedJson e) {
            return Json.object().put("kind", event.body());
        }
    }
}
