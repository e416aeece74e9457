package io.prepstation.kiosk.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The finished sessions in the outbox, as the sync engine works through them.
public final class UploadQueue {

    private static final String UNFINISHED =
            "kind = 'upload' AND status IN ('pending', 'sent', 'held')";

    /// Sessions, each with a lot or container that it was weighed from and that the hub does not have: it would refuse the session
    /// for it, and what a session names cannot be changed any more. A creation that was corrected since counts by its correction.
    ///
    /// From the creations that wait, which are few, to the sessions, of which a hundred thousand may wait.
    static final String WAITING_FOR =
            waitingFor("lots", "lot_id") + " UNION ALL " + waitingFor("containers", "container_id");

    private static final String NEXT =
            """
            SELECT o.operation_id, o.entity_id, o.attempts, o.next_attempt_at, t.content_hash
            FROM outbox o JOIN session_text t ON t.session_id = o.entity_id AND t.revision = o.revision
            WHERE o.kind = 'upload' AND o.status IN ('pending', 'sent', 'held')
                AND o.entity_id NOT IN (SELECT session_id FROM (%s))
            ORDER BY o.last_error IS NOT NULL,
                CASE WHEN o.next_attempt_at > ? THEN 0 ELSE o.next_attempt_at END, o.op_seq
            LIMIT ?
            """
                    .formatted(WAITING_FOR);

    private static final String TROUBLE =
            """
            SELECT 'Session ' || o.entity_id || ': ' || o.last_error FROM outbox o
            WHERE o.kind = 'upload' AND o.last_error IS NOT NULL
                AND o.status IN ('conflict', 'rejected', 'blocked', 'pending')
                AND (o.status <> 'pending' OR o.attempts > 0)
                AND NOT EXISTS (SELECT 1 FROM outbox later
                    WHERE later.entity_id = o.entity_id AND later.kind = 'upload' AND later.op_seq > o.op_seq)
            ORDER BY o.op_seq DESC LIMIT 1
            """;

    private UploadQueue() {}

    /// A dispense keeps the id that its lot or container had; a creation that the hub took and then lost bears the number.
    private static String waitingFor(String type, String column) {
        return """
        SELECT d.session_id, made.entity_type, made.entity_id FROM outbox made
        JOIN dispenses d ON d.%2$s IN (SELECT made.entity_id UNION ALL
            SELECT temp_id FROM id_mapping WHERE entity_type = '%1$s' AND real_id = made.entity_id)
        WHERE made.kind = 'create' AND made.entity_type = '%1$s'
            AND made.status IN ('pending', 'sent', 'held', 'blocked', 'conflict', 'rejected')
            AND (made.status <> 'rejected' OR NOT EXISTS (SELECT 1 FROM outbox corrected
                WHERE corrected.entity_type = made.entity_type AND corrected.kind = 'create'
                    AND corrected.entity_id = made.entity_id AND corrected.op_seq > made.op_seq))
        """
                .formatted(type, column);
    }

    /// @param oldest when the first of the waiting ones was queued; null if none waits
    public record Waiting(int count, @Nullable Instant oldest) {}

    /// How many wait, those included that are held.
    public static Waiting waiting(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT count(*) AS waiting, min(created_at) AS oldest FROM outbox WHERE "
                                + UNFINISHED,
                        row -> {
                            long oldest = row.getLong("oldest");
                            Instant since = row.wasNull() ? null : Instant.ofEpochMilli(oldest);
                            return new Waiting(row.getInt("waiting"), since);
                        })
                .orElseThrow();
    }

    /// The next ones to be tried: those that never failed first, then by their next attempt, so that one that always
    /// fails stands in nobody's way. One that names a lot or container that the hub has not numbered yet waits for it.
    ///
    /// @param latest a next attempt after it was written by a wrong clock, and counts as long past
    public static List<QueuedUpload> next(ReadHandle handle, Instant latest, int most) {
        return handle.sql()
                .list(
                        NEXT,
                        row ->
                                new QueuedUpload(
                                        row.getString("operation_id"),
                                        row.getString("entity_id"),
                                        row.getString("content_hash"),
                                        row.getInt("attempts"),
                                        Instant.ofEpochMilli(row.getLong("next_attempt_at"))),
                        latest.toEpochMilli(),
                        most);
    }

    /// Why sessions are held; empty if none is.
    public static Optional<String> held(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT coalesce(last_error, '') FROM outbox WHERE kind = 'upload' AND status = 'held'"
                                + " ORDER BY op_seq DESC LIMIT 1",
                        row -> row.getString(1));
    }

    /// The newest thing a person has to look at: refused, in conflict, set aside, or failing by itself.
    public static Optional<String> trouble(ReadHandle handle) {
        return handle.sql().first(TROUBLE, row -> row.getString(1));
    }

    /// It leaves now; if no answer is stored, it is sent again after a restart.
    public static void markSent(WriteHandle handle, String operationId, Instant now) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'sent', ever_sent = 1, next_attempt_at = ?"
                                + " WHERE operation_id = ? AND status IN ('pending', 'sent', 'held')",
                        now.toEpochMilli(),
                        operationId);
    }

    /// The hub holds another content of the session; both are kept and a person decides.
    public static void conflict(WriteHandle handle, String operationId, String reason) {
        end(handle, operationId, "conflict", reason);
    }

    /// It failed too often by itself, or cannot pass; a person decides.
    public static void setAside(WriteHandle handle, String operationId, String reason) {
        end(handle, operationId, "blocked", reason);
    }

    private static void end(WriteHandle handle, String operationId, String status, String reason) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = ?, last_error = ? WHERE operation_id = ?"
                                + " AND status IN ('pending', 'sent', 'held')",
                        status,
                        reason,
                        operationId);
    }
}
