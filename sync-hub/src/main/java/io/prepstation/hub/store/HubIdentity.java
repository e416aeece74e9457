package io.prepstation.hub.store;

import java.time.Instant;

/// Who this hub is to stations that keep its receipts.
///
/// @param publicKey raw Ed25519 key of the receipts, base64url
/// @param feedEpoch changes when the hub's past is no longer the one stations saw, as after a restore; [#OF_A_COPY] in a
///     backup that is not in use yet
public record HubIdentity(String keyId, String publicKey, String feedEpoch, Instant createdAt) {

    static final String OF_A_COPY = "";

    /// Whether the database is a backup that was put back, and nothing was done with it since.
    public boolean isCopy() {
        return feedEpoch.equals(OF_A_COPY);
    }
}
