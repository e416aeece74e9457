package io.prepstation.hub.feed;

import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Sha256;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Writes changes into the order everybody follows. Inside a transaction the feed comes last, so that the order of the
/// numbers is the order of the commits.
public final class Feed {

    private final InstantSource clock;

    public Feed(InstantSource clock) {
        this.clock = clock;
    }

    public FeedPlace append(Tables tables, Change change) {
        return append(tables, List.of(change)).getFirst();
    }

    /// Appends changes in their order. Other writers wait from here to the end of the transaction.
    ///
    /// @return the place of each
    public List<FeedPlace> append(Tables tables, List<Change> changes) {
        tables.serialise();
        long feedSeq = tables.feed().headSeq();
        long committedAt = Math.max(clock.millis() - 1, tables.feed().headCommittedAt());
        List<FeedPlace> places = new ArrayList<>();
        List<FeedRow> rows = new ArrayList<>();
        for (Change change : changes) {
            feedSeq++;
            committedAt++;
            places.add(new FeedPlace(feedSeq, committedAt));
            rows.add(row(change, feedSeq, committedAt));
        }
        tables.feed().append(rows);
        return places;
    }

    private static FeedRow row(Change change, long feedSeq, long committedAt) {
        return new FeedRow(
                feedSeq,
                change.labId(),
                change.entity().word(),
                change.id(),
                change.version(),
                change.operation().word(),
                change.data(),
                Sha256.hex(change.data()),
                change.originStation(),
                change.originOperation(),
                committedAt);
    }
}
