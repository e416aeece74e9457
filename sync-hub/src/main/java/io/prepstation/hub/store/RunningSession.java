package io.prepstation.hub.store;

/// A session that a station says it has begun; nothing of it is proven, and nothing follows from it.
///
/// @param operator id of a user
/// @param startedAt epoch milliseconds
public record RunningSession(
        String id,
        String stationId,
        String labId,
        String formulaId,
        String operator,
        long startedAt) {}
