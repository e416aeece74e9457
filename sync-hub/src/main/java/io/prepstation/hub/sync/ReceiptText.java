package io.prepstation.hub.sync;

import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Receipt;

/// A receipt as the store keeps it.
final class ReceiptText {

    private ReceiptText() {}

    /// @throws IllegalStateException if the store holds something else: it was altered from outside
    static Receipt read(String text) {
        try {
            return Json.read(Json.parseObject(text), Receipt.class);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a stored receipt is damaged; run: hub verify", e);
        }
    }
}
