package io.prepstation.hub.store;

import java.time.Instant;

/// A one-time code as the hub keeps it: how it is found, and the hash that proves it.
public record PendingCode(
        String selector,
        String proofHash,
        String labId,
        Instant expiresAt,
        int wrongProofs,
        boolean used) {}
