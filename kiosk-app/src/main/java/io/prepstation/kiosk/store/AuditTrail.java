package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.HashChain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The append-only, hash-chained account of everything that was done in a lab (REC-1).
public final class AuditTrail {

    private static final String COLUMNS =
            "SELECT sequence, body, previous_hash, hash FROM audit_event ";

    private AuditTrail() {}

    /// Adds the next event; it is committed with the transaction or not at all.
    ///
    /// @param by user or station id
    /// @param details with a member `sessionId` where the event belongs to a session
    public static AuditEvent append(
            WriteHandle handle, Instant at, String kind, String by, ObjectNode details) {
        AuditEvent event = AuditEvent.following(head(handle), at.toEpochMilli(), kind, by, details);
        handle.sql()
                .run(
                        "INSERT INTO audit_event (sequence, body, previous_hash, hash) VALUES (?, ?, ?, ?)",
                        event.sequence(),
                        event.body(),
                        event.previousHash(),
                        event.hash());
        handle.appended(event.head());
        return event;
    }

    /// The end of the trail; [ChainHead#EMPTY] before the first event.
    public static ChainHead head(ReadHandle handle) {
        ChainHead known = handle.trailEnd();
        return known == null ? readHead(handle) : known;
    }

    private static ChainHead readHead(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT sequence, hash FROM audit_event ORDER BY sequence DESC LIMIT 1",
                        row -> new ChainHead(row.getLong(1), row.getString(2)))
                .orElse(ChainHead.EMPTY);
    }

    /// How many events there are of a kind.
    public static int countOfKind(ReadHandle handle, String kind) {
        return handle.sql()
                .first(
                        "SELECT count(*) FROM audit_event WHERE body ->> '$.kind' = ?",
                        row -> row.getInt(1),
                        kind)
                .orElseThrow();
    }

    /// The events of one session, in order.
    public static List<AuditEvent> ofSession(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        COLUMNS + "WHERE session_id = ? ORDER BY sequence",
                        AuditTrail::event,
                        sessionId);
    }

    /// The event with that number, if there is one.
    public static Optional<AuditEvent> event(ReadHandle handle, long sequence) {
        return handle.sql().first(COLUMNS + "WHERE sequence = ?", AuditTrail::event, sequence);
    }

    /// Recomputes the whole trail without holding it in memory; the first break, if there is one.
    public static Optional<HashChain.Break> firstBreak(ReadHandle handle) {
        HashChain chain = new HashChain(ChainHead.EMPTY);
        return handle.sql()
                .firstPresent(COLUMNS + "ORDER BY sequence", row -> chain.accept(event(row)));
    }

    /// The last events, the newest first.
    static List<AuditEvent> newest(ReadHandle handle, int most) {
        return handle.sql()
                .list(COLUMNS + "ORDER BY sequence DESC LIMIT ?", AuditTrail::event, most);
    }

    /// The last events of one kind, the newest first.
    static List<AuditEvent> newestOfKind(ReadHandle handle, String kind, int most) {
        return handle.sql()
                .list(
                        COLUMNS + "WHERE body ->> '$.kind' = ? ORDER BY sequence DESC LIMIT ?",
                        AuditTrail::event,
                        kind,
                        most);
    }

    /// Walks over the events of one kind in order, without holding them, until the check finds something.
    public static <T> Optional<T> firstOfKind(
            ReadHandle handle, String kind, Function<AuditEvent, Optional<T>> check) {
        return handle.sql()
                .firstPresent(
                        COLUMNS + "WHERE body ->> '$.kind' = ? ORDER BY sequence",
                        row -> check.apply(event(row)),
                        kind);
    }

    /// Whether the trail still contains that event, with that hash.
    static boolean holds(ReadHandle handle, ChainHead head) {
        return event(handle, head.sequence()).map(AuditEvent::head).equals(Optional.of(head));
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getLong("sequence"),
                row.getString("body"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
