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

    /// Of when this station was last not too far behind: a hub that is ahead binds nobody.
    private static final String BINDING = "clock_binding";

    /// How long the audit trail was then.
    private static final String TRAIL = "trail";

    private HubClock() {}

    /// Of the last measurement; empty if there was none.
    public static Optional<ClockOffset> last(ReadHandle handle) {
        return SyncState.get(handle, KEY).flatMap(HubClock::read);
    }

    /// Of the last measurement by which this station was not too far behind; empty if there was none.
    static Optional<ClockOffset> binding(ReadHandle handle) {
        return SyncState.get(handle, BINDING).flatMap(HubClock::read);
    }

    /// How many events the trail had at [#binding]; 0 if there was none.
    static long trail(ReadHandle handle) {
        return SyncState.get(handle, BINDING)
                .map(HubClock::parsed)
                .orElse(Json.object())
                .path(TRAIL)
                .asLong();
    }

    public static void keep(WriteHandle handle, ClockOffset offset) {
        SyncState.put(handle, KEY, fields(offset).toString());
        if (!offset.isTooFarBehind()) {
            SyncState.put(
                    handle,
                    BINDING,
                    fields(offset).put(TRAIL, AuditTrail.head(handle).sequence()).toString());
        }
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
