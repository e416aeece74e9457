package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.AttachmentFiles.Found;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import java.nio.charset.StandardCharsets;

/// The bytes of what a session names: files, except for its pour traces, which are rows and are put together when they are wanted.
public final class AttachmentContents {

    private final LabDatabase database;
    private final AttachmentFiles files;

    public AttachmentContents(LabDatabase database) {
        this.database = database;
        this.files = AttachmentFiles.of(database);
    }

    /// @throws StoreException if the disk does not give them; whether they are there is not known then
    public Found find(String sessionId, Attachment attachment) throws StoreException {
        return attachment.kind().equals(Attachment.TRACES)
                ? database.read(handle -> traces(handle, sessionId, attachment.sha256()))
                : files.find(attachment.sha256());
    }

    private Found traces(ReadHandle handle, String sessionId, String sha256) {
        byte[] bytes = PourTraces.textOfAll(handle, sessionId).getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(bytes).equals(sha256)
                ? new Found.Whole(bytes)
                : new Found.Altered(database.path());
    }
}
