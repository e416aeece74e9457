package io.prepstation.device.simulator;

import java.math.BigDecimal;

/// Who a simulated balance says it is. The serial number begins with `SIM`, so that no record passes for a real one.
///
/// @param readabilityMicrograms the smallest step of its display
/// @param maximumMicrograms the largest load it weighs
public record SimulatedIdentity(
        String model, String serialNumber, long readabilityMicrograms, long maximumMicrograms) {

    public SimulatedIdentity {
        if (!serialNumber.startsWith("SIM")) {
            throw new IllegalArgumentException(
                    "a simulated balance's serial number begins with SIM: " + serialNumber);
        }
    }

    /// 520 g by 0.1 mg, an ordinary analytical balance.
    public static SimulatedIdentity analytical() {
        return new SimulatedIdentity("SIM-XSR520", "SIM0000001", 100, 520_000_000);
    }

    /// 520 g by 1 mg, a precision balance.
    public static SimulatedIdentity precision() {
        return new SimulatedIdentity("SIM-PS520", "SIM0000001", 1000, 520_000_000);
    }

    /// As the display shows it, in grams with the digits of the readability.
    public String inGrams(long micrograms) {
        int decimals = 6 - (Long.toString(readabilityMicrograms).length() - 1);
        return BigDecimal.valueOf(micrograms, 6).setScale(decimals).toPlainString();
    }
}
