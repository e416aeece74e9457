package io.prepstation.model.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.balance.BalanceIdentity;
import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Overload;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.BalanceReading.Unstable;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.mass.Mass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("WEI-11")
class CheckRunTest {

    private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
    private static final LocalDate CERTIFIED = LocalDate.of(2027, 5, 31);
    private static final BalanceIdentity BALANCE =
            new BalanceIdentity("XS204", "B1", Mass.grams("220"), Mass.grams("0.0001"));
    private static final TestWeight W200 =
            new TestWeight("W200", Mass.grams("200"), Mass.grams("0.0010"), CERTIFIED);
    private static final TestWeight W10 =
            new TestWeight("W10", Mass.grams("10"), Mass.grams("0.0003"), CERTIFIED);
    private static final CheckRun BEGUN = CheckRun.ofWeights(BALANCE, List.of(W200, W10));
    private static final CheckRun EMPTIED = BEGUN.heard(stable("0.0000"));

    private static Frame frame(String grams) {
        return new Frame(1, "S S " + grams + " g", AT);
    }

    private static BalanceReading stable(String grams) {
        return new Stable(Mass.grams(grams), frame(grams));
    }

    private static BalanceCheck check(CheckRun run, String limit) {
        return BalanceCheck.of(run, "c", Mass.grams(limit), AT, "u-op");
    }

    @Nested
    class A_pan {

        @Test
        void is_empty_within_ten_steps_of_zero() {
            assertEquals(Mass.grams("0.0010"), BEGUN.heard(stable("0.0010")).empty());
            assertEquals(Mass.grams("-0.0010"), BEGUN.heard(stable("-0.0010")).empty());
            assertNull(BEGUN.heard(stable("0.0011")).empty());
        }

        @Test
        void that_moves_is_not_known_to_be_empty() {
            assertNull(BEGUN.heard(new Unstable(Mass.grams("0.0000"), frame("0.0000"))).empty());
            assertNull(BEGUN.heard(new Unmarked(Mass.grams("0.0000"), frame("0.0000"))).empty());
            assertNull(BEGUN.heard(new Overload(frame(""))).empty());
        }

        @Test
        void must_be_emptied_before_the_first_weight_and_between_two() {
            assertSame(BEGUN, BEGUN.accepted(stable("200.0001")));
            CheckRun first = EMPTIED.accepted(stable("200.0001"));

            assertSame(first, first.accepted(stable("10.0000")));
            assertEquals(1, first.readings().size());
        }
    }

    @Nested
    class A_weight {

        @Test
        void is_taken_over_with_the_mass_and_the_frame_that_were_seen() {
            CheckReading reading = EMPTIED.accepted(stable("200.0004")).readings().getFirst();

            assertEquals(
                    new CheckReading(
                            "W200",
                            Mass.grams("200"),
                            Mass.grams("0.0010"),
                            Mass.grams("0.0000"),
                            Mass.grams("200.0004"),
                            "S S 200.0004 g"),
                    reading);
        }

        @Test
        void counts_from_what_the_empty_pan_showed() {
            CheckReading reading =
                    BEGUN.heard(stable("-0.0007"))
                            .accepted(stable("200.0004"))
                            .readings()
                            .getFirst();

            assertEquals(Mass.grams("0.0011"), reading.deviation());
            assertFalse(reading.inside());
        }

        @Test
        void is_not_taken_over_while_it_moves_or_weighs_less_than_half() {
            assertFalse(
                    EMPTIED.acceptable(new Unstable(Mass.grams("200.0001"), frame("200.0001"))));
            assertFalse(EMPTIED.acceptable(stable("99.9999")));
            assertTrue(EMPTIED.acceptable(stable("100.0000")));
        }
    }

    @Nested
    class The_result {

        private CheckRun ended(String heavy, String light) {
            return EMPTIED.accepted(stable(heavy)).heard(stable("0.0001")).accepted(stable(light));
        }

        @Test
        void is_a_pass_if_every_weight_is_inside_its_tolerance() {
            assertTrue(check(ended("200.0010", "9.9998"), "0").passed());
        }

        @Test
        void is_a_failure_if_one_is_a_step_outside() {
            assertFalse(check(ended("200.0011", "10.0001"), "0").passed());
            assertFalse(check(ended("200.0000", "9.9997"), "0").passed());
        }

        @Test
        void is_not_known_before_the_last_weight() {
            CheckRun halfway = EMPTIED.accepted(stable("200.0000"));

            assertThrows(IllegalStateException.class, () -> check(halfway, "0"));
        }
    }

    @Nested
    class Repeatability {

        /// Five at 10.0000 g, five at 10.0001 g: s = 0.52705 d, minimum weight 0.1055 g; see MinimumWeightTest.
        private CheckRun fiveAndFive() {
            CheckRun run = CheckRun.ofRepeatability(BALANCE, W10);
            for (int i = 0; i < 10; i++) {
                run =
                        run.heard(stable("0.0000"))
                                .accepted(stable(i % 2 == 0 ? "10.0000" : "10.0001"));
            }
            return run;
        }

        @Test
        void takes_ten_readings_and_tells_the_minimum_weight() {
            BalanceCheck check = check(fiveAndFive(), "0");

            assertEquals(10, check.readings().size());
            assertEquals(Mass.grams("0.1055"), check.minimumWeight());
            assertTrue(check.passed());
        }

        @Test
        void passes_exactly_up_to_the_sites_minimum_weight() {
            assertTrue(check(fiveAndFive(), "0.1055").passed());
            assertFalse(check(fiveAndFive(), "0.1054").passed());
        }

        @Test
        void says_nothing_after_nine() {
            CheckRun run = CheckRun.ofRepeatability(BALANCE, W10);
            for (int i = 0; i < 9; i++) {
                run = run.heard(stable("0.0000")).accepted(stable("10.0000"));
            }
            CheckRun nine = run;

            assertFalse(nine.ended());
            assertThrows(IllegalStateException.class, () -> check(nine, "0"));
        }

        /// Ten equal readings: s = 0 counts as 0.41 d.
        @Test
        void without_any_scatter_counts_as_0_41_d() {
            CheckRun run = CheckRun.ofRepeatability(BALANCE, W10);
            for (int i = 0; i < 10; i++) {
                run = run.heard(stable("0.0000")).accepted(stable("10.0002"));
            }

            assertEquals(Mass.grams("0.0820"), check(run, "0").minimumWeight());
        }

        /// The zero went along: the net masses are all equal, although the displays are not.
        @Test
        void is_reckoned_on_net_masses() {
            CheckRun run = CheckRun.ofRepeatability(BALANCE, W10);
            for (int i = 0; i < 10; i++) {
                run = run.heard(stable("0.000" + i)).accepted(stable("10.000" + i));
            }

            assertEquals(Mass.grams("0.0820"), check(run, "0").minimumWeight());
        }
    }
}
