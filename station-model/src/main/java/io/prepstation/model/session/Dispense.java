package io.prepstation.model.session;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Potency;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One confirmed net mass of a step, with everything needed to prove where it came from.
///
/// @param scannedCode the code that was scanned, which resolved to the step's ingredient
/// @param gross what stood on the balance when it was confirmed; by difference the container after
/// @param tare what stood there before; by difference the container before, so that net = tare − gross
/// @param displayed the number exactly as it stands in the raw frame
/// @param unit the unit exactly as it stands in the raw frame, or `(g)` where none does ([FrameUnit])
/// @param stability how stability was known: `flag` by the balance
/// @param rawFrame the bytes the balance sent, one character a byte (ISO 8859-1)
/// @param by the user id of whoever confirmed
/// @param potencyPercent content of the substance in the lot, which targets were corrected by; null for all of it
/// @param lotNumber as printed on the lot when it was weighed; null where no lot is known
/// @param manualReason why the mass was typed and not read from a balance; null if it was read
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
        String by,
        @Nullable BigDecimal potencyPercent,
        @Nullable String manualReason,
        @Nullable String lotNumber) {

    /// Of a lot that has no number, or of none.
    public Dispense(
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
            String by,
            @Nullable BigDecimal potencyPercent,
            @Nullable String manualReason) {
        this(
                id,
                stepId,
                scannedCode,
                lotId,
                containerId,
                net,
                gross,
                tare,
                tareSource,
                displayed,
                unit,
                stability,
                rawFrame,
                balanceSerial,
                at,
                by,
                potencyPercent,
                manualReason,
                null);
    }

    /// Read from a balance, of a material that is all substance.
    public Dispense(
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
            String by) {
        this(
                id,
                stepId,
                scannedCode,
                lotId,
                containerId,
                net,
                gross,
                tare,
                tareSource,
                displayed,
                unit,
                stability,
                rawFrame,
                balanceSerial,
                at,
                by,
                null,
                null);
    }

    /// How stability is told of a mass that no balance sent.
    public static final String BY_HAND = "manual";

    /// Whether the mass was typed and not read from a balance.
    public boolean manual() {
        return manualReason != null;
    }

    /// The same with the reason of whoever stood for it.
    public Dispense withManualReason(String reason) {
        return new Dispense(
                id,
                stepId,
                scannedCode,
                lotId,
                containerId,
                net,
                gross,
                tare,
                tareSource,
                displayed,
                unit,
                stability,
                rawFrame,
                balanceSerial,
                at,
                by,
                potencyPercent,
                reason,
                lotNumber);
    }

    /// Whether gross, net and tare belong together.
    ///
    /// @param byDifference whether tare and gross are what the container weighed before and after
    public boolean adds(boolean byDifference) {
        return byDifference ? tare.sameAs(gross.plus(net)) : gross.sameAs(tare.plus(net));
    }

    /// What the balance displayed: what is left of the load where it subtracted the tare itself.
    public Mass shown() {
        return switch (tareSource) {
            case BALANCE -> gross.minus(tare);
            case COMPUTED -> gross;
        };
    }

    /// What of the net mass counts towards the step's target.
    public Mass substance() {
        return Potency.substance(net, potencyPercent);
    }
}
