package io.prepstation.hub.store;

import org.jspecify.annotations.Nullable;

/// What the hub knows of a station's store.
///
/// @param epoch the life of the store; null until the station first told
/// @param highestOpSeq the highest number of an operation that was decided in this epoch
/// @param cursorSeq how far the station has read the feed
public record StationSync(
        String stationId, @Nullable String epoch, long highestOpSeq, long cursorSeq) {

    static StationSync unknown(String stationId) {
        return new StationSync(stationId, null, 0, 0);
    }
}
