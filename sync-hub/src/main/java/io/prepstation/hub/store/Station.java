package io.prepstation.hub.store;

import org.jspecify.annotations.Nullable;

/// A station that was enrolled.
///
/// @param publicKey raw Ed25519 key, base64url; without it the station may not upload
public record Station(
        String id, String labId, String name, @Nullable String publicKey, boolean revoked) {}
