package io.prepstation.model.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-11")
class ControlChartTest {

    private static final TestWeight W200 =
            new TestWeight(
                    "W200", Mass.grams("200"), Mass.grams("0.0010"), LocalDate.of(2027, 5, 31));

    /// @param steps deviations in 0.1 mg, the oldest first
    private static ControlChart chart(int... steps) {
        List<BalanceCheck> checks = new ArrayList<>();
        for (int step : steps) {
            Mass loaded = Mass.grams("200.0000").plus(Mass.grams(BigDecimal.valueOf(step, 4)));
            checks.add(check(checks.size(), "W200", "200", loaded));
        }
        return ControlChart.of(W200, checks);
    }

    private static BalanceCheck check(int day, String weight, String nominal, Mass loaded) {
        CheckReading reading =
                new CheckReading(
                        weight,
                        Mass.grams(nominal),
                        Mass.grams("0.0010"),
                        Mass.grams("0.0000"),
                        loaded,
                        "S S");
        return new BalanceCheck(
                "c" + day,
                CheckKind.WEIGHTS,
                "XS204",
                "B1",
                List.of(reading),
                null,
                reading.inside(),
                Instant.parse("2026-11-01T09:00:00Z").plusSeconds(86_400L * day),
                "u-op");
    }

    @Test
    void a_point_is_what_the_balance_showed_too_much() {
        ControlChart.Point point = chart(0, 4, -11).points().getLast();

        assertEquals(Mass.grams("-0.0011"), point.deviation());
        assertEquals(false, point.inside());
    }

    @Test
    void other_weights_and_other_masses_are_left_out() {
        ControlChart chart =
                ControlChart.of(
                        W200,
                        List.of(
                                check(0, "W10", "10", Mass.grams("10.0000")),
                                check(1, "W200", "20", Mass.grams("20.0000")),
                                check(2, "W200", "200", Mass.grams("200.0002"))));

        assertEquals(1, chart.points().size());
    }

    @Test
    void an_empty_chart_and_a_quiet_one_say_nothing() {
        assertEquals(Drift.NONE, chart().drift());
        assertEquals(Drift.NONE, chart(1, -1, 2, 0, -2, 1, 0, 1, -1, 0).drift());
    }

    @Test
    void six_points_that_rise_or_fall_are_a_trend_and_five_are_none() {
        assertEquals(Drift.TREND, chart(0, -3, -2, -1, 0, 1, 2).drift());
        assertEquals(Drift.TREND, chart(3, 2, 1, 0, -1, -2).drift());
        assertEquals(Drift.NONE, chart(0, -2, -1, 0, 1, 2).drift());
        assertEquals(Drift.NONE, chart(-2, -1, 0, 0, 1, 2).drift());
    }

    @Test
    void nine_points_on_one_side_of_the_mean_are_one_sided_and_eight_are_not() {
        assertEquals(Drift.ONE_SIDED, chart(-4, -4, 3, 2, 3, 2, 3, 2, 3, 2, 3).drift());
        assertEquals(Drift.NONE, chart(-4, -4, 3, 2, 3, 2, 3, 2, 3, 2).drift());
    }

    @Test
    void more_than_two_thirds_of_the_tolerance_is_near_its_limit() {
        assertEquals(Drift.NONE, chart(0, 6).drift());
        assertEquals(Drift.NEAR_LIMIT, chart(0, 7).drift());
        assertEquals(Drift.NEAR_LIMIT, chart(0, -7).drift());
    }
}
