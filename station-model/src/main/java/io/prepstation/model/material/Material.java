package io.prepstation.model.material;

import org.jspecify.annotations.Nullable;

/// What a scanned code stands for at the moment of the scan.
///
/// @param refusal why it may not be weighed from; null if it may
public record Material(String ingredientId, Source source, @Nullable MaterialRefusal refusal) {}
