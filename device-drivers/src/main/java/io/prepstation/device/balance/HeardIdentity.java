package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a balance has said of itself so far, completed by what the configuration says.
record HeardIdentity(
        @Nullable String model, @Nullable String serialNumber, @Nullable Mass maximum) {

    static final HeardIdentity NOTHING = new HeardIdentity(null, null, null);

    HeardIdentity and(Identity more) {
        return new HeardIdentity(
                either(more.model(), model),
                either(more.serialNumber(), serialNumber),
                either(maximum(more), maximum));
    }

    /// Whether a balance answered that is not the configured one.
    boolean contradicts(BalanceSettings settings) {
        return settings.serialNumber() != null
                && serialNumber != null
                && !settings.serialNumber().equals(serialNumber);
    }

    /// Empty while nobody says how much the balance carries or how finely it weighs.
    ///
    /// @param displayed a weight as displayed: its last digit is the readability where nobody says it
    Optional<BalanceIdentity> complete(BalanceSettings settings, @Nullable Mass displayed) {
        Mass told = either(settings.maximum(), maximum);
        Mass largest = told == null && settings.declared().looksOnly() ? nothing(settings) : told;
        Mass digits = either(maximum, displayed);
        Mass finest = either(settings.readability(), digits == null ? null : lastDigit(digits));
        if (largest == null || finest == null) {
            return Optional.empty();
        }
        return Optional.of(
                new BalanceIdentity(
                        orUnknown(either(settings.model(), model)),
                        orUnknown(either(serialNumber, settings.serialNumber())),
                        largest,
                        finest));
    }

    private static @Nullable Mass maximum(Identity told) {
        if (told.maximum() == null || told.unit() == null) {
            return null;
        }
        BigDecimal value = new BigDecimal(told.maximum());
        return MassUnit.ofSymbol(told.unit()).map(unit -> new Mass(value, unit)).orElse(null);
    }

    private static Mass nothing(BalanceSettings settings) {
        return new Mass(BigDecimal.ZERO, settings.unit());
    }

    private static Mass lastDigit(Mass mass) {
        return new Mass(BigDecimal.valueOf(1, mass.value().scale()), mass.unit());
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? "unknown" : text;
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
