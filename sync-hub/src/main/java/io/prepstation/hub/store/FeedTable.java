package io.prepstation.hub.store;

import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Every change in the order of its commit.
public final class FeedTable {

    private final Handle handle;
    private final Dialect dialect;

    FeedTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// Adds rows after the newest one; the caller has made sure that nobody else does.
    public void append(List<FeedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO feed (feed_seq, lab_id, entity, id, version, operation, data, hash,
                            origin_station, origin_operation, committed_at)
                        VALUES (:feedSeq, :labId, :entity, :id, :version, :operation, :data, :hash,
                            :originStation, :originOperation, :committedAt)
                        """);
        for (FeedRow row : rows) {
            batch.bind("feedSeq", row.feedSeq())
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
                    .add();
        }
        batch.execute();
        dialect.announce(handle);
    }

    /// The newest number; 0 in an empty feed.
    public long headSeq() {
        return handle.createQuery("SELECT COALESCE(MAX(feed_seq), 0) FROM feed")
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /// When the newest change was committed, epoch milliseconds; 0 in an empty feed.
    public long headCommittedAt() {
        return handle.createQuery("SELECT COALESCE(MAX(committed_at), 0) FROM feed")
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /// Changes after a number, of all labs.
    public List<FeedRow> after(long feedSeq, int limit) {
        return handle.createQuery(
                        "SELECT * FROM feed WHERE feed_seq > :seq ORDER BY feed_seq LIMIT :limit")
                .bind("seq", feedSeq)
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    /// Changes of one lab after a number.
    ///
    /// @param entities words of types; empty for all
    public List<FeedRow> ofLabAfter(
            String labId, Collection<String> entities, long feedSeq, int limit) {
        String types =
                entities.isEmpty() ? "" : " AND " + dialect.aside("entity") + " IN (<entities>)";
        Query query = handle.createQuery(ofLabAfter(dialect, types));
        if (!entities.isEmpty()) {
            query.bindList("entities", List.copyOf(entities));
        }
        return query.bind("labId", labId)
                .bind("after", feedSeq)
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    /// Changes of one lab and type committed after a moment.
    public List<FeedRow> ofLabSince(String labId, String entity, long committedAt, int limit) {
        return handle.createQuery(
                        """
                        SELECT * FROM feed WHERE lab_id = :labId AND committed_at > :after AND entity = :entity
                        ORDER BY feed_seq LIMIT :limit
                        """)
                .bind("labId", labId)
                .bind("after", committedAt)
                .bind("entity", entity)
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    /// Of each thing of one lab and type that changed after a moment, its newest change.
    public void eachLatestSince(
            String labId, String entity, long committedAt, Consumer<FeedRow> consumer) {
        handle.createQuery(
                        """
                        SELECT * FROM feed WHERE lab_id = :labId AND committed_at > :after AND entity = :entity
                            AND NOT EXISTS (SELECT 1 FROM feed AS newer WHERE newer.entity = feed.entity
                                AND newer.id = feed.id AND newer.lab_id = feed.lab_id AND newer.feed_seq > feed.feed_seq)
                        ORDER BY feed_seq
                        """)
                .bind("labId", labId)
                .bind("after", committedAt)
                .bind("entity", entity)
                .map((row, context) -> change(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    /// An entity as it was in a version; empty if that is purged or never was.
    public Optional<FeedRow> version(EntityType type, String id, int version) {
        return handle.createQuery(
                        """
                        SELECT * FROM feed WHERE entity = :entity AND id = :id AND version = :version
                        ORDER BY feed_seq DESC LIMIT 1
                        """)
                .bind("entity", type.word())
                .bind("id", id)
                .bind("version", version)
                .map((row, context) -> change(row))
                .findOne();
    }

    /// An entity as it was at a moment; empty if that is purged or it was not there yet.
    public Optional<FeedRow> asOf(EntityType type, String id, long committedAt) {
        return handle.createQuery(
                        """
                        SELECT * FROM feed WHERE entity = :entity AND id = :id AND committed_at <= :at
                        ORDER BY feed_seq DESC LIMIT 1
                        """)
                .bind("entity", type.word())
                .bind("id", id)
                .bind("at", committedAt)
                .map((row, context) -> change(row))
                .findOne();
    }

    /// All versions of an entity the feed still has, newest first.
    public List<FeedRow> history(String labId, EntityType type, String id, int limit) {
        return handle.createQuery(
                        """
                        SELECT * FROM feed WHERE entity = :entity AND id = :id AND lab_id = :labId
                        ORDER BY feed_seq DESC LIMIT :limit
                        """)
                .bind("entity", type.word())
                .bind("id", id)
                .bind("labId", labId)
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    /// Every row in order.
    public void each(Consumer<FeedRow> consumer) {
        handle.createQuery("SELECT * FROM feed ORDER BY feed_seq")
                .map((row, context) -> change(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    /// Changes up to here are purged; 0 if none are.
    public long fence() {
        return handle.createQuery("SELECT feed_seq FROM feed_fence")
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /// Forgets changes up to a number, but for the newest one, whose number the next follows, and those that received
    /// sessions stand on.
    public void purge(long feedSeq) {
        handle.createUpdate("UPDATE feed_fence SET feed_seq = :seq WHERE feed_seq < :seq")
                .bind("seq", feedSeq)
                .execute();
        handle.createUpdate(
                        """
                        DELETE FROM feed WHERE feed_seq <= :seq AND feed_seq < (SELECT MAX(feed_seq) FROM feed)
                            AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.feed_seq = feed.feed_seq)
                        """)
                .bind("seq", feedSeq)
                .execute();
    }

    /// The newest number that was committed before a moment; 0 if there is none.
    public long seqBefore(long committedAt) {
        return handle.createQuery(
                        "SELECT COALESCE(MAX(feed_seq), 0) FROM feed WHERE committed_at < :at")
                .bind("at", committedAt)
                .map((row, context) -> row.getLong(1))
                .one();
    }

    /// Reads on from the place, and no more of the feed than the page.
    static String ofLabAfter(Dialect dialect, String types) {
        return "SELECT * FROM feed WHERE feed_seq > :after AND "
                + dialect.aside("lab_id")
                + " = :labId"
                + types
                + " ORDER BY feed_seq LIMIT :limit";
    }

    private static FeedRow change(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getLong("feed_seq"),
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
