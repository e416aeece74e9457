package io.prepstation.model.session;

import io.prepstation.model.mass.Mass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One confirmed net mass of a step, with everything needed to prove where it came from.
///
/// @param scannedCode the code that was scanned, which resolved to the step's ingredient
/// @param displayed the number exactly as it stands in the raw frame
/// @param unit the unit exactly as it stands in the raw frame
/// @param stability how stability was known: `flag` by the balance
/// @param rawFrame the bytes the balance sent, one character a byte (ISO 8859-1)
/// @param by the user id of whoever confirmed
public record Dispense(
        String id,
        String stepId,
        String scannedCode,
        @Nullable String lotId,
        @Nullable String containerId,
        Mass net,
        Mass gross,
        Mass tare,
        TareSource tareSource,
        String displayed,
        String unit,
        String stability,
        String rawFrame,
        String balanceSerial,
        Instant at,
        String by) {}
