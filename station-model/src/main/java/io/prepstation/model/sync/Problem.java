package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// An error answer of the hub, `application/problem+json` (RFC 9457).
///
/// @param title what is wrong, the same for every occurrence
/// @param detail what is wrong this time and what to do
/// @param code a word programs can decide by, `NO_KEY`
/// @param field the member of the request that is wrong, if one is
/// @param restoredAt of a feed that begins anew: what was acknowledged with a higher number may be lost at the hub
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @JsonProperty(required = true) int status,
        @JsonProperty(required = true) String title,
        String detail,
        String code,
        @Nullable String field,
        @Nullable Long restoredAt) {

    /// The code of a door that too many wrong tries have closed, for whatever is behind it.
    public static final String TOO_MANY_TRIES = "TOO_MANY_TRIES";

    /// The code of a session that came before something it names.
    public static final String ATTACHMENT_MISSING = "ATTACHMENT_MISSING";
}
