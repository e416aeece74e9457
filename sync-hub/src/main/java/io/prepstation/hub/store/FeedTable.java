package io.prepstation.hub.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// Every change in the order of its commit.
public final class FeedTable {

    private final Handle handle;

    FeedTable(Handle handle) {
        this.handle = handle;
    }

    /// @return the number given to it
    public long append(FeedRow row) {
        return handle.createQuery(
                        """
                        INSERT INTO feed (lab_id, entity, id, version, operation, data, hash, origin_station,
                            origin_operation, committed_at)
                        VALUES (:labId, :entity, :id, :version, :operation, :data, :hash, :originStation,
                            :originOperation, :committedAt)
                        RETURNING feed_seq
                        """)
                .bind("labId", row.labId())
                .bind("entity", row.entity())
                .bind("id", row.id())
                .bind("version", row.version())
                .bind("operation", row.operation())
                .bind("data", row.data())
                .bind("hash", row.hash())
                .bind("originStation", row.originStation())
                .bind("originOperation", row.originOperation())
                .bind("committedAt", row.committedAt())
                .mapTo(long.class)
                .one();
    }

    /// The newest number; 0 in an empty feed.
    public long headSeq() {
        return handle.createQuery("SELECT COALESCE(MAX(feed_seq), 0) FROM feed")
                .mapTo(long.class)
                .one();
    }

    /// When the newest change was committed, epoch milliseconds; 0 in an empty feed.
    public long headCommittedAt() {
        return handle.createQuery("SELECT COALESCE(MAX(committed_at), 0) FROM feed")
                .mapTo(long.class)
                .one();
    }

    /// Every number with its row, in order.
    public void each(BiConsumer<Long, FeedRow> consumer) {
        handle.createQuery("SELECT * FROM feed ORDER BY feed_seq")
                .map((row, context) -> Map.entry(row.getLong("feed_seq"), change(row)))
                .useStream(
                        rows -> rows.forEach(row -> consumer.accept(row.getKey(), row.getValue())));
    }

    private static FeedRow change(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getString("lab_id"),
                row.getString("entity"),
                row.getString("id"),
                row.getInt("version"),
                row.getString("operation"),
                row.getString("data"),
                row.getString("hash"),
                row.getString("origin_station"),
                row.getString("origin_operation"),
                row.getLong("committed_at"));
    }
}
