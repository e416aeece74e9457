package io.prepstation.hub.store;

import java.time.Instant;

/// Who this hub is to stations that keep its receipts.
///
/// @param publicKey raw Ed25519 key of the receipts, base64url
/// @param feedEpoch changes when the hub's past is no longer the one stations saw, as after a restore
public record HubIdentity(String keyId, String publicKey, String feedEpoch, Instant createdAt) {}
