package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.OfflineCause.WrongBalance.Difference;
import io.prepstation.model.balance.OfflineCause.WrongBalance.Trait;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a balance has said of itself so far, completed by what the configuration says.
record HeardIdentity(
        @Nullable String model, @Nullable String serialNumber, @Nullable Mass maximum) {

    /// Less than lies between any two balances of one maker.
    private static final BigDecimal ABOUT = new BigDecimal("0.005");

    static final HeardIdentity NOTHING = new HeardIdentity(null, null, null);

    HeardIdentity and(Identity more) {
        return new HeardIdentity(
                either(more.model(), model),
                either(more.serialNumber(), serialNumber),
                either(maximum(more), maximum));
    }

    /// What the balance says of itself otherwise than the configuration. What one of the two leaves open is not compared.
    List<Difference> differences(BalanceSettings settings) {
        return Stream.of(otherSerialNumber(settings), otherModel(settings), otherMaximum(settings))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Difference> otherSerialNumber(BalanceSettings settings) {
        String configured = settings.serialNumber();
        return configured == null || serialNumber == null || configured.equals(serialNumber)
                ? Optional.empty()
                : Optional.of(new Difference(Trait.SERIAL_NUMBER, serialNumber, configured));
    }

    private Optional<Difference> otherModel(BalanceSettings settings) {
        String configured = settings.model();
        return configured == null || model == null || words(model).startsWith(words(configured))
                ? Optional.empty()
                : Optional.of(new Difference(Trait.MODEL, model, configured));
    }

    private Optional<Difference> otherMaximum(BalanceSettings settings) {
        Mass configured = settings.maximum();
        return configured == null || maximum == null || isAbout(maximum, configured)
                ? Optional.empty()
                : Optional.of(
                        new Difference(Trait.MAXIMUM, maximum.toString(), configured.toString()));
    }

    /// Balances say more than their plate, as `WXS205SDU WXA-Bridge`: the plate's words come first.
    private static String words(String model) {
        return String.join(" ", model.strip().toUpperCase(Locale.ROOT).split("\\s+")) + " ";
    }

    /// Balances tell the largest load with what they let pass above it, as `220.00900 g` where the plate says 220 g.
    private static boolean isAbout(Mass told, Mass configured) {
        BigDecimal apart = told.inGrams().subtract(configured.inGrams()).abs();
        return apart.compareTo(configured.inGrams().multiply(ABOUT)) <= 0;
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
                        orUnknown(either(model, settings.model())),
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
