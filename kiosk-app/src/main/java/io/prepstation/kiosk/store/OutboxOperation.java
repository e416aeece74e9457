package io.prepstation.kiosk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing the hub has to be told.
///
/// @param opSeq counts the operations of a lab file upwards, never reused
/// @param id UUIDv7, the key by which the hub recognises a repetition
/// @param entityType its word on the wire, `lots`
/// @param payload canonical JSON without references; of an upload the frozen text of the session
/// @param attempts failures of the operation's own; a network that is away does not count
/// @param author the user id of whoever caused it, whoever is signed in when it is sent
public record OutboxOperation(
        long opSeq,
        String id,
        OperationKind kind,
        String entityType,
        String entityId,
        String payload,
        OperationStatus status,
        int attempts,
        Instant nextAttemptAt,
        @Nullable String lastError,
        String author,
        Instant createdAt) {}
