package io.prepstation.model.material;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Where what goes into a vessel comes from: the code that was scanned, and the lot and container it stands for.
///
/// @param lotId null where no lot is known of the ingredient
/// @param lotNumber as printed, for screens
/// @param potencyPercent content of the substance that targets are corrected by; null for all of it
public record Source(
        String scannedCode,
        @Nullable String lotId,
        @Nullable String lotNumber,
        @Nullable LocalDate expiresOn,
        @Nullable String containerId,
        @Nullable BigDecimal potencyPercent) {

    /// A code that stands for the ingredient alone.
    public static Source ofCode(String scannedCode) {
        return new Source(scannedCode, null, null, null, null, null);
    }
}
