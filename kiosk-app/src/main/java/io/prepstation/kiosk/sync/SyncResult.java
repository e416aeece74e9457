package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.time.Duration;
import java.util.List;

/// What one sync did.
///
/// @param synced sessions for which a receipt was stored
/// @param failed sessions that were refused, set aside or put off
/// @param conflicts sessions of which the hub holds another content
/// @param operations how many were tried
/// @param errors one sentence each
public record SyncResult(
        boolean success,
        int synced,
        int failed,
        int conflicts,
        int operations,
        List<String> errors,
        Duration duration) {

    static final String STOPPED =
            "Stopped by a person. What is left goes up later; nothing is lost.";

    public SyncResult {
        errors = List.copyOf(errors);
    }

    /// Whether a person ended it before all was tried.
    boolean isStopped() {
        return errors.contains(STOPPED);
    }

    /// As JSON, with the names that scripts read.
    public ObjectNode fields() {
        ObjectNode fields =
                Json.object()
                        .put("success", success)
                        .put("synced", synced)
                        .put("failed", failed)
                        .put("conflicts", conflicts)
                        .put("operations", operations)
                        .put("durationMs", duration.toMillis());
        errors.forEach(fields.putArray("errors")::add);
        return fields;
    }
}
