package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.UploadBundle;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges what a session names beside its record: each is vouched for by the audit trail, and no other is.
final class AttachmentsCheck {

    private static final String FIELD = "attachments";

    private AttachmentsCheck() {}

    static Optional<Refusal> fault(UploadBundle bundle) {
        Set<String> vouched = vouchedFor(bundle.audit());
        Set<String> named = new HashSet<>();
        return Refusal.first(
                () ->
                        Refusal.firstAt(
                                bundle.attachments().size(),
                                i -> fault(i, bundle.attachments().get(i), vouched, named)),
                () ->
                        Refusal.firstOf(
                                vouched.stream().filter(one -> !named.contains(one)).sorted(),
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
            int place, Attachment attachment, Set<String> vouched, Set<String> named) {
        String field = FIELD + "[" + place + "]";
        return Refusal.first(
                () ->
                        Refusal.when(
                                !Attachment.isAllowed(
                                        attachment.sha256(),
                                        attachment.mediaType(),
                                        attachment.size()),
                                "ATTACHMENT_NOT_ALLOWED",
                                field,
                                "hash, type or size is not one of an attachment"),
                () ->
                        Refusal.when(
                                !named.add(key(attachment)),
                                "ATTACHMENT_TWICE",
                                field,
                                "the session names it before"),
                () ->
                        Refusal.when(
                                !vouched.contains(key(attachment)),
                                "ATTACHMENT_NOT_VOUCHED_FOR",
                                field,
                                "the session's audit trail does not say this of it"));
    }

    private static String key(Attachment attachment) {
        return attachment.sha256() + " " + attachment.mediaType() + " " + attachment.size();
    }

    private static Set<String> vouchedFor(List<AuditEvent> events) {
        Set<String> vouched = new HashSet<>();
        for (AuditEvent event : events) {
            JsonNode body = body(event);
            JsonNode details = body.path("details");
            if (body.path("kind").asText().equals(Attachment.ADDED)) {
                vouched.add(
                        details.path("sha256").asText()
                                + " "
                                + details.path("mediaType").asText()
                                + " "
                                + details.path("size").asText());
            }
        }
        return vouched;
    }

    private static JsonNode body(AuditEvent event) {
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
