package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.ChainHead;
import io.prepstation.model.record.HashChain;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recomputes everything a hub keeps and names what is not the original: its audit trail, the feed, the sessions with
/// their receipts, the refused uploads (REC-1).
public final class Verification {

    /// @param faults every record that is altered, missing or inserted, in a sentence each
    public record Report(long auditEvents, long changes, long sessions, List<String> faults) {

        public boolean isIntact() {
            return faults.isEmpty();
        }
    }

    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> receivedByAudit = new HashMap<>();
    private final AttachmentsVerification attachments = new AttachmentsVerification();
    private final HashChain chain = new HashChain(ChainHead.EMPTY);
    private long auditEvents;
    private long changes;
    private long sessions;

    private Verification() {}

    /// As of one moment, also while a hub is serving.
    public static Report run(HubDatabase database) throws StoreException {
        return database.read(tables -> {
            HubIdentity identity = tables.identity().find().orElseThrow();
            Verification verification = new Verification();
            verification.audit(tables);
            verification.changes = tables.feed().fence();
            tables.feed().each(verification::change);
            tables.sessions().each(session -> verification.session(session, identity));
            verification.receivedByAudit.forEach((id, _) ->
                    verification.faults.add(
                            "session " + id + " is missing; the audit trail says it was received"));
            verification.refusedUploads(tables);
            verification.faults.addAll(verification.attachments.faults(tables));
            return verification.report();
        });
    }

    private void audit(Tables tables) {
        tables.audit().each(this::auditEvent);
    }

    private void auditEvent(AuditEvent event) {
        auditEvents++;
        chain.accept(event).ifPresent(broken -> faults.add("hub audit: " + broken.reason()));
        try {
            ObjectNode body = Json.parseObject(event.body());
            String kind = body.path("kind").asText();
            if (kind.equals(Uploads.RECEIVED)) {
                receivedByAudit.put(
                        body.at("/details/sessionId").asText(),
                        body.at("/details/contentHash").asText());
            }
            attachments.audited(kind, body.path("details"));
        } catch (MalformedJson e) {
            faults.add("hub audit: event " + event.sequence() + " is unreadable");
        }
    }

    /// Below the purge fence only those remain that sessions stand on.
    private void change(FeedRow row) {
        long feedSeq = row.feedSeq();
        if (feedSeq > changes) {
            changes++;
        }
        if (feedSeq > changes) {
            faults.add("feed: change " + changes + " is missing, found " + feedSeq);
            changes = feedSeq;
        }
        if (!Sha256.hex(row.data()).equals(row.hash())) {
            faults.add("feed: change " + feedSeq + " was altered: it does not have its hash");
        }
    }

    /// What is wrong with one stored session; empty if its text, hashes and receipt are the original ones.
    public static Optional<String> faultOf(Tables tables, StoredSession session) {
        return new StoredSessionCheck(session, tables.identity().find().orElseThrow()).fault();
    }

    private void session(StoredSession session, HubIdentity identity) {
        sessions++;
        String audited = receivedByAudit.remove(session.id());
        if (audited == null) {
            faults.add("session " + session.id() + " was inserted: the audit trail has none");
        } else if (!audited.equals(session.contentHash())) {
            faults.add("session " + session.id() + " is not the one that was received");
        }
        new StoredSessionCheck(session, identity).fault().ifPresent(faults::add);
    }

    private void refusedUploads(Tables tables) {
        tables.refusedUploads()
                .each(upload -> {
                    if (!StoredSessionCheck.isBundle(upload.bundle(), upload.contentHash())) {
                        faults.add(
                                "refused upload of session " + upload.sessionId() + " was altered");
                    }
                });
    }

    private Report report() {
        return new Report(auditEvents, changes, sessions, List.copyOf(faults));
    }
}
