package io.prepstation.kiosk.sync;

import java.time.Instant;

/// A finished session that is not yet at the hub; also one that is held until the hub lets this station in again.
///
/// @param operationId its operation in the outbox
/// @param contentHash which the receipt must confirm
/// @param ownFailures attempts that failed because of this session itself; the network's do not count
public record WaitingUpload(
        String operationId,
        String sessionId,
        String contentHash,
        int ownFailures,
        Instant nextAttemptAt) {}
