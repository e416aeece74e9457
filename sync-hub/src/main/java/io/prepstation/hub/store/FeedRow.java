package io.prepstation.hub.store;

import org.jspecify.annotations.Nullable;

/// One change as the feed keeps it.
///
/// @param feedSeq its place, without gaps from 1
/// @param data canonical JSON
/// @param hash SHA-256 of `data`
/// @param originStation the station that brought it; null if it was made at the hub
/// @param committedAt epoch milliseconds, later than every row before it
public record FeedRow(
        long feedSeq,
        String labId,
        String entity,
        String id,
        int version,
        String operation,
        String data,
        String hash,
        @Nullable String originStation,
        @Nullable String originOperation,
        long committedAt) {}
