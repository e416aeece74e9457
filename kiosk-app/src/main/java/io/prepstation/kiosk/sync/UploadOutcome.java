package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Receipt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is kept about a session after an attempt to upload it.
public sealed interface UploadOutcome {

    WaitingUpload upload();

    /// It is at the hub. The receipt was verified.
    record Received(WaitingUpload upload, Receipt receipt) implements UploadOutcome {}

    /// The hub refused it for good.
    record Rejected(WaitingUpload upload, @Nullable String field, String reason)
            implements UploadOutcome {}

    /// The hub holds another content under its id; both are kept.
    record Conflicted(WaitingUpload upload, String reason) implements UploadOutcome {}

    /// To be tried again.
    ///
    /// @param ownFailures to remember; more than before only if this session was the cause
    record Postponed(WaitingUpload upload, int ownFailures, Instant until, String reason)
            implements UploadOutcome {}

    /// The hub does not let this station in: this session and all others wait until it does.
    record Held(WaitingUpload upload, String reason) implements UploadOutcome {}

    /// Failed too often by itself, or can never pass; kept until a person decides.
    record SetAside(WaitingUpload upload, String reason) implements UploadOutcome {}
}
