package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;

/// Reads what the hub itself wrote.
final class StoredJson {

    private StoredJson() {}

    /// @throws IllegalStateException if somebody altered it in the store
    static ObjectNode read(String text) {
        try {
            return Json.parseObject(text);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a row was altered in the store; run: hub verify", e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return Json.read(Json.parseObject(text), type);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a row was altered in the store; run: hub verify", e);
        }
    }
}
