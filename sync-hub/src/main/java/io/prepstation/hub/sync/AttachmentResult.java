package io.prepstation.hub.sync;

import io.prepstation.model.sync.AttachmentUpload.State;

/// What became of the bytes of an attachment.
public sealed interface AttachmentResult {

    /// How far it is.
    record Taken(State state) implements AttachmentResult {}

    /// The lab has none of that hash, not even a beginning.
    record Unknown() implements AttachmentResult {}

    /// A piece would leave a gap before it; nothing of it was kept.
    record Ahead(State state) implements AttachmentResult {}

    /// Never to be taken as it is; nothing of it is kept.
    record Refused(Refusal refusal) implements AttachmentResult {}
}
