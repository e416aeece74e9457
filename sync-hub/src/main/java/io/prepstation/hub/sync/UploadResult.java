package io.prepstation.hub.sync;

import io.prepstation.hub.feed.PullResult;
import io.prepstation.model.sync.Receipt;

/// What became of an upload.
public sealed interface UploadResult {

    /// @param again whether the hub had it already; the receipt is the original one
    record Received(Receipt receipt, boolean again) implements UploadResult {}

    /// Not an upload at all: cut, unreadable, or not what its hashes say.
    record Malformed(String reason) implements UploadResult {}

    /// Not by this station; nothing is said about the session, which the station keeps.
    record Denied(String code, String field, String reason) implements UploadResult {}

    /// The hub holds the id with other content; both are kept.
    record Different(String reason) implements UploadResult {}

    /// The hub was put back from a backup since the station last heard of it; nothing is said about the session.
    record OtherFeed(PullResult.Gone gone) implements UploadResult {}

    /// It names an attachment whose bytes are not here; they are to come first.
    record Incomplete(String field, String reason) implements UploadResult {}

    /// Never to be a session as it is; it is kept apart.
    record Refused(Refusal refusal) implements UploadResult {}
}
