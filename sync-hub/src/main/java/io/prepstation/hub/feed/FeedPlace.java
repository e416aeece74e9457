package io.prepstation.hub.feed;

/// Where a change stands in the feed.
///
/// @param committedAt epoch milliseconds, later than every change before
public record FeedPlace(long feedSeq, long committedAt) {}
