package io.prepstation.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.mass.Deviation;
import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.util.List;
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
                    balance.problems(
                            List.of(line(1, "19", "20", "25"), line(2, "20", "21", "25.000"))));
        }

        @Test
        void beyond_the_maximum_is_refused_once_with_the_line_that_is_too_much() {
            ScaledLine second = line(2, "20", "21", "25.001");
            assertEquals(
                    List.of(
                            new Infeasible.TooHeavy(
                                    second.line(), Mass.grams("100.001"), Mass.grams("100.000"))),
                    balance.problems(
                            List.of(line(1, "19", "20", "25"), second, line(3, "1", "2", "3"))));
        }
    }

    @Nested
    class The_target {

        @Test
        void may_be_the_minimum_weight() {
            assertEquals(List.of(), balance.problems(List.of(line(1, "0.018", "0.020", "0.022"))));
        }

        @Test
        void below_the_minimum_weight_is_refused() {
            ScaledLine light = line(1, "0.017", "0.019", "0.021");
            assertEquals(
                    List.of(
                            new Infeasible.TooLight(
                                    light.line(), Mass.grams("0.019"), Mass.grams("0.020"))),
                    balance.problems(List.of(light)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.000", "-1.500", "0.0005"})
        void with_a_tolerance_that_an_empty_vessel_would_pass_is_refused(String lower) {
            ScaledLine wide = line(1, lower, "0.500", "2.500");
            assertEquals(
                    List.of(new Infeasible.TooLight(wide.line(), Mass.grams(lower), D)),
                    balance.problems(List.of(wide)));
        }

        @Test
        void rounded_to_nothing_is_refused_even_without_a_minimum_weight() {
            Feasibility any =
                    new Feasibility(Mass.grams("100"), D, Mass.grams("0"), Mass.grams("0"));
            ScaledLine nothing = line(1, "-1.000", "0.000", "1.000");
            assertEquals(
                    List.of(new Infeasible.TooLight(nothing.line(), Mass.grams("0.000"), D)),
                    any.problems(List.of(nothing)));
        }
    }

    @Nested
    class The_tolerance {

        @Test
        void of_two_steps_to_each_side_can_be_met() {
            assertEquals(List.of(), balance.problems(List.of(line(1, "9.998", "10", "10.002"))));
        }

        @Test
        void finer_on_one_side_is_refused_by_the_finer_side() {
            ScaledLine fine = line(1, "9.998", "10.000", "10.001");
            assertEquals(
                    List.of(
                            new Infeasible.TooFine(
                                    fine.line(), Mass.grams("0.001"), Mass.grams("0.002"))),
                    balance.problems(List.of(fine)));
        }

        @Test
        void with_crossed_limits_is_refused() {
            ScaledLine crossed = line(1, "10.001", "10.000", "9.999");
            assertEquals(
                    List.of(
                            new Infeasible.TooFine(
                                    crossed.line(), Mass.grams("-0.001"), Mass.grams("0.002"))),
                    balance.problems(List.of(crossed)));
        }
    }

    @Test
    void every_problem_is_named_in_the_order_of_the_lines() {
        assertEquals(
                List.of(1, 1, 2),
                balance
                        .problems(
                                List.of(
                                        line(1, "0.009", "0.010", "0.011"),
                                        line(2, "40", "50", "60")))
                        .stream()
                        .map(problem -> problem.line().sequence())
                        .toList());
    }
}
