package io.prepstation.kiosk.store;

import java.time.Instant;
import java.util.Optional;

/// When everything was last brought up at night.
public final class Nights {

    private static final String KEY = "night_done";

    private Nights() {}

    /// Empty if the station has seen none yet.
    public static Optional<Instant> last(ReadHandle handle) {
        return SyncState.get(handle, KEY)
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    public static void keep(WriteHandle handle, Instant at) {
        SyncState.put(handle, KEY, String.valueOf(at.toEpochMilli()));
    }
}
