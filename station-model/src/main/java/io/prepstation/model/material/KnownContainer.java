package io.prepstation.model.material;

import io.prepstation.model.mass.Mass;
import org.jspecify.annotations.Nullable;

/// What is known of a container that something is taken from.
///
/// @param code as printed on it
/// @param tare as it was weighed empty and dry; null if nobody knows
/// @param lastGross what it weighed last; null if nobody knows
public record KnownContainer(String code, @Nullable Mass tare, @Nullable Mass lastGross) {}
