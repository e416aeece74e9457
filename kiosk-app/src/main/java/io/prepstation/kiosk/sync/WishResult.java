package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.Duration;
import java.util.Optional;

/// The result of a sync that another program asked for, as it is left for that program in the lab's file.
final class WishResult {

    private WishResult() {}

    static String write(String wish, SyncResult result) {
        return result.fields().put("wish", wish).toString();
    }

    /// Empty if it answers another wish.
    static Optional<SyncResult> read(String text, String wish) {
        try {
            ObjectNode result = Json.parseObject(text);
            return result.path("wish").asText().equals(wish)
                    ? Optional.of(of(result))
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static SyncResult of(ObjectNode result) {
        return new SyncResult(
                result.path("success").asBoolean(),
                result.path("synced").asInt(),
                result.path("failed").asInt(),
                result.path("conflicts").asInt(),
                result.path("operations").asInt(),
                result.path("errors").valueStream().map(JsonNode::asText).toList(),
                Duration.ofMillis(result.path("durationMs").asLong()));
    }
}
