package io.prepstation.model.material;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A delivered batch of an ingredient, as on the wire.
///
/// @param id the hub's number or a temporary id, as text
/// @param expiresOn yyyy-MM-dd, good until the end of that day in the lab's zone
/// @param status `released`, `quarantine`, `blocked` or `empty`
/// @param remainingG decimal grams; the hub's figure, or the station's own estimate while it is ahead
/// @param potencyPercent decimal
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lot(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String ingredientId,
        @JsonProperty(required = true) String lotNumber,
        @JsonProperty(required = true) String expiresOn,
        @JsonProperty(required = true) String status,
        @Nullable String remainingG,
        @Nullable String openedOn,
        @Nullable String potencyPercent) {}
