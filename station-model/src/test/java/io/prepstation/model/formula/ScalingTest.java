package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SES-5")
class ScalingTest {

    private static FormulaLine line(String target, Deviation lower, Deviation upper) {
        return new FormulaLine(1, "i-1", new BigDecimal(target), lower, upper);
    }

    private static Deviation grams(String grams) {
        return new Deviation.Absolute(new BigDecimal(grams));
    }

    private static Deviation percent(String percent) {
        return new Deviation.Percent(new BigDecimal(percent));
    }

    @Nested
    @Tag("WEI-2")
    class A_target_of_ten_grams_minus_five_hundredths_plus_two_percent {

        private final FormulaLine line = line("10.000", grams("0.05"), percent("2"));

        @Test
        void gives_both_limits_inside() {
            Scaling same =
                    new Scaling(Amount.of("1", "L"), Amount.of("1", "L"), Mass.grams("0.001"));
            ScaledLine scaled = same.line(line);
            assertEquals(
                    new ScaledLine(
                            line, Mass.grams("10.000"), Mass.grams("9.950"), Mass.grams("10.200")),
                    scaled);
            assertEquals(Verdict.IN, scaled.tolerance().verdict(Mass.grams("9.950")));
            assertEquals(Verdict.IN, scaled.tolerance().verdict(Mass.grams("10.200")));
        }

        @Test
        void scales_its_absolute_side_with_the_target() {
            Scaling half =
                    new Scaling(Amount.of("500", "mL"), Amount.of("1", "L"), Mass.grams("0.001"));
            assertEquals(
                    new ScaledLine(
                            line, Mass.grams("5.000"), Mass.grams("4.975"), Mass.grams("5.100")),
                    half.line(line));
        }
    }

    @Nested
    class Rounding {

        @Test
        void takes_the_target_half_even_and_the_limits_inwards() {
            Scaling same =
                    new Scaling(Amount.of("1", "g"), Amount.of("1", "g"), Mass.grams("0.01"));
            FormulaLine line = line("1.005", grams("0.0525"), grams("0.0525"));
            assertEquals(
                    new ScaledLine(
                            line, Mass.grams("1.00"), Mass.grams("0.96"), Mass.grams("1.05")),
                    same.line(line));
        }

        @Test
        void works_for_a_display_step_of_two_or_five() {
            Scaling same =
                    new Scaling(Amount.of("1", "g"), Amount.of("1", "g"), Mass.grams("0.05"));
            FormulaLine line = line("1.03", grams("0.1"), grams("0.1"));
            assertEquals(
                    new ScaledLine(
                            line, Mass.grams("1.05"), Mass.grams("0.95"), Mass.grams("1.10")),
                    same.line(line));
        }

        @Test
        void writes_masses_in_the_balances_unit_with_its_digits() {
            Scaling same =
                    new Scaling(Amount.of("1", "kg"), Amount.of("1000", "g"), Mass.parse("0.1 mg"));
            assertEquals(
                    "12300.0 mg",
                    same.line(line("12.3", grams("1"), grams("1"))).target().toString());
        }
    }

    @Nested
    class Amounts {

        @Test
        void of_another_kind_cannot_be_compared() {
            Amount litre = Amount.of("1", "L");
            Amount gram = Amount.of("1", "g");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Scaling(litre, gram, Mass.grams("0.001")));
        }

        @Test
        void are_more_than_nothing_and_plain_decimals_in_a_known_unit() {
            for (String value : List.of("0", "-1", "", "x", "1e3", "1e999999999", "1,5")) {
                assertThrows(IllegalArgumentException.class, () -> Amount.of(value, "L"), value);
            }
            assertThrows(IllegalArgumentException.class, () -> Amount.of("1", "gal"));
        }
    }

    /// Against fractions of integers, 10⁵ times.
    @Nested
    class Any_line_at_any_amount_on_any_balance {

        private static final List<String> UNITS = List.of("µL", "mL", "L");
        private static final List<Integer> UNIT_POWERS = List.of(-6, -3, 0);
        private static final List<String> STEPS =
                List.of("0.00001 g", "0.0001 g", "0.1 mg", "0.002 g", "0.05 g", "1 g", "0.01 kg");
        private static final List<Integer> STEP_POWERS = List.of(0, 0, -3, 0, 0, 0, 3);

        @Test
        void is_scaled_exactly_and_rounded_once_and_never_wider() {
            long seed = 20_261_120;
            System.out.println("scaling seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            int feasible = 0;
            for (int i = 0; i < 100_000; i++) {
                feasible += check(random) ? 1 : 0;
            }
            assertTrue(feasible > 20_000, "only " + feasible + " feasible lines");
        }

        private static boolean check(SplittableRandom random) {
            String wanted = decimal(random, 100_000);
            String base = decimal(random, 100_000);
            int wantedUnit = random.nextInt(UNITS.size());
            int baseUnit = random.nextInt(UNITS.size());
            int step = random.nextInt(STEPS.size());
            String target = decimal(random, 10_000_000);
            String lower = decimal(random, 2_000);
            String upper = decimal(random, 2_000);
            boolean inPercent = random.nextBoolean();
            FormulaLine line =
                    line(
                            target,
                            inPercent ? percent(lower) : grams(lower),
                            inPercent ? percent(upper) : grams(upper));
            Mass d = Mass.parse(STEPS.get(step));
            ScaledLine scaled =
                    new Scaling(
                                    Amount.of(wanted, UNITS.get(wantedUnit)),
                                    Amount.of(base, UNITS.get(baseUnit)),
                                    d)
                            .line(line);

            Fraction factor =
                    Fraction.of(wanted, UNIT_POWERS.get(wantedUnit))
                            .over(Fraction.of(base, UNIT_POWERS.get(baseUnit)));
            Fraction exact = Fraction.of(target, 0);
            Fraction unit = inPercent ? exact.times(Fraction.of("0.01", 0)) : Fraction.of("1", 0);
            Fraction low = exact.minus(unit.times(Fraction.of(lower, 0))).times(factor);
            Fraction high = exact.plus(unit.times(Fraction.of(upper, 0))).times(factor);
            String stepText = STEPS.get(step);
            Fraction steps =
                    Fraction.of(
                            stepText.substring(0, stepText.indexOf(' ')), STEP_POWERS.get(step));
            assertSteps(exact.times(factor).over(steps).halfEven(), scaled.target(), d);
            assertSteps(low.over(steps).ceiling(), scaled.lowerLimit(), d);
            assertSteps(high.over(steps).floor(), scaled.upperLimit(), d);
            return assertTolerance(scaled, d);
        }

        /// Whatever feasibility lets pass is a tolerance with its target inside.
        private static boolean assertTolerance(ScaledLine scaled, Mass d) {
            boolean feasible =
                    new Feasibility(
                                    Mass.grams("1000000000000"),
                                    d,
                                    Mass.grams("0"),
                                    Mass.grams("0"))
                            .problems(Amount.of("1", "L"), List.of(scaled))
                            .isEmpty();
            if (feasible) {
                assertDoesNotThrow(scaled::tolerance);
                assertEquals(Verdict.IN, scaled.tolerance().verdict(scaled.target()));
            }
            return feasible;
        }

        private static void assertSteps(BigInteger steps, Mass mass, Mass d) {
            assertTrue(
                    mass.sameAs(d.times(new BigDecimal(steps))),
                    () -> mass + " is not " + steps + " × " + d);
            assertEquals(d.unit(), mass.unit());
        }

        private static String decimal(SplittableRandom random, int bound) {
            int decimals = random.nextInt(4);
            return BigDecimal.valueOf(1 + random.nextInt(bound), decimals).toPlainString();
        }
    }
}
