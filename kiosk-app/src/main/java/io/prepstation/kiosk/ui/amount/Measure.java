package io.prepstation.kiosk.ui.amount;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// By what the size of a batch is said.
enum Measure {
    AMOUNT("amount.title-amount", "amount.by-amount"),
    TIMES("amount.title-times", "amount.by-times"),
    TOTAL("amount.title-total", "amount.by-total"),
    FIRST("amount.title-first", "amount.by-first");

    private final String question;
    private final String offer;

    Measure(String question, String offer) {
        this.question = question;
        this.offer = offer;
    }

    /// The one that is offered after this one.
    Measure next() {
        return switch (this) {
            case AMOUNT -> TIMES;
            case TIMES -> TOTAL;
            case TOTAL -> FIRST;
            case FIRST -> AMOUNT;
        };
    }

    /// The key of the question.
    String question() {
        return question;
    }

    /// The key of what leads to it from the one before.
    String offer() {
        return offer;
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
