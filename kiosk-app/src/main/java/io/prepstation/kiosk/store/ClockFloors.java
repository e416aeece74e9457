package io.prepstation.kiosk.store;

import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.ClockFloor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a lab's file knows of how late it must be.
public final class ClockFloors {

    /// Somebody said that the clock is right, whatever was written before.
    public static final String CONFIRMED = "clock_confirmed";

    /// So many of the last events are looked at: a clock that was set back has written few.
    private static final int EVENTS = 500;

    private ClockFloors() {}

    /// @param built when the program was made; empty where nobody knows
    public static Optional<ClockFloor> read(ReadHandle handle, Optional<Instant> built) {
        long heard = HubClock.trail(handle);
        List<AuditEvent> newest = AuditTrail.newest(handle, EVENTS);
        long confirmed =
                newest.stream()
                        .filter(event -> text(event, "kind").equals(CONFIRMED))
                        .findFirst()
                        .map(AuditEvent::sequence)
                        .orElse(0L);
        boolean overruled = confirmed > heard;
        long from = overruled ? confirmed - 1 : heard;
        return ClockFloor.of(
                built,
                overruled ? Optional.empty() : HubClock.binding(handle),
                newest.stream()
                        .filter(event -> event.sequence() > from)
                        .map(event -> Instant.ofEpochMilli(Long.parseLong(text(event, "at"))))
                        .toList());
    }

    private static String text(AuditEvent event, String field) {
        try {
            return Json.parseObject(event.body()).path(field).asText();
        } catch (MalformedJson e) {
            throw new IllegalStateException("event " + event.sequence() + " is no JSON", e);
        }
    }
}
