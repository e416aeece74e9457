package io.prepstation.kiosk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SyncState;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// What the last sync did that did anything, kept in the lab's file over restarts (SYN-18).
public record LastSync(Instant endedAt, SyncResult result) {

    private static final String KEY = "last_sync";

    /// More errors than these nobody reads; each stands with its operation in the queue.
    private static final int ERRORS = 5;

    /// Empty if there was none.
    public static Optional<LastSync> last(ReadHandle handle) {
        return SyncState.get(handle, KEY).flatMap(LastSync::read);
    }

    void keep(WriteHandle handle) {
        SyncState.put(handle, KEY, fields().toString());
    }

    /// As JSON, with the names that scripts read.
    public ObjectNode fields() {
        return result.first(ERRORS).fields().put("endedAt", endedAt.toString());
    }

    private static Optional<LastSync> read(String text) {
        try {
            ObjectNode fields = Json.parseObject(text);
            return Optional.of(
                    new LastSync(
                            Instant.parse(fields.path("endedAt").asText()),
                            SyncResult.read(fields)));
        } catch (MalformedJson | DateTimeException e) {
            return Optional.empty();
        }
    }
}
