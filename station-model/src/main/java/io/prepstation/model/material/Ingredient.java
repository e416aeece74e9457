package io.prepstation.model.material;

import org.jspecify.annotations.Nullable;

/// A substance that formulas name.
///
/// @param id the hub's number or a temporary id, as text
/// @param code what its label carries, `ING-0042`
/// @param casNumber the substance's CAS registry number, if it has one
public record Ingredient(
        String id, String code, String name, @Nullable String casNumber, Hazards hazards) {}
