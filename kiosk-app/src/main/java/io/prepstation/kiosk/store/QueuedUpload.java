package io.prepstation.kiosk.store;

import java.time.Instant;

/// A finished session in the outbox, without its text.
///
/// @param contentHash which the hub's receipt must confirm
/// @param attempts failures of its own; the network's do not count
public record QueuedUpload(
        String operationId,
        String sessionId,
        String contentHash,
        int attempts,
        Instant nextAttemptAt) {}
