package io.prepstation.kiosk.store;

import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.User;
import io.prepstation.model.session.PreparationSession;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// Attempts and failures of a formula in this lab (SES-2, SES-3).
public final class FormulaCounter {

    private static final String UNLIKE_ITS_EVENT =
            """
            SELECT coalesce(u.id, e.id) FROM formula_unlocks u FULL JOIN (
                SELECT body ->> '$.details.unlockId' AS id, body ->> '$.details.formulaId' AS formula_id,
                    body ->> '$.by' AS user_id, body ->> '$.details.name' AS name,
                    body ->> '$.details.reason' AS reason, body ->> '$.at' AS at,
                    body ->> '$.details.authentication' AS authentication
                FROM audit_event WHERE body ->> '$.kind' = 'formula_unlocked') e
            ON e.id = u.id AND e.formula_id = u.formula_id AND e.user_id = u.user_id AND e.name = u.name
                AND e.reason = u.reason AND e.at = u.at AND e.authentication = u.authentication
            WHERE u.id IS NULL OR e.id IS NULL LIMIT 1
            """;

    private static final String LEFT_OUT =
            "(SELECT coalesce(sum(body ->> '$.details.%s'), 0) FROM audit_event WHERE body ->> '$.kind' = '%s')"
                    .formatted(Restores.ATTEMPTS_LEFT_OUT, Restores.EVENT);

    /// Who opened a locked formula again, and why.
    public record UnlockRow(
            String id,
            String formulaId,
            User by,
            String reason,
            Instant at,
            Authentication authentication) {}

    private FormulaCounter() {}

    /// Takes the next attempt number, which is used up only if the transaction commits; none if the formula is locked.
    public static OptionalInt nextAttempt(WriteHandle handle, String formulaId) {
        return handle.sql()
                .first(
                        "INSERT INTO formula_counter (formula_id, attempts) VALUES (?, 1 + "
                                + LEFT_OUT
                                + ") ON CONFLICT (formula_id) DO UPDATE SET attempts = attempts + 1"
                                + " WHERE locked = 0 RETURNING attempts",
                        row -> OptionalInt.of(row.getInt(1)),
                        formulaId)
                .orElse(OptionalInt.empty());
    }

    /// After the trail was cut back to a backup: numbers that were given since are never given again, whether their sessions
    /// come back or not.
    public static void leaveOut(WriteHandle handle, int numbers) {
        handle.sql().run("UPDATE formula_counter SET attempts = attempts + ?", numbers);
    }

    /// An attempt that came back from the hub counts as it counted when it ended; its number is not given again.
    public static void returned(WriteHandle handle, PreparationSession session) {
        handle.sql()
                .run(
                        "INSERT INTO formula_counter (formula_id, attempts) VALUES (?, max(?, "
                                + LEFT_OUT
                                + ")) ON CONFLICT (formula_id) DO UPDATE SET attempts = max(attempts, ?)",
                        session.formulaId(),
                        session.attemptNo(),
                        session.attemptNo());
        switch (session.status()) {
            case COMPLETED -> completed(handle, session.formulaId());
            case FAILED -> failed(handle, session.formulaId(), false);
            case LOCKED_FAILED -> failed(handle, session.formulaId(), true);
            case IN_PROGRESS, SERVER_REJECTED ->
                    throw new IllegalArgumentException("no session comes back as " + session);
        }
    }

    /// Failures since the last completed session or unlock.
    public static int failures(ReadHandle handle, String formulaId) {
        return handle.sql()
                .first(
                        "SELECT failures FROM formula_counter WHERE formula_id = ?",
                        row -> row.getInt(1),
                        formulaId)
                .orElse(0);
    }

    public static boolean locked(ReadHandle handle, String formulaId) {
        return handle.sql()
                .first(
                        "SELECT locked FROM formula_counter WHERE formula_id = ?",
                        row -> row.getBoolean(1),
                        formulaId)
                .orElse(false);
    }

    public static void failed(WriteHandle handle, String formulaId, boolean locks) {
        handle.sql()
                .run(
                        "UPDATE formula_counter SET failures = failures + 1, locked = max(locked, ?)"
                                + " WHERE formula_id = ?",
                        locks ? 1 : 0,
                        formulaId);
    }

    /// Counting starts anew: a session was completed.
    public static void completed(WriteHandle handle, String formulaId) {
        handle.sql().run("UPDATE formula_counter SET failures = 0 WHERE formula_id = ?", formulaId);
    }

    /// Opens a locked formula again; who did so and why stays as a row.
    public static void unlock(WriteHandle handle, UnlockRow row) {
        handle.sql()
                .run(
                        "INSERT INTO formula_unlocks (id, formula_id, user_id, name, reason, at, authentication)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        row.id(),
                        row.formulaId(),
                        row.by().id(),
                        row.by().name(),
                        row.reason(),
                        row.at().toEpochMilli(),
                        row.authentication().word());
        handle.sql()
                .run(
                        "UPDATE formula_counter SET failures = 0, locked = 0 WHERE formula_id = ?",
                        row.formulaId());
    }

    /// The id of an unlock whose row and audit event differ, or of which one is missing; empty if all agree.
    public static Optional<String> unlockUnlikeItsEvent(ReadHandle handle) {
        return handle.sql().first(UNLIKE_ITS_EVENT, row -> row.getString(1));
    }
}
