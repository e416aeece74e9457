package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Receipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The queue of what the hub does not know yet, written in the transaction that caused it (SYN-1).
///
/// Statuses, attempts and the time of the next one live in the file: nothing is forgotten by a restart.
public final class Outbox {

    private static final String SELECT =
            """
            SELECT o.*, coalesce(o.payload, t.text) AS body
            FROM outbox o LEFT JOIN session_text t ON t.session_id = o.entity_id AND t.revision = o.revision
            """;
    private static final String COUNTS =
            """
            SELECT count(*) FILTER (WHERE status IN ('pending', 'sent')) AS waiting,
                min(created_at) FILTER (WHERE status IN ('pending', 'sent')) AS oldest,
                count(*) FILTER (WHERE status = 'held') AS held,
                count(*) FILTER (WHERE status = 'rejected') AS rejected
            FROM outbox WHERE status IN ('pending', 'sent', 'held', 'rejected')
            """;

    /// The priority of what nothing waits for.
    private static final int LAST = 2;

    private Outbox() {}

    /// Queues the announcement of a running session. It goes behind all other changes, and what the hub does not take of it is
    /// dropped: the session itself comes whole, by its upload.
    ///
    /// @param payload canonical JSON
    public static void enqueueCreate(
            WriteHandle handle,
            String operationId,
            String sessionId,
            String payload,
            String author,
            Instant at) {
        handle.sql()
                .run(
                        "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, payload, priority, status,"
                                + " next_attempt_at, author, created_at)"
                                + " VALUES (?, 'create', ?, ?, ?, ?, 'pending', ?, ?, ?)",
                        operationId,
                        EntityType.SESSIONS.word(),
                        sessionId,
                        payload,
                        LAST,
                        at.toEpochMilli(),
                        author,
                        at.toEpochMilli());
    }

    /// Queues a finished session; an announcement of it is no longer needed. One that was sent may be at the hub, where the bundle
    /// ends it; nobody waits for its answer.
    public static void enqueueUpload(
            WriteHandle handle, String operationId, FrozenText text, String author, Instant at) {
        handle.sql()
                .run(
                        "DELETE FROM outbox WHERE entity_id = ? AND kind = 'create' AND ever_sent = 0"
                                + " AND status IN ('pending', 'held', 'blocked')",
                        text.sessionId());
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'acknowledged' WHERE entity_id = ? AND kind = 'create'"
                                + " AND status IN ('pending', 'sent', 'held')",
                        text.sessionId());
        handle.sql()
                .run(
                        "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, revision, priority, status,"
                                + " next_attempt_at, author, created_at)"
                                + " VALUES (?, 'upload', ?, ?, ?, ?, 'pending', ?, ?, ?)",
                        operationId,
                        EntityType.SESSIONS.word(),
                        text.sessionId(),
                        text.revision(),
                        OperationKind.UPLOAD.priority(),
                        at.toEpochMilli(),
                        author,
                        at.toEpochMilli());
        LostByOthers.hold(handle);
    }

    /// What is to be sent now, uploads first, each kind in the order it was queued.
    public static List<OutboxOperation> due(ReadHandle handle, Instant now, int most) {
        return handle.sql()
                .list(
                        SELECT
                                + "WHERE o.status IN ('pending', 'sent') AND o.next_attempt_at <= ?"
                                + " ORDER BY o.priority, o.op_seq LIMIT ?",
                        Outbox::operation,
                        now.toEpochMilli(),
                        most);
    }

    /// When the next operation falls due; empty if none waits.
    public static Optional<Instant> nextDue(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT next_attempt_at FROM outbox WHERE status IN ('pending', 'sent')"
                                + " ORDER BY next_attempt_at LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)));
    }

    public static Optional<OutboxOperation> find(ReadHandle handle, String operationId) {
        return handle.sql()
                .first(SELECT + "WHERE o.operation_id = ?", Outbox::operation, operationId);
    }

    /// The whole queue in order, finished operations too.
    public static List<OutboxOperation> list(ReadHandle handle, int most) {
        return handle.sql()
                .list(SELECT + "ORDER BY o.op_seq DESC LIMIT ?", Outbox::operation, most);
    }

    /// What is not at the hub yet, the oldest first.
    public static List<OutboxOperation> open(ReadHandle handle, int most) {
        return handle.sql()
                .list(
                        SELECT + "WHERE o.status <> 'acknowledged' ORDER BY o.op_seq LIMIT ?",
                        Outbox::operation,
                        most);
    }

    /// How many are not at the hub yet, by their status.
    public static Map<OperationStatus, Integer> openByStatus(ReadHandle handle) {
        Map<OperationStatus, Integer> counts = new EnumMap<>(OperationStatus.class);
        handle.sql()
                .list(
                        "SELECT status, count(*) FROM outbox"
                                + " WHERE status IN ('pending', 'sent', 'held', 'conflict', 'rejected', 'blocked')"
                                + " GROUP BY status",
                        row -> counts.put(OperationStatus.ofWord(row.getString(1)), row.getInt(2)));
        return counts;
    }

    /// Grows with each operation that is queued.
    public static long newest(ReadHandle handle) {
        return handle.sql()
                .first("SELECT coalesce(max(op_seq), 0) FROM outbox", row -> row.getLong(1))
                .orElseThrow();
    }

    public static OutboxCounts counts(ReadHandle handle) {
        return handle.sql()
                .first(
                        COUNTS,
                        row -> {
                            long oldest = row.getLong("oldest");
                            Instant since = row.wasNull() ? null : Instant.ofEpochMilli(oldest);
                            return new OutboxCounts(
                                    row.getInt("waiting"),
                                    since,
                                    row.getInt("held"),
                                    row.getInt("rejected"));
                        })
                .orElseThrow();
    }

    /// The operation leaves now: from here on it is frozen, and sent again if no answer is stored by then.
    public static void markSent(WriteHandle handle, String operationId, Instant againAt) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'sent', ever_sent = 1, next_attempt_at = ?"
                                + " WHERE operation_id = ? AND status IN ('pending', 'sent')",
                        againAt.toEpochMilli(),
                        operationId);
    }

    /// Stores the hub's receipt; with it the session and all that was queued for it is at the hub. A hub that was put back gives another
    /// one for the same text, at another place in its feed: the first is kept, and the place is the last one's.
    ///
    /// @throws StoreException REFUSED if the receipt is not for the text that is frozen here
    public static void acknowledge(WriteHandle handle, Receipt receipt) throws StoreException {
        requireOurs(handle, receipt);
        handle.sql()
                .run(
                        "INSERT INTO receipts (session_id, content_hash, feed_seq, received_at, hub_key_id, signature)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        receipt.sessionId(),
                        receipt.contentHash(),
                        receipt.feedSeq(),
                        receipt.receivedAt(),
                        receipt.hubKeyId(),
                        receipt.signature());
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'acknowledged', last_error = NULL,"
                                + " feed_seq = CASE kind WHEN 'upload' THEN ?2 ELSE feed_seq END"
                                + " WHERE entity_id = ?1 AND status <> 'acknowledged'",
                        receipt.sessionId(),
                        receipt.feedSeq());
    }

    /// The hub applied an operation that has no receipt.
    public static void acknowledge(WriteHandle handle, String operationId) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'acknowledged', last_error = NULL WHERE operation_id = ?",
                        operationId);
    }

    /// The hub was not reached or was busy: try again then; no attempt is counted.
    public static void postpone(
            WriteHandle handle, String operationId, Instant retryAt, String error) {
        again(handle, operationId, retryAt, error, 0);
    }

    /// The operation itself failed: one attempt more, try again then.
    public static void fail(WriteHandle handle, String operationId, Instant retryAt, String error) {
        again(handle, operationId, retryAt, error, 1);
    }

    /// The hub does not let this station in: everything waits, nothing is deleted.
    public static void hold(WriteHandle handle, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'held', last_error = ? WHERE status IN ('pending', 'sent')",
                        reason);
    }

    /// What was held is sent again.
    public static void release(WriteHandle handle, Instant now) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'pending', next_attempt_at = ?, last_error = NULL"
                                + " WHERE status = 'held'",
                        now.toEpochMilli());
    }

    /// The hub refused it for good; what that means for the session is SessionService's to write.
    public static void reject(WriteHandle handle, String operationId, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'rejected', last_error = ? WHERE operation_id = ?",
                        reason,
                        operationId);
    }

    /// Why the hub refused a session last; empty if it never did.
    public static Optional<String> refusal(ReadHandle handle, String sessionId) {
        return handle.sql()
                .first(
                        "SELECT last_error FROM outbox WHERE entity_id = ? AND kind = 'upload'"
                                + " AND status = 'rejected' AND last_error IS NOT NULL"
                                + " ORDER BY op_seq DESC LIMIT 1",
                        row -> row.getString(1),
                        sessionId);
    }

    /// The hub's newest receipt of a session, once it is there.
    public static Optional<Receipt> receipt(ReadHandle handle, String sessionId) {
        return receipts(handle, sessionId).stream().findFirst();
    }

    /// Every receipt of a session, one for each revision the hub took, the newest first.
    public static List<Receipt> receipts(ReadHandle handle, String sessionId) {
        return handle.sql()
                .list(
                        "SELECT * FROM receipts WHERE session_id = ? ORDER BY received_at DESC",
                        Outbox::receipt,
                        sessionId);
    }

    /// Walks over all receipts in the order they came, without holding them, until the check finds something.
    public static <T> Optional<T> firstOfReceipts(
            ReadHandle handle, Function<Receipt, Optional<T>> check) {
        return handle.sql()
                .firstPresent(
                        "SELECT * FROM receipts ORDER BY rowid", row -> check.apply(receipt(row)));
    }

    /// Receipts with the row they stand in, after that row.
    public static SortedMap<Long, Receipt> receiptsAfter(ReadHandle handle, long row, int most) {
        SortedMap<Long, Receipt> found = new TreeMap<>();
        handle.sql()
                .list(
                        "SELECT rowid AS place, * FROM receipts WHERE rowid > ? ORDER BY rowid LIMIT ?",
                        each -> found.put(each.getLong("place"), receipt(each)),
                        row,
                        most);
        return found;
    }

    /// The row of a receipt; empty if it is not in the file.
    public static OptionalLong rowOf(ReadHandle handle, Receipt receipt) {
        return handle.sql()
                .first(
                        "SELECT rowid FROM receipts WHERE session_id = ? AND content_hash = ?",
                        row -> OptionalLong.of(row.getLong(1)),
                        receipt.sessionId(),
                        receipt.contentHash())
                .orElse(OptionalLong.empty());
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getString("session_id"),
                row.getString("content_hash"),
                row.getLong("feed_seq"),
                row.getLong("received_at"),
                row.getString("hub_key_id"),
                row.getString("signature"));
    }

    private static void requireOurs(ReadHandle handle, Receipt receipt) throws StoreException {
        boolean ours =
                FrozenText.find(handle, receipt.sessionId())
                        .filter(text -> text.contentHash().equals(receipt.contentHash()))
                        .isPresent();
        if (!ours) {
            throw new StoreException(
                    Reason.REFUSED,
                    "The hub's receipt for session %s is not for the record kept here (its hash is %s)."
                            .formatted(receipt.sessionId(), receipt.contentHash()));
        }
    }

    private static void again(
            WriteHandle handle, String operationId, Instant retryAt, String error, int failures) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'pending', attempts = attempts + ?, next_attempt_at = ?,"
                                + " last_error = ? WHERE operation_id = ? AND status IN ('pending', 'sent')",
                        failures,
                        retryAt.toEpochMilli(),
                        error,
                        operationId);
    }

    private static OutboxOperation operation(ResultSet row) throws SQLException {
        return new OutboxOperation(
                row.getLong("op_seq"),
                row.getString("operation_id"),
                OperationKind.ofWord(row.getString("kind")),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getString("body"),
                OperationStatus.ofWord(row.getString("status")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("next_attempt_at")),
                row.getString("last_error"),
                row.getString("author"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
