package io.prepstation.kiosk.preparation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.PourTraces;
import io.prepstation.kiosk.store.SessionAttachments;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.WriteHandle;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// Adds photos and the like to a session that runs: its row and its audit event in one transaction, after the file. And, when it
/// ends, its pour traces, which are rows already.
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
        name(handle, record, attachment);
        return new Outcome.Saved<>(record);
    }

    /// All pour traces of a session that ends, as one text with the hash that the end vouches for. A corrected session has them
    /// from before.
    static void attachTraces(WriteHandle handle, SessionRecord ended, String by, Instant now) {
        byte[] text = PourTraces.textOfAll(handle, ended.id()).getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.hex(text);
        boolean known =
                SessionAttachments.ofSession(handle, ended.id()).stream()
                        .anyMatch(one -> one.sha256().equals(sha256));
        if (!known && text.length > 0 && text.length <= Attachment.LARGEST) {
            name(
                    handle,
                    ended,
                    new Attachment(
                            sha256,
                            AttachmentType.TEXT.mediaType(),
                            text.length,
                            Attachment.TRACES,
                            null,
                            now.toEpochMilli(),
                            by));
        }
    }

    private static void name(WriteHandle handle, SessionRecord record, Attachment attachment) {
        SessionAttachments.insert(handle, record.id(), attachment);
        SessionEvents.append(
                handle,
                Instant.ofEpochMilli(attachment.at()),
                Attachment.ADDED,
                attachment.by(),
                record,
                details(attachment));
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
