package io.prepstation.kiosk.store;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionContext;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.session.StepStatus;
import java.util.List;

/// Writes a session that came back from the hub into the rows it would have (STO-10). Stock is not touched: it is the hub's.
public final class ReturnedRows {

    /// The audit event of such a session; the last one that names it.
    public static final String EVENT = "session_returned";

    private ReturnedRows() {}

    /// How many sessions came back.
    public static int count(ReadHandle handle) {
        return AuditTrail.countOfKind(handle, EVENT);
    }

    /// Whether the session came back, and was not ended in this file.
    public static boolean isOne(ReadHandle handle, String sessionId) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM audit_event WHERE session_id = ? AND body ->> '$.kind' = ?",
                        _ -> true,
                        sessionId,
                        EVENT)
                .orElse(false);
    }

    /// A session that this file does not have.
    public static void insert(WriteHandle handle, SessionRecord ended) {
        nameWhatIsUnknown(handle, ended);
        SessionRecord begun = begun(ended);
        SessionRepository.insert(handle, begun);
        complete(handle, begun, ended);
    }

    /// A session that ran when the backup was made: what came after is added.
    public static void complete(WriteHandle handle, SessionRecord running, SessionRecord ended) {
        String id = ended.id();
        List<SessionDeviation> deviations = ended.deviations();
        deviations.stream()
                .skip(running.deviations().size())
                .forEach(deviation -> SessionRepository.insertDeviation(handle, id, deviation));
        if (!targets(running).equals(targets(ended))) {
            SessionRepository.rescale(handle, id, ended.context().amount(), ended.steps());
        }
        for (Dispense dispense :
                ended.dispenses().subList(running.dispenses().size(), ended.dispenses().size())) {
            SessionRepository.insertDispense(handle, id, dispense);
        }
        List<Attestation> attestations = ended.attestations();
        attestations.stream()
                .skip(running.attestations().size())
                .forEach(one -> SessionRepository.insertAttestation(handle, id, one));
        for (Step step : ended.steps()) {
            StepStatus before = running.step(step.id()).orElseThrow().status();
            if (before != step.status()) {
                SessionRepository.setStepStatus(handle, step.id(), step.status());
            }
        }
        handle.sql()
                .run(
                        "UPDATE sessions SET revision = ? WHERE id = ?",
                        ended.context().revision(),
                        id);
        PreparationSession session = ended.session();
        SessionRepository.setStatus(handle, id, session.status(), session.endedAt());
        ended.signatures().forEach(one -> SessionRepository.insertSignature(handle, id, one));
        SessionRepository.deleteCheckpoint(handle, id);
    }

    /// A session that ended here and was corrected after the backup: the revision that the hub took.
    public static void correct(WriteHandle handle, SessionRecord here, SessionRecord corrected) {
        String id = here.id();
        corrected.deviations().stream()
                .skip(here.deviations().size())
                .forEach(deviation -> SessionRepository.insertDeviation(handle, id, deviation));
        if (here.session().status() == SessionStatus.SERVER_REJECTED) {
            SessionRepository.nextRevision(handle, id);
        }
        handle.sql()
                .run(
                        "UPDATE sessions SET revision = ? WHERE id = ?",
                        corrected.context().revision(),
                        id);
        corrected.signatures().stream()
                .skip(here.signatures().size())
                .forEach(one -> SessionRepository.insertSignature(handle, id, one));
    }

    private record Targets(Amount amount, List<String> steps) {}

    private static Targets targets(SessionRecord record) {
        return new Targets(
                record.context().amount(),
                record.steps().stream()
                        .map(step -> SessionTables.grams(step.tolerance().target()))
                        .toList());
    }

    private static SessionRecord begun(SessionRecord ended) {
        PreparationSession session = ended.session();
        return new SessionRecord(
                new PreparationSession(
                        session.id(),
                        session.formulaId(),
                        session.formulaVersionId(),
                        session.attemptNo(),
                        SessionStatus.IN_PROGRESS,
                        session.operator(),
                        session.startedAt(),
                        null),
                ended.context(),
                ended.steps().stream().map(step -> step.withStatus(StepStatus.PENDING)).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    /// What the session names and this file never had, as it says it itself: withdrawn, until the hub's own words come.
    private static void nameWhatIsUnknown(WriteHandle handle, SessionRecord record) {
        PreparationSession session = record.session();
        SessionContext context = record.context();
        Sql sql = handle.sql();
        sql.run(
                "INSERT INTO formulas (id, code, name, withdrawn) VALUES (?, ?, ?, 1) ON CONFLICT (id) DO NOTHING",
                session.formulaId(),
                context.formulaCode(),
                context.formulaName());
        if (session.formulaVersionId() != null) {
            sql.run(
                    "INSERT INTO formula_versions (id, formula_id, version_no, status, effective_from, base_amount,"
                            + " base_unit) VALUES (?, ?, ?, 'retired', '1970-01-01', ?, ?)"
                            + " ON CONFLICT (id) DO NOTHING",
                    session.formulaVersionId(),
                    session.formulaId(),
                    context.formulaVersionNo(),
                    context.amount().value().toPlainString(),
                    context.amount().unit().symbol());
        }
        for (Step step : record.steps()) {
            sql.run(
                    "INSERT INTO ingredients (id, code, name, signal_word, pictograms, hazards, lab_id, withdrawn)"
                            + " VALUES (?, ?, ?, NULL, '[]', '[]', ?, 1) ON CONFLICT (id) DO NOTHING",
                    step.ingredientId(),
                    step.requiredCode(),
                    step.ingredientName(),
                    context.labId());
        }
    }
}
