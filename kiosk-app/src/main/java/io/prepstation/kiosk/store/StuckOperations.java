package io.prepstation.kiosk.store;

import java.util.Collection;
import java.util.Optional;

/// What of the queue does not go up before a person has seen to it. Without what a later operation makes good and what somebody has
/// chosen for already ([Orphans#settled]).
public final class StuckOperations {

    private static final String MADE_GOOD =
            "EXISTS (SELECT 1 FROM outbox n WHERE %s)".formatted(PushResults.MADE_GOOD);

    private static final String STOPPED =
            "SELECT count(*) FROM outbox WHERE status IN ('held', 'conflict', 'rejected', 'blocked')";

    /// A session that was corrected goes up by its correction, whatever the hub said of it before.
    private static final String REPLACED =
            """
            SELECT count(*) FROM outbox o WHERE o.status IN ('conflict', 'rejected', 'blocked')
                AND (o.status = 'rejected' OR o.kind = 'upload') AND %s
            """
                    .formatted(MADE_GOOD);

    /// Rather one that the hub refused than what waits for it. The plus keeps SQLite from reading the whole queue backwards.
    private static final String NEWEST_CHANGE =
            """
            SELECT o.entity_type || ' ' || o.entity_id || ': ' || coalesce(o.last_error, o.status) FROM outbox o
            WHERE o.status IN ('rejected', 'blocked') AND o.kind <> 'upload' AND o.entity_type <> 'sessions'
                AND NOT (o.status = 'rejected' AND %s) AND o.op_seq NOT IN (SELECT value FROM json_each(?))
            ORDER BY o.status = 'blocked', +o.op_seq DESC LIMIT 1
            """
                    .formatted(MADE_GOOD);

    private StuckOperations() {}

    /// How many.
    public static int count(ReadHandle handle) {
        return count(handle, Orphans.settled(handle));
    }

    /// @param settled as [Orphans#settled] has them
    public static int count(ReadHandle handle, Collection<Long> settled) {
        return one(handle, STOPPED) - one(handle, REPLACED) - settled.size();
    }

    private static int one(ReadHandle handle, String statement) {
        return handle.sql().first(statement, row -> row.getInt(1)).orElse(0);
    }

    /// What the newest change of an entity among them is about and why it does not go. Without those in conflict, which are
    /// asked about by themselves ([Conflicts]).
    public static Optional<String> newestChange(ReadHandle handle) {
        return handle.sql()
                .first(
                        NEWEST_CHANGE,
                        row -> row.getString(1),
                        JsonRows.of(Orphans.settled(handle)));
    }
}
