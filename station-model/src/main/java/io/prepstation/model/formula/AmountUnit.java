package io.prepstation.model.formula;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// Units a formula's amount is given in. Only units of the same kind convert into each other, exactly.
public enum AmountUnit {
    MICROLITRE("µL", Kind.VOLUME, -6),
    MILLILITRE("mL", Kind.VOLUME, -3),
    LITRE("L", Kind.VOLUME, 0),
    MILLIGRAM("mg", Kind.MASS, -3),
    GRAM("g", Kind.MASS, 0),
    KILOGRAM("kg", Kind.MASS, 3),
    PIECE("pcs", Kind.COUNT, 0);

    /// What an amount counts.
    public enum Kind {
        VOLUME,
        MASS,
        COUNT
    }

    private final String symbol;
    private final Kind kind;
    private final int powerOfTen;

    AmountUnit(String symbol, Kind kind, int powerOfTen) {
        this.symbol = symbol;
        this.kind = kind;
        this.powerOfTen = powerOfTen;
    }

    public String symbol() {
        return symbol;
    }

    public Kind kind() {
        return kind;
    }

    public static Optional<AmountUnit> ofSymbol(String symbol) {
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    BigDecimal toBase(BigDecimal value) {
        return value.scaleByPowerOfTen(powerOfTen);
    }
}
