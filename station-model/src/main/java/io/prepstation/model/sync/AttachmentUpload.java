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

    /// @param lost whether the sender has it no more: a session that names it may then come without it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            @JsonProperty(required = true) String sha256,
            @JsonProperty(required = true) String mediaType,
            @JsonProperty(required = true) long size,
            @Nullable Boolean lost) {

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
