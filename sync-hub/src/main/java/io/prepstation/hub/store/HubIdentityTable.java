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
    /// @param former the feed that ends
    /// @param kept the number up to which it is in this database
    public void beginFeed(String former, String epoch, long kept) {
        handle.createUpdate("UPDATE former_feeds SET kept_seq = :kept WHERE kept_seq > :kept")
                .bind("kept", kept)
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO former_feeds (epoch, kept_seq) VALUES (:former, :kept)
                        ON CONFLICT (epoch) DO NOTHING
                        """)
                .bind("former", former)
                .bind("kept", kept)
                .execute();
        setFeedEpoch(epoch);
    }

    void setFeedEpoch(String epoch) {
        handle.createUpdate("UPDATE hub_identity SET feed_epoch = :epoch")
                .bind("epoch", epoch)
                .execute();
    }

    /// Up to which number this database has what a former feed had; 0 for one that is not known here, because it began from another
    /// copy, or nobody said that this one was put back.
    public long keptOf(String former) {
        return handle.createQuery(
                        "SELECT COALESCE(MAX(kept_seq), 0) FROM former_feeds WHERE epoch = :former")
                .bind("former", former)
                .mapTo(Long.class)
                .one();
    }

    /// Whether it lacks something that it had, because it is the copy of a hub's database.
    public boolean wasPutBack() {
        return handle.createQuery("SELECT COUNT(*) FROM former_feeds").mapTo(Long.class).one() > 0;
    }
}
