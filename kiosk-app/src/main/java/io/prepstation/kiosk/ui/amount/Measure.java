package io.prepstation.kiosk.ui.amount;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// By what the size of a batch is said.
public enum Measure {
    AMOUNT,
    TIMES,
    TOTAL,
    FIRST;

    /// What of the words is about it.
    String key() {
        return "amount.by-" + name().toLowerCase(Locale.ROOT);
    }

    /// The symbols of the units it can be said in.
    ///
    /// @param formula what the formula's amounts are counted in
    List<String> units(AmountUnit formula) {
        return switch (this) {
            case AMOUNT ->
                    Arrays.stream(AmountUnit.values())
                            .filter(unit -> unit.kind() == formula.kind())
                            .map(AmountUnit::symbol)
                            .toList();
            case TIMES -> List.of("×");
            case TOTAL, FIRST ->
                    List.of(
                            MassUnit.MILLIGRAM.symbol(),
                            MassUnit.GRAM.symbol(),
                            MassUnit.KILOGRAM.symbol());
        };
    }

    String firstUnit(AmountUnit formula) {
        return switch (this) {
            case AMOUNT -> formula.symbol();
            case TIMES -> "×";
            case TOTAL, FIRST -> MassUnit.GRAM.symbol();
        };
    }

    /// @param value more than nothing
    /// @param unit one of [#units]
    BatchSize size(BigDecimal value, String unit) {
        return switch (this) {
            case AMOUNT -> new Amount(value, AmountUnit.ofSymbol(unit).orElseThrow());
            case TIMES -> new BatchSize.Times(value);
            case TOTAL -> new BatchSize.Total(mass(value, unit));
            case FIRST -> new BatchSize.First(mass(value, unit));
        };
    }

    private static Mass mass(BigDecimal value, String unit) {
        return new Mass(value, MassUnit.ofSymbol(unit).orElseThrow());
    }
}
