package io.prepstation.hub.store;

import java.time.Instant;
import java.util.Optional;

/// A one-time code as the hub keeps it: how it is found, and the hash that proves it.
///
/// @param used the station it let in; empty while it is good
public record PendingCode(
        String selector,
        String proofHash,
        String labId,
        Instant expiresAt,
        int wrongProofs,
        Optional<String> used) {}
