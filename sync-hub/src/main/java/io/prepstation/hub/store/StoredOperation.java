package io.prepstation.hub.store;

/// An operation that was decided.
///
/// @param bodyHash SHA-256 of its canonical form
/// @param answer canonical JSON of its result, as it was sent
/// @param receivedAt epoch milliseconds
public record StoredOperation(
        String id, String stationId, String bodyHash, String answer, long receivedAt) {}
