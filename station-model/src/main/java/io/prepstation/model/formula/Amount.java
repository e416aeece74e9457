package io.prepstation.model.formula;

import io.prepstation.model.mass.Decimal;
import java.math.BigDecimal;

/// How much is to be made: `2.5 L`. Always more than nothing.
public record Amount(BigDecimal value, AmountUnit unit) implements BatchSize {

    public Amount {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(
                    "an amount is more than zero, but was " + value.toPlainString());
        }
    }

    /// An amount from decimal text and a unit's symbol.
    ///
    /// @throws IllegalArgumentException naming the part that is not a positive decimal or not a known unit
    public static Amount of(String value, String unitSymbol) {
        AmountUnit unit =
                AmountUnit.ofSymbol(unitSymbol)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "unknown unit of amount \"" + unitSymbol + "\""));
        return new Amount(Decimal.of(value), unit);
    }

    public boolean comparableWith(Amount other) {
        return unit.kind() == other.unit.kind();
    }

    /// Whether it is more than that; an amount of another kind is not.
    public boolean exceeds(Amount other) {
        return comparableWith(other) && inBaseUnit().compareTo(other.inBaseUnit()) > 0;
    }

    /// In the kind's base unit (litre, gram, piece), exact.
    BigDecimal inBaseUnit() {
        return unit.toBase(value);
    }

    @Override
    public String toString() {
        return value.toPlainString() + " " + unit.symbol();
    }
}
