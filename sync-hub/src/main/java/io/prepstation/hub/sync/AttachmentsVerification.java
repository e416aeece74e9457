package io.prepstation.hub.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Whether every attachment is here that the audit trail says was received, or that a session names, with the bytes it had.
/// One that a session names may only be missing if the audit trail says that its station lost it.
final class AttachmentsVerification {

    private record Key(String labId, String sha256) {}

    private final Set<Key> received = new LinkedHashSet<>();
    private final Set<Key> lost = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    /// Every event of the hub's audit trail, before anything is looked at.
    void audited(String kind, JsonNode details) {
        Key key = new Key(details.path("labId").asText(), details.path("sha256").asText());
        switch (kind) {
            case Attachments.RECEIVED -> received.add(key);
            case Attachments.LOST -> lost.add(key);
            default -> {
                // Of something else.
            }
        }
    }

    List<String> faults(Tables tables) {
        Set<Key> missing = new LinkedHashSet<>(received);
        Set<Key> complete = new HashSet<>();
        for (StoredAttachment attachment : tables.attachments().complete()) {
            complete.add(new Key(attachment.labId(), attachment.sha256()));
            rehash(tables, attachment);
        }
        missing.removeAll(complete);
        tables.sessions()
                .each(session -> {
                    for (Attachment attachment : attachmentsOf(session)) {
                        Key key = new Key(session.labId(), attachment.sha256());
                        if (!complete.contains(key) && !isLost(tables, key)) {
                            faults.add(
                                    "attachment "
                                            + key.sha256()
                                            + " of session "
                                            + session.id()
                                            + " is missing");
                            missing.remove(key);
                        }
                    }
                });
        for (Key key : missing) {
            faults.add(
                    "attachment "
                            + key.sha256()
                            + " of lab "
                            + key.labId()
                            + " is missing; the audit trail says it was received");
        }
        return faults;
    }

    private boolean isLost(Tables tables, Key key) {
        return lost.contains(key)
                && !received.contains(key)
                && tables.attachments()
                        .find(key.labId(), key.sha256())
                        .filter(StoredAttachment::lost)
                        .isPresent();
    }

    private void rehash(Tables tables, StoredAttachment attachment) {
        byte[] bytes = tables.attachments().bytes(attachment, 0, attachment.size());
        if (!Sha256.hex(bytes).equals(attachment.sha256())) {
            faults.add(
                    "attachment "
                            + attachment.sha256()
                            + " of lab "
                            + attachment.labId()
                            + " was altered: its bytes do not have its hash");
        }
    }

    /// A text that cannot be read is a fault of its own.
    private static List<Attachment> attachmentsOf(StoredSession session) {
        if (!session.bundle().contains("\"attachments\":[{")) {
            return List.of();
        }
        try {
            return UploadBundle.parse(session.bundle().getBytes(StandardCharsets.UTF_8))
                    .attachments();
        } catch (MalformedJson e) {
            return List.of();
        }
    }
}
