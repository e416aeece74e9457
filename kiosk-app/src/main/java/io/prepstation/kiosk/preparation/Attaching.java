package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Attachment;
import java.time.Instant;
import java.util.List;

/// Adds photos and the like to a session that runs: its row and its audit event in one transaction, after the file.
final class Attaching {

    /// Nobody looks at more; a finger that rests on the button makes one each time.
    static final int MOST = 20;

    private Attaching() {}

    /// The same content again changes nothing.
    static Outcome<SessionRecord> attach(
            WriteHandle handle,
            AttachmentFiles files,
            SessionRecord record,
            NewAttachment wish,
            Attachment attachment)
            throws StoreException {
        List<Attachment> known = SessionAttachments.ofSession(handle, record.id());
        if (known.stream().anyMatch(one -> one.sha256().equals(attachment.sha256()))) {
            return new Outcome.Saved<>(record);
        }
        if (known.size() >= MOST) {
            return new Outcome.Refused<>(new Refusal.TooManyAttachments(MOST));
        }
        if (!files.has(attachment)) {
            files.keep(wish.bytes());
        }
        SessionAttachments.insert(handle, record.id(), attachment);
        SessionEvents.append(
                handle,
                Instant.ofEpochMilli(attachment.at()),
                Attachment.ADDED,
                attachment.by(),
                record,
                details(attachment));
        return new Outcome.Saved<>(record);
    }

    private static ObjectNode details(Attachment attachment) {
        ObjectNode details =
                Json.object()
                        .put("sha256", attachment.sha256())
                        .put("mediaType", attachment.mediaType())
                        .put("size", attachment.size())
                        .put("kind", attachment.kind());
        if (attachment.stepId() != null) {
            details.put("stepId", attachment.stepId());
        }
        return details;
    }
}
