package io.prepstation.device.balance;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the configuration says of a balance; what it leaves open is asked from the balance itself.
///
/// @param unit the only unit weights are taken in; another one on the display is refused, never converted
/// @param model another balance that answers is refused; the first words of what the balance says suffice
/// @param serialNumber another balance that answers is refused
/// @param maximum another balance that answers is refused, within half a percent; stands for one that does not say it
/// @param readability wins over what the balance says
public record BalanceSettings(
        MassUnit unit,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable Mass maximum,
        @Nullable Mass readability,
        Declared declared) {

    /// What a site declares because the balance's format does not say it.
    ///
    /// @param stabilityWindow how long a number without a mark must stand unchanged to count as stable; null for never
    /// @param assumesUnit whether a number without unit is in the configured unit
    /// @param printsOnly whether it sends a line only when a person presses print, and prints stable weights only
    /// @param looksOnly whether nothing is recorded: then a balance that does not say how much it carries is heard too,
    ///     with a maximum of zero
    public record Declared(
            @Nullable Duration stabilityWindow,
            boolean assumesUnit,
            boolean printsOnly,
            boolean looksOnly) {

        public Declared(
                @Nullable Duration stabilityWindow, boolean assumesUnit, boolean printsOnly) {
            this(stabilityWindow, assumesUnit, printsOnly, false);
        }

        public static final Declared NOTHING = new Declared(null, false, false);
    }

    /// With nothing declared.
    public BalanceSettings(
            MassUnit unit,
            @Nullable String model,
            @Nullable String serialNumber,
            @Nullable Mass maximum,
            @Nullable Mass readability) {
        this(unit, model, serialNumber, maximum, readability, Declared.NOTHING);
    }

    /// Weighs in grams, whatever is known of the balance; for looking, not for recording.
    public static BalanceSettings toLookAt() {
        return new BalanceSettings(
                MassUnit.GRAM, null, null, null, null, new Declared(null, true, false, true));
    }

    /// Weighs in grams, whichever balance answers.
    public static BalanceSettings inGrams() {
        return new BalanceSettings(MassUnit.GRAM, null, null, null, null);
    }
}
