package io.prepstation.model.mass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-4")
class PotencyTest {

    private static final Tolerance TEN =
            new Tolerance(Mass.grams("10.000"), Mass.grams("9.950"), Mass.grams("10.200"));

    @Nested
    class A_material_of_98_percent {

        @Test
        void is_weighed_in_larger_amounts_and_limits_alike() {
            assertEquals(
                    new Tolerance(Mass.grams("10.204"), Mass.grams("10.154"), Mass.grams("10.408")),
                    Potency.weighed(TEN, new BigDecimal("98")));
        }

        @Test
        void counts_exactly_for_what_it_holds() {
            assertEquals(
                    Mass.grams("9.99992"),
                    Potency.substance(Mass.grams("10.204"), new BigDecimal("98")));
        }
    }

    @Nested
    class A_material_that_is_all_substance {

        @Test
        void is_not_corrected() {
            assertSame(TEN, Potency.weighed(TEN, null));
            assertSame(TEN, Potency.weighed(TEN, new BigDecimal("100.0")));
        }
    }

    /// Against integers, 10⁵ times: whatever lies within the corrected limits holds as much substance as was asked for.
    @Nested
    class Any_potency {

        @Test
        void never_widens_a_tolerance_and_loses_less_than_a_step() {
            SplittableRandom random = new SplittableRandom(20_261_121);
            for (int i = 0; i < 100_000; i++) {
                long target = 1_000L + random.nextInt(1_000_000);
                long lower = target - 10 - random.nextInt(50);
                long upper = target + 10 + random.nextInt(50);
                int tenths = 500 + random.nextInt(500);
                Tolerance corrected =
                        Potency.weighed(
                                new Tolerance(steps(target), steps(lower), steps(upper)),
                                new BigDecimal(BigInteger.valueOf(tenths), 1));
                long low = corrected.lowerLimit().value().unscaledValue().longValueExact();
                long high = corrected.upperLimit().value().unscaledValue().longValueExact();
                assertTrue(low * tenths >= lower * 1000 && (low - 1) * tenths < lower * 1000);
                assertTrue(high * tenths <= upper * 1000 && (high + 1) * tenths > upper * 1000);
            }
        }

        private static Mass steps(long steps) {
            return Mass.grams(BigDecimal.valueOf(steps, 3));
        }
    }
}
