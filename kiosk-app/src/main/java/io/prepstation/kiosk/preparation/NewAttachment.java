package io.prepstation.kiosk.preparation;

import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.AttachmentType;
import org.jspecify.annotations.Nullable;

/// Something to be attached to a running session.
///
/// @param kind what it shows, [Attachment#PHOTO]
/// @param stepId the step it belongs to; null for the session as a whole
/// @param by user id
public record NewAttachment(
        byte[] bytes, AttachmentType type, String kind, @Nullable String stepId, String by) {

    public NewAttachment {
        if (bytes.length == 0 || bytes.length > Attachment.LARGEST || !type.isOf(bytes)) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes are no attachment of type " + type);
        }
    }
}
