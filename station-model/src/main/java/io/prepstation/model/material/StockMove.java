package io.prepstation.model.material;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A quantity that came to or left a lot otherwise than by a dispense, as on the wire; never changed.
///
/// @param deltaG decimal grams, with its sign
public record StockMove(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String lotId,
        @JsonProperty(required = true) String deltaG,
        @JsonProperty(required = true) String reason) {}
