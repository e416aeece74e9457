package io.prepstation.model.material;

import org.jspecify.annotations.Nullable;

/// What a scanned code stands for at the moment of the scan.
///
/// @param refusal why it may not be weighed from; null if it may
/// @param vessel what it is to weigh into; null if it is nothing for that
public record Material(
        String ingredientId,
        Source source,
        @Nullable MaterialRefusal refusal,
        @Nullable KnownVessel vessel) {

    /// Something to weigh from.
    public Material(String ingredientId, Source source, @Nullable MaterialRefusal refusal) {
        this(ingredientId, source, refusal, null);
    }
}
