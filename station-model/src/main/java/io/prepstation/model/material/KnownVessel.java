package io.prepstation.model.material;

import io.prepstation.model.mass.Mass;

/// An empty vessel with a code of its own, to weigh into.
///
/// @param id of the container
/// @param code as printed on it
/// @param tare as it was weighed empty and dry
public record KnownVessel(String id, String code, Mass tare) {}
