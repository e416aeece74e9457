package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.formula.RescalePlan.Possible;
import io.prepstation.model.formula.RescalePlan.StockTooSmall;
import io.prepstation.model.formula.RescalePlan.TooHeavy;
import io.prepstation.model.formula.RescalePlan.TooLarge;
import io.prepstation.model.formula.RescalePlanner.Held;
import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-8")
class RescalePlannerTest {

    private static final Amount LITRE = Amount.of("1", "L");
    private static final RescalePlanner PLANNER = planner("520", "0.020");

    private static RescalePlanner planner(String maximum, String minimumWeight) {
        return new RescalePlanner(
                LITRE,
                new Feasibility(
                        Mass.grams(maximum),
                        Mass.grams("0.001"),
                        Mass.grams(minimumWeight),
                        Mass.grams("100")));
    }

    private static Held held(int sequence, String target, @Nullable String in) {
        return new Held(line(sequence, target), in == null ? null : Mass.grams(in), null);
    }

    /// From −1 % to +2 %.
    private static FormulaLine line(int sequence, String target) {
        return new FormulaLine(
                sequence,
                "i-" + sequence,
                new BigDecimal(target),
                new Deviation.Percent(BigDecimal.ONE),
                new Deviation.Percent(BigDecimal.TWO));
    }

    @Nested
    class Too_much_of_the_only_ingredient_so_far {

        @Test
        void grows_the_batch_until_what_is_in_is_the_upper_limit() {
            Possible plan =
                    possible(
                            PLANNER.plan(
                                    LITRE, List.of(held(1, "10", "11.000"), held(2, "5", null))));
            assertEquals("1.078432 L", plan.after().toString());
            assertEquals(Mass.grams("11.000"), plan.targets().getFirst().tolerance().upperLimit());
            assertEquals(Mass.grams("0"), plan.targets().getFirst().toAdd());
            assertEquals(Mass.grams("5.392"), plan.targets().getLast().toAdd());
            assertTrue(plan.topUps().isEmpty());
        }
    }

    @Nested
    class Too_much_after_others_are_in {

        @Test
        void tops_up_what_falls_below_its_new_lower_limit() {
            Possible plan =
                    possible(
                            PLANNER.plan(
                                    LITRE,
                                    List.of(held(1, "10", "10.000"), held(2, "5", "5.500"))));
            assertEquals("1.078432 L", plan.after().toString());
            assertEquals(1, plan.topUps().size());
            assertEquals(Mass.grams("0.784"), plan.topUps().getFirst().toAdd());
        }

        @Test
        void tops_nothing_up_that_is_still_within_its_new_limits() {
            Possible plan =
                    possible(
                            PLANNER.plan(
                                    LITRE,
                                    List.of(held(1, "10", "10.150"), held(2, "5", "5.120"))));
            assertEquals("1.003922 L", plan.after().toString());
            assertTrue(plan.topUps().isEmpty());
        }

        @Test
        void grows_further_where_the_missing_part_would_be_too_light_to_weigh() {
            RescalePlanner coarse = planner("520", "0.500");
            Possible plan =
                    possible(
                            coarse.plan(
                                    LITRE, List.of(held(1, "10", "9.905"), held(2, "5", "5.200"))));
            assertEquals("1.020491 L", plan.after().toString());
            assertEquals(Mass.grams("0.502"), plan.topUps().getFirst().toAdd());
        }
    }

    @Nested
    class A_batch_that_cannot_grow {

        @Test
        void because_the_balance_carries_no_more_says_the_load() {
            TooHeavy heavy =
                    assertInstanceOf(
                            TooHeavy.class,
                            planner("120", "0.020")
                                    .plan(
                                            LITRE,
                                            List.of(held(1, "10", "19.000"), held(2, "5", null))));
            assertEquals(Mass.grams("128.500"), heavy.load());
        }

        @Test
        void because_the_stock_is_too_small_names_the_ingredient() {
            Held short_ = new Held(line(2, "5"), null, Mass.grams("5.100"));
            StockTooSmall stock =
                    assertInstanceOf(
                            StockTooSmall.class,
                            PLANNER.plan(LITRE, List.of(held(1, "10", "11.000"), short_)));
            assertEquals(2, stock.line().sequence());
            assertEquals(Mass.grams("5.392"), stock.needed());
        }

        @Test
        void because_the_overshoot_is_beyond_all_measure_names_the_line() {
            assertInstanceOf(
                    TooLarge.class, PLANNER.plan(LITRE, List.of(held(1, "0.010", "100.000"))));
        }
    }

    /// Whole pieces and whole grams, so that every batch can be tried.
    @Nested
    class On_small_cases {

        private static final int LARGEST = 1_200;

        @Test
        void no_smaller_batch_would_do_and_none_is_missed() {
            long seed = 20_261_121;
            System.out.println("rescale seed " + seed);
            SplittableRandom random = new SplittableRandom(seed);
            int grown = 0;
            int toppedUp = 0;
            for (int i = 0; i < 5_000; i++) {
                Possible plan = check(random);
                grown +=
                        plan != null && plan.after().value().compareTo(plan.before().value()) > 0
                                ? 1
                                : 0;
                toppedUp += plan != null && !plan.topUps().isEmpty() ? 1 : 0;
            }
            assertTrue(grown > 2_000, "only " + grown + " grew");
            assertTrue(toppedUp > 1_000, "only " + toppedUp + " were topped up");
        }

        @Test
        void a_planner_that_took_the_worst_ratio_would_be_noticed() {
            SplittableRandom random = new SplittableRandom(7);
            int worse = 0;
            for (int i = 0; i < 500; i++) {
                List<Case> cases = cases(random);
                int base = 5 + random.nextInt(40);
                int naive = worstRatio(cases, base);
                worse += smallest(cases, base, 1) < naive ? 1 : 0;
            }
            assertTrue(worse > 250, "the worst ratio was as good in all but " + worse);
        }

        private record Case(int target, int lower, int upper, int in) {}

        private static @Nullable Possible check(SplittableRandom random) {
            List<Case> cases = cases(random);
            int base = 5 + random.nextInt(40);
            int smallestTopUp = 1 + random.nextInt(6);
            RescalePlan plan =
                    new RescalePlanner(
                                    Amount.of("" + base, "pcs"),
                                    new Feasibility(
                                            Mass.grams("1000000"),
                                            Mass.grams("1"),
                                            Mass.grams("" + smallestTopUp),
                                            Mass.grams("0")))
                            .plan(Amount.of("" + base, "pcs"), held(cases));
            int expected = smallest(cases, base, smallestTopUp);
            if (!(plan instanceof Possible possible)) {
                assertEquals(LARGEST, expected, () -> plan + " for " + cases);
                return null;
            }
            int after = possible.after().value().intValueExact();
            if (expected < LARGEST || after < LARGEST) {
                assertEquals(expected, after, () -> base + " pcs of " + cases + ": " + plan);
            }
            int naive = worstRatio(cases, base);
            assertTrue(
                    after <= naive || !allowed(cases, base, naive, smallestTopUp),
                    () -> "worse than the worst ratio " + naive + ": " + plan);
            for (RescalePlan.Target target : possible.targets()) {
                Mass total = target.in().plus(target.toAdd());
                assertTrue(
                        total.isAtLeast(target.tolerance().lowerLimit())
                                && total.isAtMost(target.tolerance().upperLimit()),
                        target::toString);
            }
            return possible;
        }

        private static List<Case> cases(SplittableRandom random) {
            List<Case> cases = new ArrayList<>();
            int lines = 1 + random.nextInt(4);
            for (int i = 0; i < lines; i++) {
                int target = 20 + random.nextInt(200);
                int lower = 2 + random.nextInt(target / 8 + 1);
                int upper = 2 + random.nextInt(target / 8 + 1);
                int in =
                        i == lines - 1
                                ? target + upper + random.nextInt(target)
                                : random.nextInt(5) == 0
                                        ? 0
                                        : target - lower + random.nextInt(lower + upper + 1);
                cases.add(new Case(target, lower, upper, in));
            }
            return cases;
        }

        private static List<Held> held(List<Case> cases) {
            List<Held> held = new ArrayList<>();
            for (Case one : cases) {
                FormulaLine line =
                        new FormulaLine(
                                held.size() + 1,
                                "i-" + held.size(),
                                BigDecimal.valueOf(one.target()),
                                new Deviation.Absolute(BigDecimal.valueOf(one.lower())),
                                new Deviation.Absolute(BigDecimal.valueOf(one.upper())));
                held.add(new Held(line, one.in() == 0 ? null : Mass.grams("" + one.in()), null));
            }
            return held;
        }

        /// Tries every batch.
        private static int smallest(List<Case> cases, int base, int smallestTopUp) {
            int pieces = base;
            while (pieces < LARGEST && !allowed(cases, base, pieces, smallestTopUp)) {
                pieces++;
            }
            return pieces;
        }

        /// Whether what is in of every line stays within its limits, or can be topped up to them with room to aim.
        private static boolean allowed(List<Case> cases, int base, int pieces, int smallestTopUp) {
            for (Case one : cases) {
                if (one.in() == 0) {
                    continue;
                }
                int low = -Math.floorDiv(-(one.target() - one.lower()) * pieces, base);
                int high = Math.floorDiv((one.target() + one.upper()) * pieces, base);
                boolean within = one.in() >= low && one.in() <= high;
                boolean room = false;
                for (int added = smallestTopUp; one.in() + added + 4 <= high; added++) {
                    room = true;
                }
                if (!within && !room) {
                    return false;
                }
            }
            return true;
        }

        /// Everything scaled by the worst ratio of what is in to its target.
        private static int worstRatio(List<Case> cases, int base) {
            BigDecimal worst = BigDecimal.ONE;
            for (Case one : cases) {
                worst =
                        worst.max(
                                BigDecimal.valueOf(one.in())
                                        .divide(
                                                BigDecimal.valueOf(one.target()),
                                                9,
                                                RoundingMode.CEILING));
            }
            return worst.multiply(BigDecimal.valueOf(base))
                    .setScale(0, RoundingMode.CEILING)
                    .intValueExact();
        }
    }

    private static Possible possible(RescalePlan plan) {
        return assertInstanceOf(Possible.class, plan);
    }
}
