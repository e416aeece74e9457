package io.prepstation.hub.feed;

import io.prepstation.hub.store.FeedRow;
import java.util.List;

/// A stretch of the feed without gaps, of all labs.
///
/// @param after the number before its first row
public record Batch(long after, List<FeedRow> rows) {

    /// The number of its last row.
    public long last() {
        return rows.isEmpty() ? after : rows.getLast().feedSeq();
    }
}
