package io.prepstation.model.material;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What somebody wrote about a thing, as on the wire.
///
/// @param entityType the type of the thing, `lots`
public record Note(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String entityType,
        @JsonProperty(required = true) String entityId,
        @JsonProperty(required = true) String text,
        @Nullable String authorId) {}
