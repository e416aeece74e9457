package io.prepstation.model.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-11")
class MinimumWeightTest {

    private static final Mass TENTH_OF_A_MILLIGRAM = Mass.grams("0.0001");

    private static List<Mass> grams(String... values) {
        return Stream.of(values).map(Mass::grams).toList();
    }

    /// Worked out by hand.
    @Nested
    class Ten_weighings {

        @Test
        void that_all_show_the_same_count_as_0_41_d() {
            MinimumWeight weight =
                    MinimumWeight.of(
                            Collections.nCopies(10, Mass.grams("20.0000")), TENTH_OF_A_MILLIGRAM);

            assertEquals(0, weight.deviation().signum());
            assertEquals(Mass.grams("0.0820"), weight.smallest());
        }

        /// One of ten a step higher: Σ(x−x̄)² = 9·0.1² + 0.9² = 0.9 d², s = √(0.9/9) d = 0.3162 d < 0.41 d.
        @Test
        void of_which_one_is_a_step_off_still_count_as_0_41_d() {
            List<Mass> nets = new ArrayList<>(Collections.nCopies(9, Mass.grams("20.0000")));
            nets.add(Mass.grams("20.0001"));

            MinimumWeight weight = MinimumWeight.of(nets, TENTH_OF_A_MILLIGRAM);

            assertEquals("0.000031622776601683793320", weight.deviation().toPlainString());
            assertEquals(Mass.grams("0.0820"), weight.smallest());
        }

        /// Five and five: Σ(x−x̄)² = 10·0.5² = 2.5 d², s = √(2.5/9) d = 0.52705 d, 2000·s = 0.105409 g, rounded up.
        @Test
        void five_a_step_higher_than_the_others_give_what_was_measured() {
            List<Mass> nets = new ArrayList<>(Collections.nCopies(5, Mass.grams("20.0000")));
            nets.addAll(Collections.nCopies(5, Mass.grams("20.0001")));

            MinimumWeight weight = MinimumWeight.of(nets, TENTH_OF_A_MILLIGRAM);

            assertEquals("0.000052704627669472988867", weight.deviation().toPlainString());
            assertEquals(Mass.grams("0.1055"), weight.smallest());
        }

        /// 1 … 10 d: Σ(x−x̄)² = 82.5 d², s = √(82.5/9) d = 3.02765 d, 2000·s = 605.53 mg at d = 0.1 mg.
        @Test
        void spread_evenly_over_ten_steps_give_what_was_measured() {
            MinimumWeight weight =
                    MinimumWeight.of(
                            grams(
                                    "10.0001", "10.0002", "10.0003", "10.0004", "10.0005",
                                    "10.0006", "10.0007", "10.0008", "10.0009", "10.0010"),
                            TENTH_OF_A_MILLIGRAM);

            assertEquals("0.00030276503540974916654", weight.deviation().toPlainString());
            assertEquals(Mass.grams("0.6056"), weight.smallest());
        }

        @Test
        void are_written_in_the_balances_own_unit() {
            assertEquals(
                    Mass.parse("820 mg"),
                    MinimumWeight.of(
                                    Collections.nCopies(10, Mass.parse("20000 mg")),
                                    Mass.parse("1 mg"))
                            .smallest());
        }
    }

    @Nested
    class Nine_weighings {

        @Test
        void say_nothing() {
            List<Mass> nine = Collections.nCopies(9, Mass.grams("20.0000"));

            assertThrows(
                    IllegalArgumentException.class,
                    () -> MinimumWeight.of(nine, TENTH_OF_A_MILLIGRAM));
        }
    }

    /// Against integers: m steps are enough exactly if m² n (n−1) ≥ 2000² (n Σx² − (Σx)²).
    @Nested
    class Any_weighings {

        @Test
        void give_the_smallest_step_that_is_enough() {
            SplittableRandom random = new SplittableRandom(20_261_121);
            int floored = 0;
            for (int i = 0; i < 20_000; i++) {
                int count = 10 + random.nextInt(11);
                int spread = 1 + random.nextInt(random.nextBoolean() ? 3 : 500);
                List<Mass> nets = new ArrayList<>();
                BigInteger sum = BigInteger.ZERO;
                BigInteger squares = BigInteger.ZERO;
                for (int k = 0; k < count; k++) {
                    BigInteger steps = BigInteger.valueOf(200_000 + random.nextInt(spread));
                    nets.add(Mass.grams(new BigDecimal(steps, 4)));
                    sum = sum.add(steps);
                    squares = squares.add(steps.multiply(steps));
                }
                BigInteger n = BigInteger.valueOf(count);
                BigInteger pairs = n.multiply(n.subtract(BigInteger.ONE));
                BigInteger needed =
                        n.multiply(squares)
                                .subtract(sum.multiply(sum))
                                .multiply(BigInteger.valueOf(4_000_000));
                BigInteger floor = BigInteger.valueOf(820);
                BigInteger root = needed.divide(pairs).sqrt();
                while (root.multiply(root).multiply(pairs).compareTo(needed) < 0) {
                    root = root.add(BigInteger.ONE);
                }
                floored += root.compareTo(floor) < 0 ? 1 : 0;
                assertEquals(
                        Mass.grams(new BigDecimal(root.max(floor), 4)),
                        MinimumWeight.of(nets, TENTH_OF_A_MILLIGRAM).smallest());
            }
            assertTrue(floored > 1_000, "only " + floored + " at the floor");
        }
    }
}
