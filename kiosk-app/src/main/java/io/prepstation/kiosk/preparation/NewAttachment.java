package io.prepstation.kiosk.preparation;

import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import org.jspecify.annotations.Nullable;

/// Something to be attached to a running session.
public final class NewAttachment {

    private final byte[] bytes;
    private final AttachmentType type;
    private final String kind;
    private final @Nullable String stepId;
    private final String by;

    /// @param bytes taken over, not copied
    /// @param kind what it shows, [Attachment#PHOTO]
    /// @param stepId the step it belongs to; null for the session as a whole
    /// @param by user id
    /// @throws IllegalArgumentException if the bytes are not of that type, or too many
    public NewAttachment(
            byte[] bytes, AttachmentType type, String kind, @Nullable String stepId, String by) {
        if (bytes.length == 0 || bytes.length > Attachment.LARGEST || !type.isOf(bytes)) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are no attachment of type " + type);
        }
        this.bytes = bytes;
        this.type = type;
        this.kind = kind;
        this.stepId = stepId;
        this.by = by;
    }

    byte[] bytes() {
        return bytes;
    }

    AttachmentType type() {
        return type;
    }

    String kind() {
        return kind;
    }

    @Nullable String stepId() {
        return stepId;
    }

    String by() {
        return by;
    }
}
