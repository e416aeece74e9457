package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.ClockOffset;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far this station's clock was from the hub's when they last spoke.
public final class HubClock {

    private static final String KEY = "clock_offset";

    /// How long the audit trail was then.
    private static final String TRAIL = "trail";

    private HubClock() {}

    /// Of the last measurement; empty if there was none.
    public static Optional<ClockOffset> last(ReadHandle handle) {
        return SyncState.get(handle, KEY).flatMap(HubClock::read);
    }

    /// How many events the trail had when the hub was last heard; 0 if it never was.
    static long trail(ReadHandle handle) {
        return SyncState.get(handle, KEY)
                .map(HubClock::parsed)
                .orElse(Json.object())
                .path(TRAIL)
                .asLong();
    }

    public static void keep(WriteHandle handle, ClockOffset offset) {
        SyncState.put(
                handle,
                KEY,
                fields(offset).put(TRAIL, AuditTrail.head(handle).sequence()).toString());
    }

    /// As JSON, with the names that scripts read.
    public static ObjectNode fields(ClockOffset offset) {
        return Json.object()
                .put("aheadMs", offset.ahead().toMillis())
                .put("uncertaintyMs", offset.uncertainty().toMillis())
                .put("measuredAt", offset.measuredAt().toString());
    }

    private static Optional<ClockOffset> read(String text) {
        ObjectNode fields = parsed(text);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ClockOffset(
                                Duration.ofMillis(fields.path("aheadMs").asLong()),
                                Duration.ofMillis(fields.path("uncertaintyMs").asLong()),
                                Instant.parse(fields.path("measuredAt").asText())));
    }

    private static ObjectNode parsed(String text) {
        try {
            return Json.parseObject(text);
        } catch (MalformedJson e) {
            return Json.object();
        }
    }
}
