package io.prepstation.hub.feed;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.time.Duration;
import java.time.InstantSource;

/// Forgets what is in the feed for half a year and was read by every station that is not revoked; entities themselves
/// stay. Whoever comes with an older place needs a fresh download. Attachments that were never sent to the end go too.
public final class Retention {

    private static final Duration KEPT = Duration.ofDays(180);

    /// A station that begins again after this sends the whole attachment.
    private static final Duration UNFINISHED = Duration.ofDays(30);

    private final HubDatabase database;
    private final InstantSource clock;

    public Retention(HubDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @return how far the fence moved: the number of changes it passed
    public long purge() throws StoreException {
        return database.write(tables -> {
            tables.attachments().forgetBegunBefore(clock.instant().minus(UNFINISHED));
            tables.serialise();
            long fence = tables.feed().fence();
            long old = tables.feed().seqBefore(clock.instant().minus(KEPT).toEpochMilli());
            long until = Math.min(old, tables.stationSync().slowestCursor().orElse(old));
            if (until <= fence) {
                return 0L;
            }
            tables.feed().purge(until);
            tables.audit()
                    .append(
                            clock.instant(),
                            "feed_purged",
                            "hub",
                            Json.object().put("through", until));
            return until - fence;
        });
    }
}
