package io.prepstation.hub.store;

import java.time.Instant;

/// Who this hub is to stations that keep its receipts.
///
/// @param publicKey raw Ed25519 key of the receipts, base64url
/// @param feedEpoch changes when the hub's past is no longer the one stations saw, as after a restore
public record HubIdentity(String keyId, String publicKey, String feedEpoch, Instant createdAt) {

    /// No cursor has it, so that a copy in use by mistake gives nobody anything.
    private static final String COPY = "copy:";

    /// Whether the database is a backup that was put back, and nothing was done with it since.
    public boolean isCopy() {
        return feedEpoch.startsWith(COPY);
    }

    /// The feed that was copied.
    public String original() {
        return isCopy() ? feedEpoch.substring(COPY.length()) : feedEpoch;
    }

    static String copyOf(String feedEpoch) {
        return COPY + feedEpoch;
    }
}
