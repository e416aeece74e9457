package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
import io.prepstation.kiosk.store.AuditHeads;
import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.ReturnedRows;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.AuditHead;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.prepstation.model.sync.WireSession;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds a session that came back from the hub against its text. The trail of this file has only the event that it came back
/// (and what came before the backup); its own events stand in the text, under the head that was signed then. So what is proven
/// is the session and its slice of the former trail, not what else that trail said.
final class ReturnVerification {

    static final String CONTENT_HASH = "contentHash";
    static final String STATION_KEY = "stationKey";
    static final String AUDIT_HEAD = "auditHead";
    static final String RECEIPT = "receipt";
    static final String HUB_KEY = "hubKey";

    /// What a hub that was put back in its turn may make of it, when it is sent again.
    private static final Set<String> LATER = Set.of(SentWithout.KIND, SessionEvents.REFUSED);

    private final ReadHandle handle;

    ReturnVerification(ReadHandle handle) {
        this.handle = handle;
    }

    static Optional<Told> eventOf(List<Told> events) {
        return events.stream().filter(event -> event.kind().equals(ReturnedRows.EVENT)).findFirst();
    }

    /// The first event that says that a session came back, but not under a signed head of its own: anybody could write it.
    static Optional<Fault> unsigned(ReadHandle handle) {
        return AuditTrail.firstOfKind(
                handle,
                ReturnedRows.EVENT,
                event ->
                        AuditHeads.find(handle, event.sequence()).isPresent()
                                ? Optional.empty()
                                : Optional.of(
                                        new Fault(
                                                "audit event " + event.sequence(),
                                                "it says that a session came back, but the signed head over it is missing")));
    }

    /// The hub's key under which a session came back, once that is known to be signed; empty if it is another one.
    static Optional<String> hubKey(ReadHandle handle, Receipt receipt) {
        try {
            return eventOf(Told.of(AuditTrail.ofSession(handle, receipt.sessionId())))
                    .map(returned -> returned.text(HUB_KEY))
                    .filter(key ->
                            !key.isEmpty() && SigningKey.idOf(key).equals(receipt.hubKeyId()));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /// The ends of the former trail that sessions came back with, none of which is [#unsigned].
    static Set<AuditHead> heads(ReadHandle handle) {
        Set<AuditHead> heads = new HashSet<>();
        var _ =
                AuditTrail.firstOfKind(
                        handle,
                        ReturnedRows.EVENT,
                        event -> {
                            heads.add(head(event));
                            return Optional.empty();
                        });
        return heads;
    }

    private static AuditHead head(AuditEvent event) {
        try {
            return Json.read(
                    Json.parseObject(event.body()).at("/details/" + AUDIT_HEAD), AuditHead.class);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(
                    "audit event " + event.sequence() + " is unreadable", e);
        }
    }

    /// @param returned the event that it came back
    Optional<Fault> fault(SessionRecord record, List<Told> events, Told returned)
            throws MalformedJson {
        int at = events.indexOf(returned);
        if (!events.stream().skip(at + 1L).map(Told::kind).allMatch(LATER::contains)) {
            return fault(record, "the audit trail says more of it after it came back");
        }
        List<Told> before = events.subList(0, at);
        List<FrozenText> texts = FrozenText.all(handle, record.id());
        if (texts.isEmpty()) {
            return fault(record, "its final text is missing");
        }
        FrozenText text = texts.getFirst();
        UploadBundle bundle = UploadBundle.parse(text.text().getBytes(StandardCharsets.UTF_8));
        if (!text.equals(textOf(record, bundle))
                || !bundle.contentHash().equals(returned.text(CONTENT_HASH))) {
            return fault(record, "its final text or hash is not the one that came back");
        }
        AuditHead head = Json.read(returned.details().path(AUDIT_HEAD), AuditHead.class);
        if (!head.equals(bundle.head())) {
            return fault(record, "its signed head is not the one that came back");
        }
        return BundleCheck.fault(bundle, returned.text(STATION_KEY))
                .map(reason -> new Fault("session " + record.id(), reason))
                .or(() -> alteredRevision(record, texts.subList(1, texts.size()), bundle))
                .or(() -> unlikeText(record, before, bundle))
                .or(() -> receiptFault(record, returned));
    }

    /// Revisions that ended here, and that the one which came back replaces.
    private Optional<Fault> alteredRevision(
            SessionRecord record, List<FrozenText> earlier, UploadBundle bundle) {
        try {
            Set<String> replaced = replaced(bundle);
            for (FrozenText text : earlier) {
                if (!replaced.contains(text.contentHash())) {
                    return fault(
                            record,
                            "it has a final text that the one which came back does not replace");
                }
            }
            return new SessionVerification(handle)
                    .alteredRevision(record.id(), earlier, bundle.audit());
        } catch (MalformedJson e) {
            return fault(record, "an earlier revision is unreadable: " + e.getMessage());
        }
    }

    /// The content hashes of the revisions before it, as its own events name them.
    static Set<String> replaced(UploadBundle bundle) throws MalformedJson {
        Set<String> hashes = new HashSet<>();
        for (Told event : Told.of(bundle.audit())) {
            if (event.kind().equals(SessionEvents.CORRECTED)) {
                hashes.add(event.text("replacesHash"));
            }
        }
        return hashes;
    }

    private static FrozenText textOf(SessionRecord record, UploadBundle bundle)
            throws MalformedJson {
        return FrozenText.of(
                record.id(),
                record.context().revision(),
                bundle,
                String.valueOf(bundle.wireSession().recordHash()));
    }

    private Optional<Fault> unlikeText(
            SessionRecord record, List<Told> before, UploadBundle bundle) {
        try {
            WireSession said = bundle.wireSession();
            SessionRecord frozen = SessionVerification.asFrozen(record);
            if (!WireSession.of(frozen, said.recordHash()).equals(said)) {
                return fault(record, "its rows are not what its final text says");
            }
            Optional<Fault> inTraces =
                    new TraceVerification(handle)
                            .faultOfPart(record.id(), before, Told.of(bundle.audit()));
            if (inTraces.isPresent()) {
                return inTraces;
            }
        } catch (MalformedJson e) {
            return fault(record, "its final text is unreadable: " + e.getMessage());
        }
        if (!SessionAttachments.ofSession(handle, record.id()).equals(bundle.attachments())) {
            return fault(record, "its attachments are not those its final text names");
        }
        List<AuditEvent> here = before.stream().map(Told::event).toList();
        List<AuditEvent> slice = bundle.audit();
        return here.size() <= slice.size() && here.equals(slice.subList(0, here.size()))
                ? Optional.empty()
                : fault(record, "what the trail says of it before it came back is not in its text");
    }

    private Optional<Fault> receiptFault(SessionRecord record, Told returned) {
        try {
            Receipt receipt = Json.read(returned.details().path(RECEIPT), Receipt.class);
            return Outbox.receipts(handle, record.id()).equals(List.of(receipt))
                    ? Optional.empty()
                    : fault(record, "its receipt is not the one it came back with");
        } catch (MalformedJson e) {
            return fault(record, "its receipt is unreadable: " + e.getMessage());
        }
    }

    private static Optional<Fault> fault(SessionRecord record, String reason) {
        return Optional.of(new Fault("session " + record.id(), reason));
    }
}
