package io.prepstation.hub.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The one row that makes a database a hub's.
public final class HubIdentityTable {

    private final Handle handle;

    HubIdentityTable(Handle handle) {
        this.handle = handle;
    }

    public void insert(HubIdentity identity) {
        handle.createUpdate(
                        """
                        INSERT INTO hub_identity (only_row, key_id, public_key, feed_epoch, created_at)
                        VALUES (1, :keyId, :publicKey, :feedEpoch, :createdAt)
                        """)
                .bind("keyId", identity.keyId())
                .bind("publicKey", identity.publicKey())
                .bind("feedEpoch", identity.feedEpoch())
                .bind("createdAt", identity.createdAt().toEpochMilli())
                .execute();
    }

    /// Empty until `init` has finished.
    public Optional<HubIdentity> find() {
        return handle.createQuery("SELECT * FROM hub_identity")
                .map((row, context) ->
                        new HubIdentity(
                                row.getString("key_id"),
                                row.getString("public_key"),
                                row.getString("feed_epoch"),
                                Instant.ofEpochMilli(row.getLong("created_at"))))
                .findOne();
    }
}
