package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.preparation.Verification.Fault;
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

    private final ReadHandle handle;

    ReturnVerification(ReadHandle handle) {
        this.handle = handle;
    }

    static Optional<Told> eventOf(List<Told> events) {
        return events.stream().filter(event -> event.kind().equals(ReturnedRows.EVENT)).findFirst();
    }

    /// The ends of the former trail that sessions came back with.
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
        if (!events.getLast().equals(returned)) {
            return fault(record, "the audit trail says more of it after it came back");
        }
        List<FrozenText> texts = FrozenText.all(handle, record.id());
        if (texts.size() != 1) {
            return fault(record, "it came back with one final text, and has " + texts.size());
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
                .or(() -> unlikeText(record, events, bundle))
                .or(() -> receiptFault(record, returned));
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
            SessionRecord record, List<Told> events, UploadBundle bundle) {
        try {
            WireSession said = bundle.wireSession();
            if (!WireSession.of(record, said.recordHash()).equals(said)) {
                return fault(record, "its rows are not what its final text says");
            }
        } catch (MalformedJson e) {
            return fault(record, "its final text is unreadable: " + e.getMessage());
        }
        if (!SessionAttachments.ofSession(handle, record.id()).equals(bundle.attachments())) {
            return fault(record, "its attachments are not those its final text names");
        }
        List<AuditEvent> before =
                events.stream().limit(events.size() - 1L).map(Told::event).toList();
        List<AuditEvent> slice = bundle.audit();
        return before.size() <= slice.size() && before.equals(slice.subList(0, before.size()))
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
