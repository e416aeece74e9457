package io.prepstation.kiosk.preparation;

import io.prepstation.model.record.AuditHead;
import io.prepstation.model.sync.Receipt;

/// Something that was written down about a lab's records outside its file, to hold the file against (REC-1).
public sealed interface KeptCopy {

    /// Where it was found, for the message: `head log /mnt/usb/heads.jsonl, line 12`.
    String where();

    /// The signed end of the audit trail at some time.
    record Head(AuditHead head, String where) implements KeptCopy {}

    /// A hub's receipt that was stored in the file.
    record Received(Receipt receipt, String where) implements KeptCopy {}

    /// A session as the hub holds it, whether its receipt ever arrived here or not.
    record AtHub(String sessionId, String contentHash, String where) implements KeptCopy {}

    /// A copy that cannot be read.
    record Unreadable(String reason, String where) implements KeptCopy {}
}
