package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.SessionRowCheck;
import io.prepstation.model.people.Signature;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.PreparationSession;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds one session against everything that was written about it: its rows, its audit events, its frozen text.
final class SessionVerification {

    private final ReadHandle handle;
    private final Map<String, String> hubKeys;

    SessionVerification(ReadHandle handle, Map<String, String> hubKeys) {
        this.handle = handle;
        this.hubKeys = hubKeys;
    }

    Optional<Fault> fault(String id) {
        try {
            return fault(SessionRepository.find(handle, id).orElseThrow());
        } catch (MalformedJson | IllegalArgumentException e) {
            return fault(id, "it is unreadable: " + e.getMessage());
        }
    }

    private Optional<Fault> fault(SessionRecord record) throws MalformedJson {
        String id = record.id();
        List<AuditEvent> events = AuditTrail.ofSession(handle, id);
        Optional<Fault> inRows =
                SessionRowCheck.alteredColumn(handle, record)
                        .flatMap(column -> fault(id, column + " is not as it was written"))
                        .or(() -> inconsistentDispense(record));
        if (inRows.isPresent()) {
            return inRows;
        }
        Optional<Fault> inTrail = unlikeItsEvents(record, events);
        return inTrail.isPresent() ? inTrail : unlikeItsText(record, events);
    }

    private static Optional<Fault> inconsistentDispense(SessionRecord record) {
        for (Dispense dispense : record.dispenses()) {
            Optional<String> reason = DispenseCheck.inconsistency(dispense);
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
    private static Optional<Fault> unlikeItsEvents(SessionRecord record, List<AuditEvent> events)
            throws MalformedJson {
        if (events.isEmpty()) {
            return fault(record.id(), "the audit trail does not know it");
        }
        JsonNode last = Json.parseObject(events.getLast().body()).path("details");
        String expected = last.path(SessionEvents.RECORD_HASH).asText();
        return SessionHashes.recordHash(record).equals(expected)
                ? Optional.empty()
                : fault(record.id(), "its rows are not the ones of its last audit event");
    }

    private Optional<Fault> unlikeItsText(SessionRecord record, List<AuditEvent> events)
            throws MalformedJson {
        String id = record.id();
        Optional<FrozenText> found = FrozenText.find(handle, id);
        if (record.session().status() == SessionStatus.IN_PROGRESS) {
            return found.isEmpty() ? Optional.empty() : fault(id, "it runs, but has a final text");
        }
        if (found.isEmpty()) {
            return fault(id, "its final text is missing");
        }
        if (!found.get().equals(expectedText(asFrozen(record), events))) {
            return fault(id, "its final text or hash is not that of its rows and events");
        }
        return wronglySigned(record, events).or(() -> wrongReceipt(found.get()));
    }

    /// The text that the rows and the audit trail lead to, whatever is stored.
    private static FrozenText expectedText(SessionRecord frozen, List<AuditEvent> events)
            throws MalformedJson {
        String recordHash = SessionHashes.recordHash(frozen);
        UploadBundle bundle =
                UploadBundle.of(
                        WireSession.of(frozen, recordHash),
                        upToTheEnd(events, SessionEvents.endKind(frozen.session().status())));
        return FrozenText.of(frozen.id(), frozen.context().revision(), bundle, recordHash);
    }

    private static List<AuditEvent> upToTheEnd(List<AuditEvent> events, String endKind)
            throws MalformedJson {
        List<AuditEvent> slice = new ArrayList<>();
        for (AuditEvent event : events) {
            slice.add(event);
            if (Json.parseObject(event.body()).path("kind").asText().equals(endKind)) {
                break;
            }
        }
        return slice;
    }

    /// The session as it was when its text was frozen: the hub's refusal came later.
    private static SessionRecord asFrozen(SessionRecord record) {
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
                record.signatures());
    }

    /// The record hash covers no signatures; the audit trail does.
    private static Optional<Fault> wronglySigned(SessionRecord record, List<AuditEvent> events)
            throws MalformedJson {
        Set<JsonNode> signed = new HashSet<>();
        for (AuditEvent event : events) {
            signed.add(Json.parseObject(event.body()).path("details").path("signature"));
        }
        for (Signature signature : record.signatures()) {
            if (!signed.contains(SessionEvents.fields(signature))) {
                return fault(record.id(), "a signature is not the one of its audit event");
            }
        }
        return wronglyApproved(record, events, signed);
    }

    /// Whoever stood for a deviation signed the record as one of the events before left it.
    private static Optional<Fault> wronglyApproved(
            SessionRecord record, List<AuditEvent> events, Set<JsonNode> signed)
            throws MalformedJson {
        Set<String> hashes = new HashSet<>();
        for (AuditEvent event : events) {
            hashes.add(
                    Json.parseObject(event.body())
                            .path("details")
                            .path(SessionEvents.RECORD_HASH)
                            .asText());
        }
        for (SessionDeviation deviation : record.deviations()) {
            Signature signature = deviation.signature();
            if (signature != null
                    && (!signed.contains(SessionEvents.fields(signature))
                            || !hashes.contains(signature.recordHash()))) {
                return fault(
                        record.id(), "the approval of a deviation is not the one of its event");
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> wrongReceipt(FrozenText text) {
        return Outbox.receipt(handle, text.sessionId())
                .filter(receipt -> !isFor(receipt, text))
                .flatMap(_ ->
                        fault(text.sessionId(), "the hub's receipt is not for its final text"));
    }

    private boolean isFor(Receipt receipt, FrozenText text) {
        String key = hubKeys.get(receipt.hubKeyId());
        return receipt.contentHash().equals(text.contentHash())
                && (key == null || receipt.verifies(key));
    }

    private static Optional<Fault> fault(String sessionId, String reason) {
        return Optional.of(new Fault("session " + sessionId, reason));
    }
}
