package io.prepstation.kiosk.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Counts attempts, failures and locks of every formula anew from the audit trail: a lock that was taken away without a
/// supervisor shows (SES-2).
public final class CounterCheck {

    private static final String TURNS =
            """
            SELECT e.body ->> '$.kind' AS kind, e.body ->> '$.details.attemptNo' AS attempt_no,
                e.body ->> '$.details.status' AS status, e.body ->> '$.details.attemptsLeftOut' AS left_out, coalesce(s.formula_id, e.body ->> '$.details.formulaId') AS formula_id
            FROM audit_event e LEFT JOIN sessions s ON s.id = e.session_id
            WHERE e.body ->> '$.kind' IN ('session_created', 'session_completed', 'session_failed',
                'session_locked_failed', 'formula_unlocked', 'session_returned', 'lab_restored')
            ORDER BY e.sequence
            """;

    /// @param locked 0 or 1, as it is written
    private record Count(long attempts, long failures, long locked) {

        private static final Count NONE = new Count(0, 0, 0);

        private Count leavingOut(long numbers) {
            return new Count(attempts + numbers, failures, locked);
        }

        /// It counts as it did when it ended, and its number is not given again.
        private Count afterReturn(long attemptNo, String status) {
            return new Count(Math.max(attempts, attemptNo), failures, locked)
                    .after("session_" + status);
        }

        private Count after(String kind) {
            return switch (kind) {
                case "session_created" -> new Count(attempts + 1, failures, locked);
                case "session_completed" -> new Count(attempts, 0, locked);
                case "session_failed" -> new Count(attempts, failures + 1, locked);
                case "session_locked_failed" -> new Count(attempts, failures + 1, 1);
                default -> new Count(attempts, 0, 0);
            };
        }
    }

    private CounterCheck() {}

    /// The id of a formula that is counted otherwise than the trail says; empty if all are right.
    public static Optional<String> unlikeTheTrail(ReadHandle handle) {
        Map<String, Count> expected = expected(handle);
        Optional<String> altered =
                handle.sql()
                        .firstPresent(
                                "SELECT * FROM formula_counter",
                                row -> {
                                    String id = row.getString("formula_id");
                                    Count found =
                                            new Count(
                                                    row.getLong("attempts"),
                                                    row.getLong("failures"),
                                                    row.getLong("locked"));
                                    Count right = expected.remove(id);
                                    return found.equals(right == null ? Count.NONE : right)
                                            ? Optional.empty()
                                            : Optional.of(id);
                                });
        return altered.or(() -> expected.keySet().stream().findFirst());
    }

    private static Map<String, Count> expected(ReadHandle handle) {
        Map<String, Count> counts = new HashMap<>();
        Count[] fresh = {Count.NONE};
        var _ =
                handle.sql()
                        .firstPresent(
                                TURNS,
                                row -> {
                                    String formula = row.getString("formula_id");
                                    String kind = row.getString("kind");
                                    if (kind.equals(Restores.EVENT)) {
                                        long leftOut = row.getLong("left_out");
                                        counts.replaceAll((_, count) -> count.leavingOut(leftOut));
                                        fresh[0] = fresh[0].leavingOut(leftOut);
                                    } else if (formula != null) {
                                        Count before = counts.getOrDefault(formula, fresh[0]);
                                        counts.put(
                                                formula,
                                                kind.equals(ReturnedRows.EVENT)
                                                        ? before.afterReturn(
                                                                row.getLong("attempt_no"),
                                                                row.getString("status"))
                                                        : before.after(kind));
                                    }
                                    return Optional.empty();
                                });
        return counts;
    }
}
