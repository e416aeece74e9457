package io.prepstation.model.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.mass.Mass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-11")
class CheckPlanTest {

    private static final Instant NINE = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final LocalDate CERTIFIED = LocalDate.of(2027, 5, 31);
    private static final BalanceIdentity BALANCE =
            new BalanceIdentity("XS204", "B1", Mass.grams("220"), Mass.grams("0.0001"));
    private static final TestWeight W200 =
            new TestWeight("W200", Mass.grams("200"), Mass.grams("0.0010"), CERTIFIED);
    private static final TestWeight W10 =
            new TestWeight("W10", Mass.grams("10"), Mass.grams("0.0003"), CERTIFIED);
    private static final CheckPlan DAILY = plan(DAY, Duration.ZERO, null, W200, W10);

    private static CheckPlan plan(
            Duration every,
            Duration repeatability,
            @Nullable LocalDate calibrated,
            TestWeight... weights) {
        return new CheckPlan(Enforcement.BLOCK, every, repeatability, List.of(weights), calibrated);
    }

    private static BalanceCheck check(CheckKind kind, boolean passed, TestWeight... weights) {
        return new BalanceCheck(
                "c",
                kind,
                "XS204",
                "B1",
                List.of(weights).stream()
                        .map(weight ->
                                new CheckReading(
                                        weight.id(),
                                        weight.mass(),
                                        weight.tolerance(),
                                        Mass.grams("0.0000"),
                                        weight.mass(),
                                        "S S"))
                        .toList(),
                null,
                passed,
                NINE,
                "u-op");
    }

    private static Optional<CheckProblem> problem(CheckPlan plan, LastChecks last, Instant now) {
        return plan.problem(BALANCE, last, now, ZoneOffset.UTC);
    }

    private static LastChecks weights(BalanceCheck check) {
        return new LastChecks(check, null);
    }

    @Nested
    class A_balance {

        @Test
        void that_nobody_plans_to_check_is_ready() {
            assertEquals(Optional.empty(), problem(CheckPlan.NONE, LastChecks.NONE, NINE));
        }

        @Test
        void never_checked_is_not_ready() {
            assertEquals(
                    Optional.of(new CheckProblem.NeverChecked(CheckKind.WEIGHTS)),
                    problem(DAILY, LastChecks.NONE, NINE));
        }

        @Test
        void is_ready_until_the_interval_is_over_and_not_a_moment_longer() {
            LastChecks checked = weights(check(CheckKind.WEIGHTS, true, W200, W10));

            assertEquals(Optional.empty(), problem(DAILY, checked, NINE));
            assertEquals(Optional.empty(), problem(DAILY, checked, NINE.plus(DAY).minusMillis(1)));
            assertEquals(
                    Optional.of(new CheckProblem.Overdue(CheckKind.WEIGHTS, NINE)),
                    problem(DAILY, checked, NINE.plus(DAY)));
        }

        @Test
        void that_failed_is_not_ready_until_it_passes() {
            assertEquals(
                    Optional.of(new CheckProblem.Failed(CheckKind.WEIGHTS, NINE)),
                    problem(DAILY, weights(check(CheckKind.WEIGHTS, false, W200, W10)), NINE));
        }

        @Test
        void checked_without_a_weight_of_the_plan_counts_as_never_checked() {
            assertInstanceOf(
                    CheckProblem.NeverChecked.class,
                    problem(DAILY, weights(check(CheckKind.WEIGHTS, true, W200)), NINE)
                            .orElseThrow());
        }

        @Test
        void checked_with_another_mass_under_the_same_name_counts_as_never_checked() {
            TestWeight other =
                    new TestWeight("W10", Mass.grams("20"), Mass.grams("0.0003"), CERTIFIED);

            assertInstanceOf(
                    CheckProblem.NeverChecked.class,
                    problem(DAILY, weights(check(CheckKind.WEIGHTS, true, W200, other)), NINE)
                            .orElseThrow());
        }

        @Test
        void checked_in_the_future_was_checked_by_a_clock_that_was_wrong() {
            assertInstanceOf(
                    CheckProblem.Overdue.class,
                    problem(
                                    DAILY,
                                    weights(check(CheckKind.WEIGHTS, true, W200, W10)),
                                    NINE.minusSeconds(1))
                            .orElseThrow());
        }

        @Test
        void too_small_for_a_weight_of_the_plan_is_checked_with_the_others() {
            BalanceIdentity small =
                    new BalanceIdentity("XS54", "B2", Mass.grams("52"), Mass.grams("0.0001"));

            assertEquals(List.of(W10), DAILY.weightsFor(small));
            assertEquals(
                    Optional.empty(),
                    DAILY.problem(
                            small,
                            weights(check(CheckKind.WEIGHTS, true, W10)),
                            NINE,
                            ZoneOffset.UTC));
        }
    }

    @Nested
    class Calibration {

        @Test
        void holds_through_its_last_day_in_the_labs_zone() {
            CheckPlan plan = plan(Duration.ZERO, Duration.ZERO, LocalDate.of(2026, 11, 21));
            Instant lastMoment = Instant.parse("2026-11-21T23:59:59Z");

            assertEquals(Optional.empty(), problem(plan, LastChecks.NONE, lastMoment));
            assertEquals(
                    Optional.of(new CheckProblem.CalibrationOver(LocalDate.of(2026, 11, 21))),
                    problem(plan, LastChecks.NONE, lastMoment.plusSeconds(1)));
            assertTrue(
                    plan.problem(BALANCE, LastChecks.NONE, lastMoment, ZoneOffset.ofHours(1))
                            .isPresent());
        }
    }

    @Nested
    class Repeatability {

        private final CheckPlan monthly = plan(DAY, Duration.ofDays(30), null, W200, W10);

        @Test
        void is_due_by_itself() {
            assertEquals(
                    Optional.of(new CheckProblem.NeverChecked(CheckKind.REPEATABILITY)),
                    problem(monthly, weights(check(CheckKind.WEIGHTS, true, W200, W10)), NINE));
        }

        @Test
        void is_measured_with_the_lightest_weight() {
            assertEquals(Optional.of(W10), monthly.repeatabilityWeight(BALANCE));
            assertEquals(
                    10, monthly.run(CheckKind.REPEATABILITY, BALANCE).orElseThrow().loads().size());
        }

        @Test
        void raises_the_minimum_weight_but_never_lowers_it() {
            BalanceCheck check =
                    new BalanceCheck(
                            "c",
                            CheckKind.REPEATABILITY,
                            "XS204",
                            "B1",
                            List.of(),
                            Mass.grams("0.1055"),
                            true,
                            NINE,
                            "u-op");
            LastChecks last = new LastChecks(null, check);

            assertEquals(Mass.grams("0.1055"), last.minimumWeight(Mass.grams("0.05")));
            assertEquals(Mass.grams("0.2"), last.minimumWeight(Mass.grams("0.2")));
            assertEquals(Mass.grams("0.2"), LastChecks.NONE.minimumWeight(Mass.grams("0.2")));
        }
    }

    @Nested
    class A_certificate {

        @Test
        void holds_through_its_last_day() {
            assertEquals(Optional.empty(), CheckPlan.expired(List.of(W200, W10), CERTIFIED));
            assertEquals(
                    Optional.of(W200),
                    CheckPlan.expired(List.of(W200, W10), CERTIFIED.plusDays(1)));
        }
    }
}
