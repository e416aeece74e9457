package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.TypeCounts;
import java.time.Duration;
import java.util.List;

/// What one sync did.
///
/// @param synced sessions for which a receipt was stored
/// @param failed sessions that were refused, set aside or put off
/// @param conflicts sessions of which the hub holds another content
/// @param operations how many were tried
/// @param errors one sentence each
/// @param types what the hub answered of each type; what it never answered is in `failed` alone
public record SyncResult(
        boolean success,
        int synced,
        int failed,
        int conflicts,
        int operations,
        List<String> errors,
        Duration duration,
        TypeCounts types) {

    static final String STOPPED =
            "Stopped by a person. What is left goes up later; nothing is lost.";

    public SyncResult {
        errors = List.copyOf(errors);
    }

    /// A sync that did nothing, and why.
    public static SyncResult notDone(String reason, Duration duration) {
        return new SyncResult(false, 0, 0, 0, 0, List.of(reason), duration, TypeCounts.NONE);
    }

    /// The same with no more errors than these.
    SyncResult first(int most) {
        return errors.size() <= most
                ? this
                : new SyncResult(
                        success,
                        synced,
                        failed,
                        conflicts,
                        operations,
                        errors.subList(0, most),
                        duration,
                        types);
    }

    /// Whether there is anything to tell of it; that the hub was away shows elsewhere.
    boolean didAnything() {
        return operations > 0;
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
        fields.set("types", types.fields());
        return fields;
    }

    static SyncResult read(ObjectNode result) {
        return new SyncResult(
                result.path("success").asBoolean(),
                result.path("synced").asInt(),
                result.path("failed").asInt(),
                result.path("conflicts").asInt(),
                result.path("operations").asInt(),
                result.path("errors").valueStream().map(JsonNode::asText).toList(),
                Duration.ofMillis(result.path("durationMs").asLong()),
                TypeCounts.read(result.path("types")));
    }
}
