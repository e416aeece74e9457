package io.prepstation.hub.feed;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers how far each station has read, so that nothing is purged before it: once an hour is enough for that.
final class Readers {

    private static final Duration OFTEN_ENOUGH = Duration.ofHours(1);

    private final HubDatabase database;
    private final InstantSource clock;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    Readers(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param feedSeq the station has stored everything up to here
    void saw(String stationId, long feedSeq) throws StoreException {
        Instant now = clock.instant();
        Instant last = noted.get(stationId);
        if (last != null && now.isBefore(last.plus(OFTEN_ENOUGH))) {
            return;
        }
        noted.put(stationId, now);
        database.write(tables -> {
            tables.stationSync().read(stationId, feedSeq);
            return stationId;
        });
    }
}
