package io.prepstation.hub.sync;

import io.prepstation.hub.store.StoredAttachment;
import io.prepstation.hub.store.StoredSession;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Whether every attachment is here that a session names, with the bytes it had.
final class AttachmentsVerification {

    private final Tables tables;
    private final List<String> faults = new ArrayList<>();

    private AttachmentsVerification(Tables tables) {
        this.tables = tables;
    }

    static List<String> faults(Tables tables) {
        AttachmentsVerification verification = new AttachmentsVerification(tables);
        tables.attachments().complete().forEach(verification::rehash);
        tables.sessions().each(verification::named);
        return verification.faults;
    }

    private void rehash(StoredAttachment attachment) {
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

    private void named(StoredSession session) {
        for (Attachment attachment : attachmentsOf(session)) {
            if (tables.attachments().find(session.labId(), attachment.sha256()).isEmpty()) {
                faults.add(
                        "attachment "
                                + attachment.sha256()
                                + " of session "
                                + session.id()
                                + " is missing");
            }
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
