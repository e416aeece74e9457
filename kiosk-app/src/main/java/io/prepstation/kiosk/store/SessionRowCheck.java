package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.SessionTables.Of;
import io.prepstation.model.session.SessionRecord;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Compares the rows of a session with the record that was read from them, character for character: a value that only
/// reads the same, as `+0.5` for `0.5`, was not written by this program.
public final class SessionRowCheck {

    private SessionRowCheck() {}

    /// Walks over all sessions in the order of creation, without holding them, until the check finds something.
    public static <T> Optional<T> firstOfSessions(
            ReadHandle handle, Function<String, Optional<T>> check) {
        return handle.sql()
                .firstPresent(
                        "SELECT id FROM sessions ORDER BY rowid",
                        row -> check.apply(row.getString(1)));
    }

    /// A session that the audit trail knows and the table lacks.
    public static Optional<String> missingSession(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT DISTINCT session_id FROM audit_event WHERE session_id IS NOT NULL"
                                + " AND session_id NOT IN (SELECT id FROM sessions)",
                        row -> row.getString(1));
    }

    /// The first column whose text is not the one that would be written; empty if all are.
    public static Optional<String> alteredColumn(ReadHandle handle, SessionRecord record) {
        String id = record.id();
        return handle.sql()
                .first(
                        "SELECT * FROM sessions WHERE id = ?",
                        row -> SessionTables.SESSIONS.differing(row, record),
                        id)
                .flatMap(altered -> altered)
                .or(() ->
                        altered(
                                handle,
                                "steps",
                                "sequence",
                                id,
                                SessionTables.STEPS,
                                record.steps()))
                .or(() ->
                        altered(
                                handle,
                                "dispenses",
                                "row",
                                id,
                                SessionTables.DISPENSES,
                                of(id, record.dispenses())))
                .or(() ->
                        altered(
                                handle,
                                "deviations",
                                "row",
                                id,
                                SessionTables.DEVIATIONS,
                                of(id, record.deviations())))
                .or(() ->
                        altered(
                                handle,
                                "attestations",
                                "row",
                                id,
                                SessionTables.ATTESTATIONS,
                                of(id, record.attestations())))
                .or(() ->
                        altered(
                                handle,
                                "signatures",
                                "row",
                                id,
                                SessionTables.SIGNATURES,
                                of(id, record.signatures())));
    }

    private static <T> List<Of<T>> of(String sessionId, List<T> values) {
        return values.stream().map(value -> new Of<>(sessionId, value)).toList();
    }

    private static <T> Optional<String> altered(
            ReadHandle handle,
            String table,
            String order,
            String sessionId,
            Columns<T> columns,
            List<T> values) {
        Iterator<T> next = values.iterator();
        return SessionRepository.rows(
                        handle, table, order, sessionId, row -> columns.differing(row, next.next()))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
