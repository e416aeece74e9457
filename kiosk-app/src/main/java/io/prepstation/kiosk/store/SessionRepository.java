package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.SessionTables.Of;
import io.prepstation.kiosk.store.Sql.Row;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.Signature;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sessions and what belongs to them, as rows. Which changes are right is decided by whoever asks for them; the
/// database refuses only what can never be (SES-1, SES-2, SES-4).
public final class SessionRepository {

    private SessionRepository() {}

    /// The whole session; empty if there is none with that id.
    public static Optional<SessionRecord> find(ReadHandle handle, String id) {
        return handle.sql()
                .first("SELECT * FROM sessions WHERE id = ?", SessionRepository::head, id)
                .map(head -> whole(handle, head));
    }

    /// The newest sessions first.
    public static List<SessionSummary> list(ReadHandle handle, int most) {
        return search(handle, SessionSearch.ALL, most);
    }

    /// The newest of those that are looked for.
    public static List<SessionSummary> search(ReadHandle handle, SessionSearch search, int most) {
        return search.ask(handle, most);
    }

    /// The ids of the sessions that run at a station, the newest first.
    public static List<String> running(ReadHandle handle, String stationId) {
        return handle.sql()
                .list(
                        "SELECT id FROM sessions WHERE status = 'in_progress' AND station_id = ?"
                                + " ORDER BY started_at DESC, id DESC",
                        row -> row.getString(1),
                        stationId);
    }

    /// Writes a new session and its steps.
    public static void insert(WriteHandle handle, SessionRecord record) {
        SessionTables.SESSIONS.insert(handle, record);
        SessionTables.STEPS.insertAll(handle, record.steps());
    }

    /// Rewrites amount and targets of a session that nothing was dispensed in yet.
    public static void rescale(
            WriteHandle handle, String sessionId, Amount amount, List<Step> steps) {
        handle.sql()
                .run(
                        "UPDATE sessions SET amount = ?, amount_unit = ? WHERE id = ?",
                        amount.value().toPlainString(),
                        amount.unit().symbol(),
                        sessionId);
        for (Step step : steps) {
            Tolerance tolerance = step.tolerance();
            handle.sql()
                    .run(
                            "UPDATE steps SET target_g = ?, tolerance_lower_g = ?, tolerance_upper_g = ?,"
                                    + " display_unit = ? WHERE id = ?",
                            SessionTables.grams(tolerance.target()),
                            SessionTables.grams(tolerance.target().minus(tolerance.lowerLimit())),
                            SessionTables.grams(tolerance.upperLimit().minus(tolerance.target())),
                            tolerance.target().unit().symbol(),
                            step.id());
        }
    }

    public static void insertDispense(WriteHandle handle, String sessionId, Dispense dispense) {
        SessionTables.DISPENSES.insert(handle, new Of<>(sessionId, dispense));
        Statistics.dispensed(handle, sessionId, dispense.stepId(), dispense.at(), dispense.by());
    }

    public static void setStepStatus(WriteHandle handle, String stepId, StepStatus status) {
        handle.sql().run("UPDATE steps SET status = ? WHERE id = ?", status.word(), stepId);
        if (status == StepStatus.DONE) {
            Statistics.done(handle, stepId);
        }
    }

    /// Moves a session; the database refuses what SES-2 does not allow.
    public static void setStatus(
            WriteHandle handle, String id, SessionStatus status, @Nullable Instant endedAt) {
        handle.sql()
                .run(
                        "UPDATE sessions SET status = ?, ended_at = ? WHERE id = ?",
                        status.word(),
                        SessionTables.millis(endedAt),
                        id);
    }

    /// A refused session is completed again, as its next revision; the database allows nothing else.
    public static void nextRevision(WriteHandle handle, String id) {
        handle.sql()
                .run(
                        "UPDATE sessions SET status = 'completed', revision = revision + 1 WHERE id = ?",
                        id);
    }

    public static void insertDeviation(
            WriteHandle handle, String sessionId, SessionDeviation deviation) {
        SessionTables.DEVIATIONS.insert(handle, new Of<>(sessionId, deviation));
        Statistics.deviated(
                handle,
                sessionId,
                deviation.stepId(),
                deviation.kind(),
                deviation.at(),
                deviation.by());
    }

    public static void insertAttestation(
            WriteHandle handle, String sessionId, Attestation attestation) {
        SessionTables.ATTESTATIONS.insert(handle, new Of<>(sessionId, attestation));
    }

    public static void insertSignature(WriteHandle handle, String sessionId, Signature signature) {
        SessionTables.SIGNATURES.insert(handle, new Of<>(sessionId, signature));
    }

    /// Keeps what stands on the balance; the one before is overwritten.
    public static void saveCheckpoint(WriteHandle handle, Checkpoint checkpoint) {
        Source source = checkpoint.source();
        BigDecimal potency = source.potencyPercent();
        handle.sql()
                .run(
                        "INSERT INTO checkpoint (session_id, step_id, scanned_code, lot_id, lot_number,"
                                + " container_id, potency_percent, tare, gross, peak, at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (session_id) DO UPDATE"
                                + " SET step_id = excluded.step_id, scanned_code = excluded.scanned_code,"
                                + " lot_id = excluded.lot_id, lot_number = excluded.lot_number,"
                                + " container_id = excluded.container_id,"
                                + " potency_percent = excluded.potency_percent, tare = excluded.tare,"
                                + " gross = excluded.gross, peak = excluded.peak, at = excluded.at",
                        checkpoint.sessionId(),
                        checkpoint.stepId(),
                        source.scannedCode(),
                        source.lotId(),
                        source.lotNumber(),
                        source.containerId(),
                        potency == null ? null : potency.toPlainString(),
                        checkpoint.tare().toString(),
                        checkpoint.gross().toString(),
                        checkpoint.peak().toString(),
                        checkpoint.at().toEpochMilli());
    }

    public static Optional<Checkpoint> checkpoint(ReadHandle handle, String sessionId) {
        return handle.sql()
                .first(
                        "SELECT * FROM checkpoint WHERE session_id = ?",
                        SessionRows::checkpoint,
                        sessionId);
    }

    public static void deleteCheckpoint(WriteHandle handle, String sessionId) {
        handle.sql().run("DELETE FROM checkpoint WHERE session_id = ?", sessionId);
    }

    private static SessionRecord head(ResultSet row) throws SQLException {
        return new SessionRecord(
                SessionRows.session(row),
                SessionRows.context(row),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static SessionRecord whole(ReadHandle handle, SessionRecord head) {
        return new SessionRecord(
                head.session(),
                head.context(),
                rows(handle, "steps", "sequence", head.id(), SessionRows::step),
                rows(handle, "dispenses", "row", head.id(), SessionRows::dispense),
                rows(handle, "deviations", "row", head.id(), SessionRows::deviation),
                rows(handle, "attestations", "row", head.id(), SessionRows::attestation),
                rows(handle, "signatures", "row", head.id(), SessionRows::signature));
    }

    static <T> List<T> rows(
            ReadHandle handle, String table, String order, String sessionId, Row<T> mapper) {
        return handle.sql()
                .list(
                        "SELECT * FROM " + table + " WHERE session_id = ? ORDER BY " + order,
                        mapper,
                        sessionId);
    }
}
