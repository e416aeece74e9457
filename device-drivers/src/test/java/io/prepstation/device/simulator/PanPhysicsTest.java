package io.prepstation.device.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PanPhysicsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long READABILITY = 100;
    private static final long TEN_GRAMS = 10_000_000;

    private final PanPhysics pan = new PanPhysics(new SplittableRandom(7), READABILITY, 0);

    @Test
    void an_empty_pan_is_stable_around_zero() {
        assertTrue(pan.stable(SECOND));
        assertTrue(Math.abs(pan.felt(SECOND)) <= READABILITY, "felt " + pan.felt(SECOND));
    }

    @Test
    void a_load_settles_exponentially_and_is_stable_within_three_seconds() {
        pan.place(TEN_GRAMS, SECOND);
        long soon = pan.felt(SECOND + SECOND / 20);
        assertTrue(soon > TEN_GRAMS / 10 && soon < TEN_GRAMS / 2 * 1.2, "felt " + soon);
        assertFalse(pan.stable(SECOND + SECOND / 2));
        assertTrue(pan.stable(4 * SECOND));
        assertTrue(
                Math.abs(TEN_GRAMS - pan.felt(4 * SECOND)) <= READABILITY,
                "felt " + pan.felt(4 * SECOND));
    }

    @Test
    void a_pour_brings_exactly_its_mass_and_is_never_stable_while_it_lasts() {
        pan.pour(TEN_GRAMS, Duration.ofSeconds(4), SECOND);
        LongStream.range(11, 50)
                .forEach(tenth -> assertFalse(pan.stable(tenth * SECOND / 10), "at " + tenth));
        assertTrue(pan.load(2 * SECOND) > 0 && pan.load(2 * SECOND) < TEN_GRAMS);
        assertEquals(TEN_GRAMS, pan.load(6 * SECOND));
        assertTrue(pan.stable(8 * SECOND));
    }

    @Test
    void a_pour_never_takes_anything_back() {
        pan.pour(TEN_GRAMS, Duration.ofSeconds(4), 0);
        List<Long> loads =
                LongStream.range(0, 60).mapToObj(tenth -> pan.load(tenth * SECOND / 10)).toList();
        assertEquals(loads.stream().sorted().toList(), loads);
    }

    @Test
    void clearing_stops_a_pour() {
        pan.pour(TEN_GRAMS, Duration.ofSeconds(4), 0);
        pan.clear(SECOND);
        assertEquals(0, pan.load(10 * SECOND));
    }

    @Test
    void the_same_seed_and_times_feel_the_same() {
        assertEquals(felt(11), felt(11));
        assertNotEquals(felt(11), felt(12));
    }

    @Test
    void a_calm_pan_stays_within_one_digit_for_an_hour() {
        for (long second = 0; second < 3600; second++) {
            assertTrue(
                    Math.abs(pan.felt(second * SECOND)) <= READABILITY, "after " + second + " s");
        }
    }

    private static List<Long> felt(long seed) {
        PanPhysics other = new PanPhysics(new SplittableRandom(seed), READABILITY, 0);
        other.pour(TEN_GRAMS, Duration.ofSeconds(2), 0);
        return LongStream.range(0, 50).mapToObj(tenth -> other.felt(tenth * SECOND / 10)).toList();
    }
}
