package io.prepstation.hub.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// The hub's own audit trail, hash-chained; the database refuses to change or delete its rows.
public final class HubAuditTable {

    private final Handle handle;
    private final Dialect dialect;

    HubAuditTable(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /// Adds an event after the newest one; one writer at a time keeps the chain without forks.
    ///
    /// @param by a user or station id, or `hub`
    public void append(Instant at, String kind, String by, ObjectNode details) {
        dialect.serialise(handle);
        AuditEvent event = AuditEvent.following(head(), at.toEpochMilli(), kind, by, details);
        handle.createUpdate(
                        """
                        INSERT INTO hub_audit (sequence, body, previous_hash, hash)
                        VALUES (:sequence, :body, :previousHash, :hash)
                        """)
                .bind("sequence", event.sequence())
                .bind("body", event.body())
                .bind("previousHash", event.previousHash())
                .bind("hash", event.hash())
                .execute();
    }

    public ChainHead head() {
        return handle.createQuery("SELECT * FROM hub_audit ORDER BY sequence DESC LIMIT 1")
                .map((row, context) -> event(row).head())
                .findOne()
                .orElse(ChainHead.EMPTY);
    }

    /// The newest first.
    ///
    /// @param before only events before that number
    public List<AuditEvent> newest(long before, int limit) {
        return handle.createQuery(
                        """
                        SELECT * FROM hub_audit WHERE sequence < :before
                        ORDER BY sequence DESC LIMIT :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list();
    }

    /// The last password somebody was given by another person; whoever gave it has known it. Reads the trail until there is
    /// one, so it is for what is done now and then.
    public Optional<GivenPassword> passwordGiven(String userId) {
        try (var events =
                handle
                        .createQuery(
                                """
                                SELECT * FROM hub_audit WHERE body LIKE '%"password_given"%'
                                ORDER BY sequence DESC
                                """)
                        .map((row, context) -> parsed(event(row)))
                        .stream()) {
            return events.filter(event -> event.path("kind").asText().equals("password_given"))
                    .filter(event -> event.at("/details/userId").asText().equals(userId))
                    .map(event ->
                            new GivenPassword(
                                    event.path("by").asText(),
                                    Instant.ofEpochMilli(event.path("at").asLong())))
                    .findFirst();
        }
    }

    private static ObjectNode parsed(AuditEvent event) {
        try {
            return Json.parseObject(event.body());
        } catch (MalformedJson e) {
            throw new IllegalStateException(
                    "event " + event.sequence() + " was altered in the store; run: hub verify", e);
        }
    }

    public void each(Consumer<AuditEvent> consumer) {
        handle.createQuery("SELECT * FROM hub_audit ORDER BY sequence")
                .map((row, context) -> event(row))
                .useStream(rows -> rows.forEach(consumer));
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getLong("sequence"),
                row.getString("body"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
