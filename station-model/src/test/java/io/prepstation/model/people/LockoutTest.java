package io.prepstation.model.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("STO-9")
class LockoutTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private static Lockout after(int tries) {
        Lockout lockout = Lockout.NONE;
        for (int i = 0; i < tries; i++) {
            lockout = lockout.tried(NOW);
        }
        return lockout;
    }

    @Nested
    class Wrong_pins {

        @Test
        void the_first_four_cost_nothing() {
            assertEquals(Optional.empty(), after(4).waitAt(NOW));
        }

        @Test
        void the_fifth_closes_the_badge_and_each_further_one_doubles_the_wait() {
            assertEquals(Optional.of(Duration.ofSeconds(30)), after(5).waitAt(NOW));
            assertEquals(Optional.of(Duration.ofSeconds(60)), after(6).waitAt(NOW));
            assertEquals(Optional.of(Duration.ofMinutes(16)), after(10).waitAt(NOW));
        }

        @Test
        void the_wait_ends_and_never_grows_beyond_a_shift() {
            assertEquals(Optional.of(Duration.ofHours(8)), after(100).waitAt(NOW));
            assertEquals(Optional.empty(), after(5).waitAt(NOW.plusSeconds(30)));
        }

        @Test
        void of_a_clock_that_was_ahead_close_the_badge_no_longer_than_they_cost() {
            Instant right = NOW.minus(Duration.ofDays(1000));

            assertEquals(Optional.empty(), after(4).at(right).waitAt(right));
            assertEquals(Optional.of(Duration.ofSeconds(30)), after(5).at(right).waitAt(right));
            assertEquals(after(5), after(5).at(NOW));
            assertEquals(after(5), after(5).at(NOW.plusSeconds(20)));
        }

        /// What a thief of a badge can try in a year, against a million PINs.
        @Test
        void a_year_of_guessing_is_about_a_thousand_tries() {
            Instant at = NOW;
            Lockout lockout = Lockout.NONE;
            int tries = 0;
            while (at.isBefore(NOW.plus(Duration.ofDays(365)))) {
                lockout = lockout.tried(at);
                at = at.plus(lockout.waitAt(at).orElse(Duration.ZERO));
                tries++;
            }
            assertTrue(tries < 1_200, tries + " tries");
        }
    }

    @Nested
    class A_pin {

        @Test
        void of_six_mixed_digits_is_good() {
            assertEquals(Optional.empty(), PinRule.fault("271828"));
            assertEquals(Optional.empty(), PinRule.fault("135790"));
        }

        @Test
        void that_is_short_long_lettered_repeated_or_counted_is_not() {
            for (String bad :
                    new String[] {
                        "",
                        "12345",
                        "1234567890123",
                        "27182a",
                        "27182８",
                        "000000",
                        "123456",
                        "987654"
                    }) {
                assertTrue(PinRule.fault(bad).isPresent(), bad);
            }
        }
    }
}
