package io.prepstation.model.material;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A vessel with a code of its own, as on the wire.
///
/// @param id the hub's number or a temporary id, as text
/// @param lotId what is in it; null if it is empty or holds a mixture
/// @param ingredientId of its lot, reckoned by the hub
/// @param tareG decimal grams, empty and dry
/// @param lastGrossG decimal grams, as last weighed
/// @param volumeMl decimal millilitres it holds
/// @param status `clean`, `in_use`, `empty` or `blocked`
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Container(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String code,
        @Nullable String lotId,
        @Nullable String ingredientId,
        @Nullable String tareG,
        @Nullable String lastGrossG,
        @Nullable String volumeMl,
        @JsonProperty(required = true) String status) {}
