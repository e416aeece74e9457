package io.prepstation.model.mass;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// A mass as the balance displayed it: `1.0200 g` keeps four decimals, because trailing zeros state the readability.
///
/// `equals` compares the display (digits and unit); `sameAs` and `compareTo` compare the mass itself.
public record Mass(BigDecimal value, MassUnit unit) implements Comparable<Mass> {

    /// A mass in grams from decimal text, for example `"12.3400"`.
    ///
    /// @throws NumberFormatException if the text is not a decimal number
    public static Mass grams(String value) {
        return grams(Decimal.of(value));
    }

    public static Mass grams(BigDecimal value) {
        return new Mass(value, MassUnit.GRAM);
    }

    /// The text form `12.3400 g`, as [#toString] writes it.
    ///
    /// @throws IllegalArgumentException if the text is not a decimal, a blank and a known unit
    @JsonCreator
    public static Mass parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException(
                    "not a mass: \"" + text + "\"; expected a decimal, a blank and a unit");
        }
        MassUnit unit =
                MassUnit.ofSymbol(text.substring(blank + 1))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "unknown unit of mass in \"" + text + "\""));
        return new Mass(Decimal.of(text.substring(0, blank)), unit);
    }

    /// This mass in grams, exact, with the same significant digits.
    public BigDecimal inGrams() {
        return unit.toGrams(value);
    }

    public Mass toUnit(MassUnit other) {
        return other == unit ? this : new Mass(other.fromGrams(inGrams()), other);
    }

    /// With so many decimals, half-even.
    public Mass rounded(int decimals) {
        return new Mass(value.setScale(decimals, RoundingMode.HALF_EVEN), unit);
    }

    /// The sum in this mass's unit, exact.
    public Mass plus(Mass other) {
        return new Mass(value.add(other.toUnit(unit).value), unit);
    }

    /// The difference in this mass's unit, exact.
    public Mass minus(Mass other) {
        return new Mass(value.subtract(other.toUnit(unit).value), unit);
    }

    public Mass times(BigDecimal factor) {
        return new Mass(value.multiply(factor), unit);
    }

    public Mass negated() {
        return new Mass(value.negate(), unit);
    }

    public Mass abs() {
        return new Mass(value.abs(), unit);
    }

    /// Whether both are the same mass, whatever digits and units they are written in.
    public boolean sameAs(Mass other) {
        return compareTo(other) == 0;
    }

    public boolean isAtMost(Mass other) {
        return compareTo(other) <= 0;
    }

    public boolean isAtLeast(Mass other) {
        return compareTo(other) >= 0;
    }

    /// By mass, not by display; not consistent with `equals`.
    @Override
    public int compareTo(Mass other) {
        return inGrams().compareTo(other.inGrams());
    }

    /// The number as displayed, without exponent, for example `0.0001`.
    public String digits() {
        return value.toPlainString();
    }

    @JsonValue
    @Override
    public String toString() {
        return digits() + " " + unit.symbol();
    }
}
