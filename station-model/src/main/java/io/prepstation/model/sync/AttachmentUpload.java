package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How the bytes of an attachment come to the hub: announced by `POST /api/attachments`, which answers how many the hub has
/// already, then piece by piece with `PUT /api/attachments/{sha256}?offset=…`.
public final class AttachmentUpload {

    /// The most bytes of one piece.
    public static final int PIECE = 256 * 1024;

    private AttachmentUpload() {}

    /// @param lost whether it will not come: the sender has it no more, or the hub does not take it. A session that names it
    ///     may then come without it
    /// @param reason why, for people
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            @JsonProperty(required = true) String sha256,
            @JsonProperty(required = true) String mediaType,
            @JsonProperty(required = true) long size,
            @Nullable Boolean lost,
            @Nullable String reason) {

        /// It is to come.
        public static Request coming(Attachment attachment) {
            return new Request(
                    attachment.sha256(), attachment.mediaType(), attachment.size(), null, null);
        }

        /// It will not come.
        public static Request lost(Attachment attachment, String reason) {
            return new Request(
                    attachment.sha256(), attachment.mediaType(), attachment.size(), true, reason);
        }

        public boolean isLost() {
            return Boolean.TRUE.equals(lost);
        }
    }

    /// @param received how many bytes the hub has, from the first on
    /// @param complete whether it has all of them, and they have the hash
    public record State(
            @JsonProperty(required = true) String sha256,
            @JsonProperty(required = true) long size,
            @JsonProperty(required = true) long received,
            @JsonProperty(required = true) boolean complete) {}
}
