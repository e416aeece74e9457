package io.prepstation.model.material;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Where what goes into a vessel comes from: the code that was scanned, and the lot and container it stands for.
///
/// @param lotId null where no lot is known of the ingredient
/// @param lotNumber as printed, for screens
/// @param container what is known of the container that was scanned; null after a power cut, or if it has no code
/// @param potencyPercent content of the substance that targets are corrected by; null for all of it
public record Source(
        String scannedCode,
        @Nullable String lotId,
        @Nullable String lotNumber,
        @Nullable LocalDate expiresOn,
        @Nullable String containerId,
        @Nullable BigDecimal potencyPercent,
        @Nullable KnownContainer container) {

    /// From a container of which nothing is known, or from none.
    public Source(
            String scannedCode,
            @Nullable String lotId,
            @Nullable String lotNumber,
            @Nullable LocalDate expiresOn,
            @Nullable String containerId,
            @Nullable BigDecimal potencyPercent) {
        this(scannedCode, lotId, lotNumber, expiresOn, containerId, potencyPercent, null);
    }

    /// The same of a container that is known.
    public Source in(KnownContainer known) {
        return new Source(
                scannedCode, lotId, lotNumber, expiresOn, containerId, potencyPercent, known);
    }

    /// A code that stands for the ingredient alone.
    public static Source ofCode(String scannedCode) {
        return new Source(scannedCode, null, null, null, null, null);
    }
}
