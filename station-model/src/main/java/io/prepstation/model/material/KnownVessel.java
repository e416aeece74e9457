package io.prepstation.model.material;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// An empty vessel with a code of its own, to weigh into.
///
/// @param id of the container
/// @param code as printed on it
/// @param tare as it was weighed empty and dry
/// @param volumeMl what it holds in millilitres, more than zero; null if nobody knows
public record KnownVessel(String id, String code, Mass tare, @Nullable BigDecimal volumeMl) {

    /// Of which nobody knows what it holds.
    public KnownVessel(String id, String code, Mass tare) {
        this(id, code, tare, null);
    }
}
