package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
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
                    ? Optional.of(SyncResult.read(result))
                    : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
