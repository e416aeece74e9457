package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("WEI-9")
class FeasibilityTest {

    private static final Mass D = Mass.grams("0.001");
    private final Feasibility balance =
            new Feasibility(Mass.grams("100.000"), D, Mass.grams("0.020"), Mass.grams("50.000"));

    private static final Amount LITRE = Amount.of("1", "L");

    private List<Infeasible> problems(List<ScaledLine> lines) {
        return balance.problems(LITRE, lines);
    }

    private static ScaledLine asking(LineRule rule, ScaledLine plain) {
        FormulaLine line = plain.line();
        return new ScaledLine(
                new FormulaLine(
                        line.sequence(),
                        line.ingredientId(),
                        line.targetG(),
                        line.lower(),
                        line.upper(),
                        Set.of(rule)),
                plain.target(),
                plain.lowerLimit(),
                plain.upperLimit());
    }

    private static ScaledLine line(int sequence, String lower, String target, String upper) {
        return new ScaledLine(
                new FormulaLine(
                        sequence,
                        "i-" + sequence,
                        new BigDecimal(target),
                        new Deviation.Absolute(BigDecimal.ZERO),
                        new Deviation.Absolute(BigDecimal.ZERO)),
                Mass.grams(target),
                Mass.grams(lower),
                Mass.grams(upper));
    }

    @Nested
    class The_load {

        @Test
        void of_vessel_and_all_upper_limits_may_reach_the_maximum() {
            assertEquals(
                    List.of(),
                    problems(List.of(line(1, "19", "20", "25"), line(2, "20", "21", "25.000"))));
        }

        @Test
        void beyond_the_maximum_is_refused_once_with_the_line_that_is_too_much() {
            ScaledLine second = line(2, "20", "21", "25.001");
            assertEquals(
                    List.of(
                            new Infeasible.TooHeavy(
                                    second.line(), Mass.grams("100.001"), Mass.grams("100.000"))),
                    problems(List.of(line(1, "19", "20", "25"), second, line(3, "1", "2", "3"))));
        }
    }

    @Nested
    class A_vessel_of_its_own {

        private final ScaledLine own = asking(LineRule.OWN_VESSEL, line(2, "20", "21", "40"));

        @Test
        void counts_for_itself_alone() {
            assertEquals(
                    List.of(),
                    problems(List.of(line(1, "19", "20", "25"), own, line(3, "20", "21", "25"))));
        }

        @Test
        void that_is_too_heavy_is_refused_by_its_line() {
            ScaledLine heavy = asking(LineRule.OWN_VESSEL, line(2, "20", "21", "50.001"));
            ScaledLine third = line(3, "20", "21", "25.001");
            assertEquals(
                    List.of(
                            new Infeasible.TooHeavy(
                                    heavy.line(), Mass.grams("100.001"), Mass.grams("100.000")),
                            new Infeasible.TooHeavy(
                                    third.line(), Mass.grams("100.001"), Mass.grams("100.000"))),
                    problems(List.of(line(1, "19", "20", "25"), heavy, third)));
        }
    }

    @Nested
    class A_line_by_difference {

        @Test
        void is_not_held_against_the_balance_but_the_next_one_with_it_is() {
            ScaledLine heavy = asking(LineRule.BY_DIFFERENCE, line(1, "20", "21", "50.001"));
            assertEquals(List.of(), problems(List.of(heavy)));
            ScaledLine next = line(2, "1", "2", "3");
            assertEquals(
                    List.of(
                            new Infeasible.TooHeavy(
                                    next.line(), Mass.grams("103.001"), Mass.grams("100.000"))),
                    problems(List.of(heavy, next)));
        }
    }

    @Nested
    class The_vessels_volume {

        private final Feasibility beaker =
                new Feasibility(
                        Mass.grams("10000"),
                        D,
                        Mass.grams("0"),
                        true,
                        Mass.grams("50"),
                        Amount.of("500", "mL"));
        private final List<ScaledLine> lines =
                List.of(
                        line(1, "19", "20", "25"),
                        line(2, "19", "20", "25"),
                        asking(LineRule.OWN_VESSEL, line(3, "19", "20", "25")));

        @Test
        void may_be_filled() {
            assertEquals(List.of(), beaker.problems(Amount.of("0.500", "L"), lines));
        }

        @Test
        void that_would_flow_over_is_refused_with_the_last_line_that_goes_into_it() {
            assertEquals(
                    List.of(
                            new Infeasible.TooMuch(
                                    lines.get(1).line(),
                                    Amount.of("0.501", "L"),
                                    Amount.of("500", "mL"))),
                    beaker.problems(Amount.of("0.501", "L"), lines));
        }

        @Test
        void says_nothing_about_masses() {
            assertEquals(List.of(), beaker.problems(Amount.of("2", "kg"), lines));
        }
    }

    @Nested
    class Where_the_minimum_weight_counts_for_accurate_lines_only {

        private final Feasibility some =
                new Feasibility(
                        Mass.grams("100"), D, Mass.grams("0.020"), false, Mass.grams("0"), null);
        private final ScaledLine light = line(1, "0.017", "0.019", "0.021");

        @Test
        void other_lines_may_be_lighter() {
            assertEquals(List.of(), some.problems(LITRE, List.of(light)));
        }

        @Test
        void accurate_ones_are_refused_below_it() {
            ScaledLine accurate = asking(LineRule.ACCURATE, light);
            assertEquals(
                    List.of(
                            new Infeasible.TooLight(
                                    accurate.line(), Mass.grams("0.019"), Mass.grams("0.020"))),
                    some.problems(LITRE, List.of(accurate)));
        }
    }

    @Nested
    class The_target {

        @Test
        void may_be_the_minimum_weight() {
            assertEquals(List.of(), problems(List.of(line(1, "0.018", "0.020", "0.022"))));
        }

        @Test
        void below_the_minimum_weight_is_refused() {
            ScaledLine light = line(1, "0.017", "0.019", "0.021");
            assertEquals(
                    List.of(
                            new Infeasible.TooLight(
                                    light.line(), Mass.grams("0.019"), Mass.grams("0.020"))),
                    problems(List.of(light)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.000", "-1.500", "0.0005"})
        void with_a_tolerance_that_an_empty_vessel_would_pass_is_refused(String lower) {
            ScaledLine wide = line(1, lower, "0.500", "2.500");
            assertEquals(
                    List.of(new Infeasible.TooLight(wide.line(), Mass.grams(lower), D)),
                    problems(List.of(wide)));
        }

        @Test
        void rounded_to_nothing_is_refused_even_without_a_minimum_weight() {
            Feasibility any =
                    new Feasibility(Mass.grams("100"), D, Mass.grams("0"), Mass.grams("0"));
            ScaledLine nothing = line(1, "-1.000", "0.000", "1.000");
            assertEquals(
                    List.of(new Infeasible.TooLight(nothing.line(), Mass.grams("0.000"), D)),
                    any.problems(LITRE, List.of(nothing)));
        }
    }

    @Nested
    class The_tolerance {

        @Test
        void of_two_steps_to_each_side_can_be_met() {
            assertEquals(List.of(), problems(List.of(line(1, "9.998", "10", "10.002"))));
        }

        @Test
        void finer_on_one_side_is_refused_by_the_finer_side() {
            ScaledLine fine = line(1, "9.998", "10.000", "10.001");
            assertEquals(
                    List.of(
                            new Infeasible.TooFine(
                                    fine.line(), Mass.grams("0.001"), Mass.grams("0.002"))),
                    problems(List.of(fine)));
        }

        @Test
        void with_crossed_limits_is_refused() {
            ScaledLine crossed = line(1, "10.001", "10.000", "9.999");
            assertEquals(
                    List.of(
                            new Infeasible.TooFine(
                                    crossed.line(), Mass.grams("-0.001"), Mass.grams("0.002"))),
                    problems(List.of(crossed)));
        }
    }

    @Test
    void every_problem_is_named_in_the_order_of_the_lines() {
        assertEquals(
                List.of(1, 1, 2),
                problems(List.of(line(1, "0.009", "0.010", "0.011"), line(2, "40", "50", "60")))
                        .stream()
                        .map(problem -> problem.line().sequence())
                        .toList());
    }
}
