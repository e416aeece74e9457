package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.amount.AmountViewModel;
import io.prepstation.kiosk.ui.part.NumberPad;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.MassUnit;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AmountViewModelTest {

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private int closed;
    private final AmountViewModel model =
            new AmountViewModel(desk, new Words(Locale.GERMAN, ZoneId.of("UTC")), () -> closed++);

    @BeforeEach
    void open() {
        model.open("Phosphate buffered saline 10x", Amount.of("1", "L"));
    }

    private void press(String keys) {
        keys.chars().forEach(key -> model.press((char) key));
    }

    private void otherwise() {
        model.actions().get().middle().tap().run();
    }

    @Test
    void the_first_key_replaces_the_present_amount() {
        press("25");

        assertEquals("25", model.shown().get());
    }

    @Test
    void it_is_shown_with_the_languages_separator_and_posted_as_a_decimal() {
        press("2.5");
        model.choose("mL");

        assertEquals("2,5", model.shown().get());
        model.actions().get().main().tap().run();

        assertEquals(List.of(new BenchEvent.AmountEntered(Amount.of("2.5", "mL"))), desk.posted);
        assertEquals(1, closed);
    }

    @Test
    void only_units_that_compare_with_the_formula_are_offered() {
        assertEquals(List.of("µL", "mL", "L"), model.units().get());
    }

    @Test
    void nothing_and_zero_cannot_be_used() {
        press("0.00");
        assertFalse(model.actions().get().main().enabled());

        model.open("x", Amount.of("1", "L"));
        press(String.valueOf(NumberPad.DELETE));
        assertFalse(model.actions().get().main().enabled());
    }

    @Test
    void a_second_point_is_not_typed() {
        press("1.2.3");

        assertEquals("1,23", model.shown().get());
    }

    @Test
    void a_number_too_long_for_the_field_ends_there() {
        press("12345678901234");

        assertEquals("123456789012", model.shown().get());
    }

    @Test
    void a_factor_a_total_and_the_first_ingredient_are_posted_as_what_they_are() {
        otherwise();
        press("0.5");
        assertTrue(model.actions().get().main().text().startsWith("0,5"));
        model.actions().get().main().tap().run();
        otherwise();
        press("120");
        model.actions().get().main().tap().run();
        otherwise();
        press("750");
        model.choose("mg");
        model.actions().get().main().tap().run();

        assertEquals(
                List.of(
                        new BenchEvent.AmountEntered(new BatchSize.Times(new BigDecimal("0.5"))),
                        new BenchEvent.AmountEntered(new BatchSize.Total(Mass.grams("120"))),
                        new BenchEvent.AmountEntered(
                                new BatchSize.First(
                                        new Mass(new BigDecimal("750"), MassUnit.MILLIGRAM)))),
                desk.posted);
    }

    @Test
    void another_measure_begins_with_nothing_typed() {
        press("2");
        otherwise();
        otherwise();

        assertEquals("", model.shown().get());
        assertEquals(List.of("mg", "g", "kg"), model.units().get());
        assertFalse(model.actions().get().main().enabled());
    }
}
