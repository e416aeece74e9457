package io.prepstation.device.balance;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import org.jspecify.annotations.Nullable;

/// What the configuration says of a balance; what it leaves open is asked from the balance itself.
///
/// @param unit the only unit weights are taken in; another one on the display is refused, never converted
/// @param serialNumber another balance that answers is refused
/// @param maximum wins over what the balance says
/// @param readability wins over what the balance says
public record BalanceSettings(
        MassUnit unit,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable Mass maximum,
        @Nullable Mass readability) {

    /// Weighs in grams, whichever balance answers.
    public static BalanceSettings inGrams() {
        return new BalanceSettings(MassUnit.GRAM, null, null, null, null);
    }
}
