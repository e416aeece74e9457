package io.prepstation.model.mass;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// Units of mass that convert into each other by a power of ten, so that a conversion never rounds.
public enum MassUnit {
    MICROGRAM("µg", -6),
    MILLIGRAM("mg", -3),
    GRAM("g", 0),
    KILOGRAM("kg", 3);

    private final String symbol;
    private final int powerOfTenInGrams;

    MassUnit(String symbol, int powerOfTenInGrams) {
        this.symbol = symbol;
        this.powerOfTenInGrams = powerOfTenInGrams;
    }

    /// The unit as balances and screens write it, for example `mg`.
    public String symbol() {
        return symbol;
    }

    /// The unit a balance wrote; empty for units this station does not weigh in (`lb`, `oz`, `ct`, `%`, `PCS`).
    public static Optional<MassUnit> ofSymbol(String symbol) {
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    BigDecimal toGrams(BigDecimal value) {
        return movePoint(value, powerOfTenInGrams);
    }

    BigDecimal fromGrams(BigDecimal grams) {
        return movePoint(grams, -powerOfTenInGrams);
    }

    /// Moves the decimal point and keeps the number of significant digits: 1.20 kg is 1200 g with a readability of 10 g.
    private static BigDecimal movePoint(BigDecimal value, int places) {
        return places == 0 ? value : value.scaleByPowerOfTen(places);
    }
}
