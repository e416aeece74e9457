package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FormulaCounter;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Meaning;
import io.prepstation.model.people.Permission;
import io.prepstation.model.people.Signature;
import io.prepstation.model.people.User;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.StepStatus;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Supplier;

/// Ends a session: its record is hashed, frozen as text and queued for the hub, in the caller's one transaction.
final class SessionEnd {

    private final StationFacts station;
    private final Supplier<String> ids;

    SessionEnd(StationFacts station, Supplier<String> ids) {
        this.station = station;
        this.ids = ids;
    }

    /// Completes a session and binds the signer to the exact record (REC-2).
    Outcome<SessionRecord> complete(
            WriteHandle handle,
            SessionRecord running,
            User signer,
            Authentication authentication,
            Instant now) {
        if (!signer.mayPrepare()) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(signer.name(), "sign preparations"));
        }
        int pending =
                (int)
                        running.steps().stream()
                                .filter(step -> step.status() == StepStatus.PENDING)
                                .count();
        if (pending > 0) {
            return new Outcome.Refused<>(new Refusal.StepsPending(pending));
        }
        SessionRecord ended = end(handle, running, SessionStatus.COMPLETED, now);
        Signature signature = signature(ended, signer, Meaning.PERFORMED, authentication, now);
        SessionRepository.insertSignature(handle, ended.id(), signature);
        FormulaCounter.completed(handle, ended.session().formulaId());
        SessionRecord signed = SessionRepository.find(handle, ended.id()).orElseThrow();
        ObjectNode details = Json.object();
        details.set("signature", SessionEvents.fields(signature));
        freeze(
                handle,
                signed,
                SessionEvents.endKind(SessionStatus.COMPLETED),
                signer.id(),
                details,
                now);
        return new Outcome.Saved<>(signed);
    }

    /// Ends a session as failed; the attempt that reaches the limit locks the formula (SES-2).
    Outcome<SessionRecord> fail(
            WriteHandle handle, SessionRecord running, SessionDeviation reason, Instant now) {
        String formulaId = running.session().formulaId();
        SessionStatus status =
                station.attempts().statusOfFailure(FormulaCounter.failures(handle, formulaId));
        SessionRepository.insertDeviation(handle, running.id(), reason);
        SessionRecord ended = end(handle, running, status, now);
        FormulaCounter.failed(handle, formulaId, status == SessionStatus.LOCKED_FAILED);
        ObjectNode details =
                Json.object().put("reasonCode", reason.reasonCode()).put("text", reason.text());
        freeze(handle, ended, SessionEvents.endKind(status), reason.by(), details, now);
        return new Outcome.Saved<>(ended);
    }

    /// The hub refused a finished session for good: it waits for a supervisor to correct it.
    static Outcome<SessionRecord> refuse(
            WriteHandle handle,
            SessionRecord finished,
            String operationId,
            String reason,
            String by,
            Instant now) {
        Outbox.reject(handle, operationId, reason);
        if (finished.session().status().mayBecome(SessionStatus.SERVER_REJECTED)) {
            SessionRepository.setStatus(
                    handle,
                    finished.id(),
                    SessionStatus.SERVER_REJECTED,
                    finished.session().endedAt());
        }
        SessionRecord after = SessionRepository.find(handle, finished.id()).orElseThrow();
        SessionEvents.append(
                handle,
                now,
                SessionEvents.REFUSED,
                by,
                after,
                Json.object().put("operationId", operationId).put("reason", reason));
        return new Outcome.Saved<>(after);
    }

    /// A supervisor stands for a session that the hub refused: it goes up again as the next revision (SES-2).
    Outcome<SessionRecord> correct(
            WriteHandle handle, SessionRecord refused, Correction correction, Instant now) {
        User by = correction.by();
        if (!by.may(Permission.CORRECT_SESSION)) {
            return new Outcome.Refused<>(
                    new Refusal.PersonNotAllowed(by.name(), "correct sessions"));
        }
        SessionStatus status = refused.session().status();
        if (status != SessionStatus.SERVER_REJECTED) {
            return new Outcome.Refused<>(new Refusal.NotRejected(refused.id(), status));
        }
        if (ReturnedRows.isOne(handle, refused.id())) {
            return new Outcome.Refused<>(new Refusal.CameBack(refused.id()));
        }
        FrozenText replaced = FrozenText.find(handle, refused.id()).orElseThrow();
        SessionRepository.insertDeviation(
                handle,
                refused.id(),
                new SessionDeviation(
                        null,
                        SessionDeviation.CORRECTION,
                        correction.reasonCode(),
                        correction.text(),
                        now,
                        by.id()));
        SessionRepository.nextRevision(handle, refused.id());
        SessionRecord corrected = SessionRepository.find(handle, refused.id()).orElseThrow();
        Signature signature =
                signature(corrected, by, Meaning.APPROVED, correction.authentication(), now);
        SessionRepository.insertSignature(handle, refused.id(), signature);
        SessionRecord signed = SessionRepository.find(handle, refused.id()).orElseThrow();
        ObjectNode details =
                Json.object()
                        .put("revision", signed.context().revision())
                        .put("reasonCode", correction.reasonCode())
                        .put("text", correction.text())
                        .put("replacesHash", replaced.contentHash());
        details.set("signature", SessionEvents.fields(signature));
        freeze(handle, signed, SessionEvents.CORRECTED, by.id(), details, now);
        return new Outcome.Saved<>(signed);
    }

    private static SessionRecord end(
            WriteHandle handle, SessionRecord running, SessionStatus status, Instant now) {
        SessionRepository.setStatus(handle, running.id(), status, now);
        SessionRepository.deleteCheckpoint(handle, running.id());
        return SessionRepository.find(handle, running.id()).orElseThrow();
    }

    private static Signature signature(
            SessionRecord ended,
            User signer,
            Meaning meaning,
            Authentication authentication,
            Instant now) {
        return new Signature(
                signer.id(),
                signer.name(),
                meaning,
                now,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        now.atZone(ZoneId.of(ended.context().timeZone()))),
                SessionHashes.recordHash(ended),
                authentication);
    }

    /// The audit event of the end belongs to the frozen text, so it is written first; the station signs the trail up to
    /// it, and the text carries that as well.
    private void freeze(
            WriteHandle handle,
            SessionRecord ended,
            String kind,
            String by,
            ObjectNode details,
            Instant now) {
        Optional<FrozenText> replaced = FrozenText.find(handle, ended.id());
        AuditHeads.announce(handle, station.key(), station.stationId(), now);
        Attaching.attachTraces(handle, ended, by, now);
        details.put(SessionEvents.TRACES_HASH, PourTraces.hashOfAll(handle, ended.id()));
        SessionEvents.append(handle, now, kind, by, ended, details);
        AuditHead head =
                AuditHeads.sign(
                        handle, station.key(), ended.context().labId(), station.stationId(), now);
        String recordHash = SessionHashes.recordHash(ended);
        UploadBundle bundle =
                UploadBundle.of(
                        WireSession.of(ended, recordHash),
                        AuditTrail.ofSession(handle, ended.id()),
                        head,
                        SessionAttachments.ofSession(handle, ended.id()),
                        replaced.map(FrozenText::contentHash).orElse(null));
        FrozenText text = FrozenText.of(ended.id(), ended.context().revision(), bundle, recordHash);
        text.insert(handle);
        Outbox.enqueueUpload(handle, ids.get(), text, by, now);
    }
}
