package io.prepstation.model.formula;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/// How somebody says how much is to be made. Whatever was said, the batch is as large as one [Amount], from which its lines
/// follow: station, record and hub reckon with the same figure.
public sealed interface BatchSize
        permits Amount, BatchSize.Times, BatchSize.Total, BatchSize.First {

    /// A quotient need not end; so many digits are two more than the finest balance shows.
    MathContext DIGITS = new MathContext(9, RoundingMode.HALF_EVEN);

    /// The amount of that version that is meant; empty if the version has nothing to measure it by.
    default Optional<Amount> of(FormulaVersion version) {
        return switch (this) {
            case Amount amount -> Optional.of(amount);
            case Times(var factor) -> Optional.of(times(version.base(), factor));
            case Total(var mass) ->
                    scaled(
                            version.base(),
                            mass,
                            version.lines().stream()
                                    .map(FormulaLine::targetG)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add));
            case First(var mass) ->
                    version.lines().stream()
                            .findFirst()
                            .flatMap(line -> scaled(version.base(), mass, line.targetG()));
        };
    }

    /// So many times what the formula is given for; exact.
    record Times(BigDecimal factor) implements BatchSize {
        public Times {
            requirePositive(factor);
        }

        @Override
        public String toString() {
            return factor.toPlainString() + " times";
        }
    }

    /// All ingredients together are to weigh so much.
    record Total(Mass mass) implements BatchSize {
        public Total {
            requirePositive(mass.value());
        }

        @Override
        public String toString() {
            return mass + " in total";
        }
    }

    /// So much of the first ingredient is to be used up.
    record First(Mass mass) implements BatchSize {
        public First {
            requirePositive(mass.value());
        }

        @Override
        public String toString() {
            return mass + " of the first ingredient";
        }
    }

    private static Optional<Amount> scaled(Amount base, Mass wanted, BigDecimal grams) {
        return grams.signum() <= 0
                ? Optional.empty()
                : Optional.of(
                        new Amount(
                                trimmed(
                                        base.value()
                                                .multiply(wanted.inGrams())
                                                .divide(grams, DIGITS)),
                                base.unit()));
    }

    private static Amount times(Amount base, BigDecimal factor) {
        return new Amount(trimmed(base.value().multiply(factor)), base.unit());
    }

    /// Without zeros at the end that say nothing, and without an exponent.
    private static BigDecimal trimmed(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.setScale(Math.max(0, stripped.scale()));
    }

    private static void requirePositive(BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(
                    "a batch is more than nothing, but was " + value.toPlainString());
        }
    }
}
