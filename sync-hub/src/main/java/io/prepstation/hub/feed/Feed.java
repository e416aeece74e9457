package io.prepstation.hub.feed;

import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Sha256;
import java.time.InstantSource;

/// Writes changes into the order everybody follows. Inside a transaction the feed comes last, so that the order of the
/// numbers is the order of the commits.
public final class Feed {

    private final InstantSource clock;

    public Feed(InstantSource clock) {
        this.clock = clock;
    }

    public FeedPlace append(Tables tables, Change change) {
        long committedAt = Math.max(clock.millis(), tables.feed().headCommittedAt() + 1);
        String data = CanonicalJson.of(change.data());
        FeedRow row =
                new FeedRow(
                        change.labId(),
                        change.entity().word(),
                        change.id(),
                        change.version(),
                        change.operation().word(),
                        data,
                        Sha256.hex(data),
                        change.originStation(),
                        null,
                        committedAt);
        return new FeedPlace(tables.feed().append(row), committedAt);
    }
}
