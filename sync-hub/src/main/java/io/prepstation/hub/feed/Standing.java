package io.prepstation.hub.feed;

import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.Tables;
import java.util.Optional;

/// Whether a station that stood at some place of the feed still speaks with the hub it knew.
///
/// What a station sends refers to things that the hub may have forgotten when it was put back from a backup. Such a station
/// has to learn of it first, so that it brings those things again before anything is refused for want of them.
public final class Standing {

    /// Of a feed that was put back without anybody saying so, numbers tell nothing: others may have had the same again since.
    private static final long NOTHING_SURE = 0;

    private Standing() {}

    /// Why nothing of the station can be taken before it has downloaded again.
    ///
    /// @param stood where the station stands; empty if it did not say, then it is taken at its word
    /// @return empty if the hub has lost nothing since
    public static Optional<PullResult.Gone> lost(Tables tables, Optional<Cursor> stood) {
        return stood.flatMap(place ->
                lost(
                        tables,
                        tables.identity().find().map(HubIdentity::feedEpoch).orElseThrow(),
                        place));
    }

    static Optional<PullResult.Gone> lost(Tables tables, String epoch, Cursor stood) {
        if (!stood.epoch().equals(epoch)) {
            return Optional.of(
                    new PullResult.Gone(
                            "OTHER_FEED",
                            "the cursor is of another feed; download again",
                            tables.identity().keptOf(stood.epoch())));
        }
        long head = tables.feed().headSeq();
        return stood.feedSeq() > head
                ? Optional.of(
                        new PullResult.Gone(
                                "CURSOR_AHEAD",
                                "the cursor is ahead of the feed, which was restored; download again",
                                NOTHING_SURE))
                : Optional.empty();
    }
}
