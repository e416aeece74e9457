package io.prepstation.model.mass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("WEI-1")
class MassTest {

    @Nested
    class As_displayed {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "12.3400 g",
                    "0.0001 g",
                    "-0.001 g",
                    "10 mg",
                    "1.20 kg",
                    "5 µg",
                    "+3.0 g"
                })
        void keeps_every_digit(String text) {
            assertEquals(text.replace("+", ""), Mass.parse(text).toString());
        }

        @Test
        void two_displays_of_one_mass_are_the_same_mass_but_not_equal() {
            assertTrue(Mass.grams("1.0").sameAs(Mass.grams("1.000")));
            assertTrue(Mass.grams("1").sameAs(Mass.parse("1000 mg")));
            assertNotEquals(Mass.grams("1.0"), Mass.grams("1.000"));
        }

        @Test
        void one_tenth_and_two_tenths_are_three_tenths() {
            assertEquals(Mass.grams("0.3"), Mass.grams("0.1").plus(Mass.grams("0.2")));
        }

        @Test
        void another_unit_keeps_the_significant_digits() {
            assertEquals(Mass.parse("1.20 kg"), Mass.parse("1.20 kg").toUnit(MassUnit.KILOGRAM));
            assertEquals("1200 g", Mass.parse("1.20 kg").toUnit(MassUnit.GRAM).toString());
            assertEquals(3, Mass.parse("1.20 kg").toUnit(MassUnit.GRAM).value().precision());
            assertEquals("0.00012 g", Mass.parse("0.12 mg").toUnit(MassUnit.GRAM).toString());
        }
    }

    @Nested
    class From_text {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "12.34", "12.34g", "12.34 lb", "12.34 G", " 12.34 g", "12,34 g", "1e3 g",
                    "1e999999999 g", "NaN g", "- 3 g", "0x10 g", "١٢ g", " g", ""
                })
        void anything_else_is_refused(String text) {
            assertThrows(IllegalArgumentException.class, () -> Mass.parse(text));
        }

        @Test
        void a_few_characters_cannot_fill_the_memory() {
            assertThrows(NumberFormatException.class, () -> Mass.grams("1e999999999"));
            assertThrows(NumberFormatException.class, () -> Decimal.of("1".repeat(21)));
        }
    }

    @Nested
    class Reckoned {

        @Test
        void is_exact_in_any_mixture_of_units() {
            long seed = 20_261_120;
            System.out.println("mass seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 100_000; i++) {
                Mass left = any(random);
                Mass right = any(random);
                assertEquals(micrograms(left).add(micrograms(right)), micrograms(left.plus(right)));
                assertEquals(
                        micrograms(left).subtract(micrograms(right)),
                        micrograms(left.minus(right)));
                assertEquals(micrograms(left).compareTo(micrograms(right)), left.compareTo(right));
                assertEquals(left.unit(), left.plus(right).unit());
                assertTrue(left.toUnit(right.unit()).sameAs(left));
            }
        }

        private static Mass any(SplittableRandom random) {
            List<MassUnit> units = List.of(MassUnit.values());
            MassUnit unit = units.get(random.nextInt(units.size()));
            int decimals = random.nextInt(5);
            return new Mass(
                    BigDecimal.valueOf(random.nextLong(-10_000_000, 10_000_000), decimals), unit);
        }

        /// In 10⁻⁶ µg, by the text of the number alone.
        private static BigInteger micrograms(Mass mass) {
            String digits = mass.digits();
            int point = digits.indexOf('.');
            int decimals = point < 0 ? 0 : digits.length() - point - 1;
            int power =
                    switch (mass.unit()) {
                        case MICROGRAM -> 0;
                        case MILLIGRAM -> 3;
                        case GRAM -> 6;
                        case KILOGRAM -> 9;
                    };
            return new BigInteger(digits.replace(".", ""))
                    .multiply(BigInteger.TEN.pow(12 + power - decimals));
        }
    }

    @Nested
    @Tag("WEI-2")
    class Judged_by_a_tolerance {

        private final Tolerance tolerance =
                new Tolerance(Mass.grams("10.000"), Mass.grams("9.950"), Mass.grams("10.200"));

        @ParameterizedTest
        @CsvSource({
            "9.9499,UNDER",
            "9.950,IN",
            "9.95,IN",
            "10.000,IN",
            "10.200,IN",
            "10.2001,OVER",
            "-10.000,UNDER",
            "0,UNDER"
        })
        void both_limits_are_inside(String grams, Verdict verdict) {
            assertEquals(verdict, tolerance.verdict(Mass.grams(grams)));
        }

        @Test
        void in_another_unit_it_is_the_same() {
            assertEquals(Verdict.IN, tolerance.verdict(Mass.parse("9950 mg")));
            assertEquals(Verdict.UNDER, tolerance.verdict(Mass.parse("9949.9 mg")));
        }

        @Test
        void what_remains_has_a_sign() {
            assertEquals(Mass.grams("0.001"), tolerance.remaining(Mass.grams("9.999")));
            assertEquals(Mass.grams("-0.001"), tolerance.remaining(Mass.grams("10.001")));
        }

        @Test
        void a_target_outside_its_limits_is_no_tolerance() {
            Mass target = Mass.grams("10");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Tolerance(target, Mass.grams("10.1"), Mass.grams("11")));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Tolerance(target, Mass.grams("9"), Mass.grams("9.9")));
        }

        @Test
        void a_deviation_is_never_negative() {
            BigDecimal negative = new BigDecimal("-0.1");
            assertThrows(IllegalArgumentException.class, () -> new Deviation.Absolute(negative));
            assertThrows(IllegalArgumentException.class, () -> new Deviation.Percent(negative));
        }

        @Test
        void a_percentage_is_exact() {
            assertEquals(
                    new BigDecimal("0.20000"),
                    new Deviation.Percent(new BigDecimal("2")).gramsFor(new BigDecimal("10.000")));
            assertEquals(
                    new BigDecimal("0.000099999999999999999999"),
                    new Deviation.Percent(new BigDecimal("33.333333333333333333"))
                            .gramsFor(new BigDecimal("0.0003"))
                            .stripTrailingZeros());
        }
    }
}
