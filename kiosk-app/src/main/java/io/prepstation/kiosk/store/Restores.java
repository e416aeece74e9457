package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.Json;
import java.time.Instant;
import java.util.Optional;

/// How often, and when, a lab's file was put back to an earlier state: the audit trail says so itself, and goes on from where
/// the backup ended (STO-10).
public final class Restores {

    /// Follows the last event of the backup. Its details have `after`, the number of that event.
    public static final String EVENT = "lab_restored";

    /// So many attempt numbers of each formula are left out, because they may have been given after the backup.
    public static final int LEFT_OUT = 1000;

    /// The same where there was no backup: any number may have been given. As often as the lab began anew, because nothing in
    /// its file knows of the times before.
    public static final int LEFT_OUT_ANEW = 1_000_000;

    /// How many the event says were left out.
    static final String ATTEMPTS_LEFT_OUT = "attemptsLeftOut";

    private Restores() {}

    /// Notes in a file that it is put back, before it takes its place.
    ///
    /// @param backup where it came from; `none` where the file was begun anew
    /// @param leftOut so many attempt numbers of each formula are not given
    public static void note(
            WriteHandle handle, String backup, int leftOut, String stationId, Instant now) {
        ChainHead end = AuditTrail.head(handle);
        ObjectNode details =
                Json.object()
                        .put("backup", backup)
                        .put("after", end.sequence())
                        .put(ATTEMPTS_LEFT_OUT, leftOut);
        FormulaCounter.leaveOut(handle, leftOut);
        AuditTrail.append(handle, now, EVENT, stationId, details);
    }

    public static int count(ReadHandle handle) {
        return AuditTrail.countOfKind(handle, EVENT);
    }

    /// When the newest event of the backup happened, or the newest of all if the file was never put back.
    public static Optional<Instant> newestBefore(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT json_extract(body, '$.at') FROM audit_event WHERE sequence < coalesce((SELECT"
                                + " max(sequence) FROM audit_event WHERE body ->> '$.kind' = ?), 9e18)"
                                + " ORDER BY sequence DESC LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        EVENT);
    }
}
