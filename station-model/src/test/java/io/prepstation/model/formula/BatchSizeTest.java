package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SES-5")
class BatchSizeTest {

    private static final Deviation PERCENT = new Deviation.Percent(BigDecimal.ONE);

    private static FormulaVersion version(String base, String unit, String... grams) {
        List<FormulaLine> lines = new ArrayList<>();
        for (String target : grams) {
            lines.add(
                    new FormulaLine(
                            lines.size() + 1,
                            "i-" + lines.size(),
                            new BigDecimal(target),
                            PERCENT,
                            PERCENT));
        }
        return new FormulaVersion(
                "v-1",
                "f-1",
                1,
                VersionStatus.APPROVED,
                LocalDate.EPOCH,
                Amount.of(base, unit),
                lines);
    }

    private static Optional<Amount> amount(String value, String unit) {
        return Optional.of(Amount.of(value, unit));
    }

    @Test
    void an_amount_is_itself() {
        assertEquals(
                amount("2.50", "L"), Amount.of("2.50", "L").of(version("1", "L", "80", "2", "18")));
    }

    @Test
    void a_factor_multiplies_what_the_formula_is_given_for_exactly() {
        assertEquals(
                amount("0.4995", "L"),
                new BatchSize.Times(new BigDecimal("0.333")).of(version("1.5", "L", "80")));
        assertEquals(
                amount("1000", "mL"),
                new BatchSize.Times(new BigDecimal("2")).of(version("500", "mL", "80")));
    }

    @Test
    void a_total_is_what_all_lines_weigh_together() {
        assertEquals(
                amount("0.5", "L"),
                new BatchSize.Total(Mass.grams("50.000")).of(version("1", "L", "80", "2", "18")));
    }

    @Test
    void the_first_ingredient_is_used_up() {
        FormulaVersion version = version("1", "L", "7", "2");
        Amount amount = new BatchSize.First(Mass.grams("3.000")).of(version).orElseThrow();
        assertEquals(Amount.of("0.428571429", "L"), amount);
        assertEquals(
                Mass.grams("3.0000"),
                new Scaling(amount, version.base(), Mass.grams("0.0001"))
                        .lines(version)
                        .getFirst()
                        .target());
    }

    @Test
    void of_a_formula_without_masses_nothing_can_be_said_by_mass() {
        assertEquals(Optional.empty(), new BatchSize.Total(Mass.grams("1")).of(version("1", "L")));
        assertEquals(
                Optional.empty(), new BatchSize.First(Mass.grams("1")).of(version("1", "L", "0")));
    }

    @Test
    void nothing_is_no_size() {
        assertThrows(IllegalArgumentException.class, () -> new BatchSize.Times(BigDecimal.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new BatchSize.First(Mass.grams("-1")));
    }

    /// The first target is what was asked for to the last digit, on balances of up to two million steps.
    @Test
    void whatever_the_formula_the_first_target_is_what_was_asked_for() {
        long seed = 20_261_121;
        System.out.println("batch size seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int neverEnding = 0;
        for (int i = 0; i < 20_000; i++) {
            FormulaVersion version =
                    version(
                            "" + random.nextInt(1, 5_000),
                            random.nextBoolean() ? "mL" : "g",
                            BigDecimal.valueOf(random.nextInt(1, 9_999_999), 4).toPlainString(),
                            "2");
            BigDecimal d = BigDecimal.ONE.movePointLeft(random.nextInt(1, 5));
            Mass wanted = Mass.grams(d.multiply(BigDecimal.valueOf(random.nextInt(1, 2_000_000))));
            Amount amount = new BatchSize.First(wanted).of(version).orElseThrow();
            assertEquals(
                    wanted,
                    new Scaling(amount, version.base(), Mass.grams(d))
                            .lines(version)
                            .getFirst()
                            .target(),
                    () -> wanted + " of " + version);
            neverEnding += amount.value().precision() == 9 ? 1 : 0;
        }
        assertTrue(neverEnding > 5_000, "only " + neverEnding + " quotients were rounded");
    }
}
