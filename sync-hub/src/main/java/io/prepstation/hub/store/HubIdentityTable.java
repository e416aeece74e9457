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

    /// The past is another one from here on.
    ///
    /// @param restoredAt the number of the feed up to which it is the one stations saw
    public void beginFeed(String epoch, long restoredAt) {
        handle.createUpdate("UPDATE hub_identity SET feed_epoch = :epoch, restored_at_seq = :seq")
                .bind("epoch", epoch)
                .bind("seq", restoredAt)
                .execute();
    }

    /// Up to where the feed is the one it was before the database was last put back; empty if it never was.
    public Optional<Long> restoredAt() {
        return handle.createQuery(
                        "SELECT restored_at_seq FROM hub_identity WHERE restored_at_seq IS NOT NULL")
                .mapTo(Long.class)
                .findOne();
    }
}
