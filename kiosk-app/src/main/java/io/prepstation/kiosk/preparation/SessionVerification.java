package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionRowCheck;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.Attestation;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Holds one session against everything that was written about it: its rows, its audit events, its frozen text.
final class SessionVerification {

    private final ReadHandle handle;
    private final AttachmentVerification attachments;

    SessionVerification(ReadHandle handle) {
        this.handle = handle;
        this.attachments = new AttachmentVerification(handle);
    }

    Optional<Fault> fault(String id) {
        try {
            Optional<SessionRecord> record = SessionRepository.find(handle, id);
            return record.isPresent()
                    ? fault(record.get())
                    : fault(id, "an index of the file names it, but its row is not found there");
        } catch (MalformedJson | IllegalArgumentException e) {
            return fault(id, "it is unreadable: " + e.getMessage());
        }
    }

    private Optional<Fault> fault(SessionRecord record) throws MalformedJson {
        String id = record.id();
        Optional<Fault> inRows =
                SessionRowCheck.alteredColumn(handle, record)
                        .flatMap(column -> fault(id, column + " is not as it was written"))
                        .or(() -> inconsistentDispense(record));
        if (inRows.isPresent()) {
            return inRows;
        }
        List<Told> events = Told.of(AuditTrail.ofSession(handle, id));
        Optional<Fault> inTrail = unlikeItsEvents(record, events);
        if (inTrail.isPresent()) {
            return inTrail;
        }
        Optional<Told> returned = ReturnVerification.eventOf(events);
        if (returned.isPresent()) {
            return new ReturnVerification(handle).fault(record, events, returned.get());
        }
        Optional<Fault> inTraces =
                new TraceVerification(handle)
                        .fault(id, record.session().status() == SessionStatus.IN_PROGRESS, events);
        Optional<Fault> inTares =
                inTraces.isPresent() ? inTraces : TareVerification.fault(record, events);
        if (inTares.isPresent()) {
            return inTares;
        }
        Optional<Fault> inAttachments = attachments.faultOfRows(id, events);
        return inAttachments.isPresent() ? inAttachments : unlikeItsText(record, events);
    }

    private static Optional<Fault> inconsistentDispense(SessionRecord record) {
        for (Dispense dispense : record.dispenses()) {
            Optional<String> reason =
                    DispenseCheck.inconsistency(dispense, record.byDifference(dispense));
            if (reason.isPresent()) {
                return Optional.of(
                        new Fault(
                                "dispense " + dispense.id() + " of session " + record.id(),
                                reason.get()));
            }
        }
        return Optional.empty();
    }

    /// Every event carries the hash of the record after it; the last one is the record as it is.
    private static Optional<Fault> unlikeItsEvents(SessionRecord record, List<Told> events) {
        if (events.isEmpty()) {
            return fault(record.id(), "the audit trail does not know it");
        }
        String expected = events.getLast().text(SessionEvents.RECORD_HASH);
        return SessionHashes.recordHash(record).equals(expected)
                ? Optional.empty()
                : fault(record.id(), "its rows are not the ones of its last audit event");
    }

    private Optional<Fault> unlikeItsText(SessionRecord record, List<Told> events)
            throws MalformedJson {
        String id = record.id();
        List<FrozenText> texts = FrozenText.all(handle, id);
        Optional<FrozenText> found = texts.stream().findFirst();
        if (record.session().status() == SessionStatus.IN_PROGRESS) {
            return found.isEmpty() ? Optional.empty() : fault(id, "it runs, but has a final text");
        }
        if (found.isEmpty()) {
            return fault(id, "its final text is missing");
        }
        if (texts.size() != record.context().revision()) {
            return fault(id, "it has more or fewer final texts than revisions");
        }
        SessionRecord frozen = asFrozen(record);
        List<AuditEvent> slice = upToTheEnd(events, frozen);
        Optional<AuditHead> head = AuditHeads.find(handle, slice.getLast().sequence());
        if (head.isEmpty()) {
            return fault(
                    id,
                    "the signed head of audit event %d, its end, is missing"
                            .formatted(slice.getLast().sequence()));
        }
        String replaced = texts.size() > 1 ? texts.get(1).contentHash() : null;
        if (!found.get().equals(expectedText(frozen, slice, head.get(), replaced))) {
            return fault(id, "its final text or hash is not that of its rows and events");
        }
        Optional<Fault> earlier =
                alteredRevision(
                        id,
                        texts.subList(1, texts.size()),
                        events.stream().map(Told::event).toList());
        if (earlier.isPresent()) {
            return earlier;
        }
        return wronglySigned(record, events);
    }

    /// The text that the rows and the audit trail lead to, whatever is stored.
    private FrozenText expectedText(
            SessionRecord frozen,
            List<AuditEvent> slice,
            AuditHead head,
            @Nullable String replaced) {
        String recordHash = SessionHashes.recordHash(frozen);
        List<Attachment> attached = SessionAttachments.ofSession(handle, frozen.id());
        UploadBundle bundle =
                UploadBundle.of(
                        WireSession.of(frozen, recordHash), slice, head, attached, replaced);
        return FrozenText.of(frozen.id(), frozen.context().revision(), bundle, recordHash);
    }

    /// A refused revision is not what the rows say any more; it must agree with the trail and with itself.
    Optional<Fault> alteredRevision(String id, List<FrozenText> earlier, List<AuditEvent> events)
            throws MalformedJson {
        for (FrozenText text : earlier) {
            UploadBundle bundle = UploadBundle.parse(text.text().getBytes(StandardCharsets.UTF_8));
            boolean original =
                    bundle.text().equals(text.text())
                            && bundle.contentHash().equals(text.contentHash())
                            && text.recordHash().equals(bundle.wireSession().recordHash())
                            && text.revision() == bundle.wireSession().revision()
                            && events.subList(0, Math.min(events.size(), bundle.audit().size()))
                                    .equals(bundle.audit())
                            && BundleCheck.fault(bundle, this::isSigned).isEmpty();
            if (!original) {
                return fault(id, "revision " + text.revision() + " is not the one that was signed");
            }
        }
        return Optional.empty();
    }

    /// The heads of the file are verified on their own.
    private boolean isSigned(AuditHead head) {
        return AuditHeads.find(handle, head.sequence()).filter(head::equals).isPresent();
    }

    /// The events that belong to a revision's text: those up to the end of the first, or up to its own correction.
    private static List<AuditEvent> upToTheEnd(List<Told> events, SessionRecord frozen) {
        int revision = frozen.context().revision();
        String end = SessionEvents.endKind(frozen.session().status());
        List<AuditEvent> slice = new ArrayList<>();
        int ends = 0;
        for (Told event : events) {
            slice.add(event.event());
            String kind = event.kind();
            ends += kind.equals(end) || kind.equals(SessionEvents.CORRECTED) ? 1 : 0;
            if (ends == revision) {
                break;
            }
        }
        return slice;
    }

    /// The session as it was when its text was frozen: the hub's refusal came later.
    static SessionRecord asFrozen(SessionRecord record) {
        PreparationSession session = record.session();
        if (session.status() != SessionStatus.SERVER_REJECTED) {
            return record;
        }
        return new SessionRecord(
                new PreparationSession(
                        session.id(),
                        session.formulaId(),
                        session.formulaVersionId(),
                        session.attemptNo(),
                        SessionStatus.COMPLETED,
                        session.operator(),
                        session.startedAt(),
                        session.endedAt()),
                record.context(),
                record.steps(),
                record.dispenses(),
                record.deviations(),
                record.attestations(),
                record.signatures());
    }

    /// The record hash covers no signatures; the audit trail does.
    private static Optional<Fault> wronglySigned(SessionRecord record, List<Told> events) {
        Set<JsonNode> signed = new HashSet<>();
        events.forEach(event -> signed.add(event.details().path("signature")));
        for (Signature signature : record.signatures()) {
            if (!signed.contains(SessionEvents.fields(signature))) {
                return fault(record.id(), "a signature is not the one of its audit event");
            }
        }
        return wronglyApproved(record, events, signed);
    }

    /// Whoever stood for a deviation signed the record as one of the events before left it.
    private static Optional<Fault> wronglyApproved(
            SessionRecord record, List<Told> events, Set<JsonNode> signed) {
        Set<String> hashes = new HashSet<>();
        events.forEach(event -> hashes.add(event.text(SessionEvents.RECORD_HASH)));
        Predicate<Signature> wrong =
                signature ->
                        !signed.contains(SessionEvents.fields(signature))
                                || !hashes.contains(signature.recordHash());
        if (record.deviations().stream()
                .map(SessionDeviation::signature)
                .filter(Objects::nonNull)
                .anyMatch(wrong)) {
            return fault(record.id(), "the approval of a deviation is not the one of its event");
        }
        return record.attestations().stream()
                        .map(Attestation::signature)
                        .filter(Objects::nonNull)
                        .anyMatch(wrong)
                ? fault(record.id(), "the signature of a witness is not the one of its event")
                : Optional.empty();
    }

    private static Optional<Fault> fault(String sessionId, String reason) {
        return Optional.of(new Fault("session " + sessionId, reason));
    }
}
