package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.UploadBundle;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Judges what a session names beside its record: each is vouched for by the audit trail, and no other is. Of which type and
/// size they may be is asked when their bytes come: a session may come without one that the hub does not take.
final class AttachmentsCheck {

    private static final String FIELD = "attachments";

    private AttachmentsCheck() {}

    static Optional<Refusal> fault(UploadBundle bundle) {
        Map<String, String> vouched = vouchedFor(bundle.audit());
        Set<String> named = new HashSet<>();
        return Refusal.first(
                () ->
                        Refusal.firstAt(
                                bundle.attachments().size(),
                                i -> fault(i, bundle.attachments().get(i), vouched, named)),
                () ->
                        Refusal.firstOf(
                                vouched.keySet().stream().filter(one -> !named.contains(one)),
                                one ->
                                        Refusal.when(
                                                true,
                                                "ATTACHMENT_NOT_NAMED",
                                                FIELD,
                                                "the audit trail has one that the session does not"
                                                        + " name: "
                                                        + one)));
    }

    private static Optional<Refusal> fault(
            int place, Attachment attachment, Map<String, String> vouched, Set<String> named) {
        String field = FIELD + "[" + place + "]";
        return Refusal.first(
                () ->
                        Refusal.when(
                                !Attachment.isHash(attachment.sha256()),
                                "ATTACHMENT_NOT_ALLOWED",
                                field,
                                "its hash is none"),
                () ->
                        Refusal.when(
                                !named.add(attachment.sha256()),
                                "ATTACHMENT_TWICE",
                                field,
                                "the session names it before"),
                () ->
                        Refusal.when(
                                !CanonicalJson.of(Json.write(attachment))
                                        .equals(vouched.get(attachment.sha256())),
                                "ATTACHMENT_NOT_VOUCHED_FOR",
                                field,
                                "the session's audit trail does not say this of it"));
    }

    /// What the trail says of each, by hash.
    private static Map<String, String> vouchedFor(List<AuditEvent> events) {
        Map<String, String> vouched = new TreeMap<>();
        for (AuditEvent event : events) {
            ObjectNode body = body(event);
            if (body.path("kind").asText().equals(Attachment.ADDED)) {
                ObjectNode told = Attachment.toldBy(body);
                vouched.put(told.path("sha256").asText(), CanonicalJson.of(told));
            }
        }
        return vouched;
    }

    private static ObjectNode body(AuditEvent event) {
        try {
            return Json.parseObject(event.body());
        } catch (MalformedJson e) {
            return Json.object();
        }
    }

    /// The first one that is not here; one that its station lost is not waited for.
    static Optional<Attachment> missing(Tables tables, String labId, UploadBundle bundle) {
        return bundle.attachments().stream()
                .filter(attachment ->
                        tables.attachments()
                                .find(labId, attachment.sha256())
                                .filter(AttachmentsCheck::isDone)
                                .filter(stored -> stored.size() == attachment.size())
                                .isEmpty())
                .findFirst();
    }

    private static boolean isDone(StoredAttachment stored) {
        return stored.complete() || stored.lost();
    }
}
