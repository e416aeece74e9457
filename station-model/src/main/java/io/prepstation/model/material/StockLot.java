package io.prepstation.model.material;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A lot as the rules of a bench see it.
///
/// @param expiresOn good until the end of that day in the lab's zone
/// @param remaining the station's estimate of what is left; null if nobody counts it
/// @param openedOn null while it is closed
/// @param potencyPercent content of the substance in the material; null stands for all of it
public record StockLot(
        String id,
        String ingredientId,
        String lotNumber,
        LocalDate expiresOn,
        LotStatus status,
        @Nullable Mass remaining,
        @Nullable LocalDate openedOn,
        @Nullable BigDecimal potencyPercent) {}
