package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.Json;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that belongs to a session and is too large for its record: the record names it by the hash of its bytes, which
/// go to the hub by themselves and before it (SYN-16).
///
/// @param sha256 of the bytes
/// @param kind what it shows, `photo`
/// @param stepId the step it belongs to; null for the session as a whole
/// @param at when it was made, epoch milliseconds
/// @param by user id
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attachment(
        @JsonProperty(required = true) String sha256,
        @JsonProperty(required = true) String mediaType,
        @JsonProperty(required = true) long size,
        @JsonProperty(required = true) String kind,
        @Nullable String stepId,
        @JsonProperty(required = true) long at,
        @JsonProperty(required = true) String by) {

    /// The audit event of a photo; its details have `sha256`, `mediaType` and `size`.
    public static final String ADDED = "attachment_added";

    /// What the bench's camera saw.
    public static final String PHOTO = "photo";

    /// How every weight of a session came to be, against time.
    public static final String TRACES = "traces";

    /// The most bytes that one may have.
    public static final int LARGEST = 8 * 1024 * 1024;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /// Whether such a thing may be attached, as far as its description tells.
    public static boolean isAllowed(String sha256, String mediaType, long size) {
        return isHash(sha256)
                && AttachmentType.of(mediaType).isPresent()
                && size > 0
                && size <= LARGEST;
    }

    /// What an audit event of [#ADDED] says was attached, in the form of an attachment.
    ///
    /// @param body of the event
    public static ObjectNode toldBy(ObjectNode body) {
        JsonNode details = body.path("details");
        ObjectNode told = Json.object();
        for (String member : List.of("sha256", "mediaType", "size", "kind", "stepId")) {
            if (details.has(member)) {
                told.set(member, details.get(member));
            }
        }
        told.set("at", body.path("at"));
        told.set("by", body.path("by"));
        return told;
    }
}
