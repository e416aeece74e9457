package io.prepstation.device.camera;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SES-7")
class RepeatFilterTest {

    private static final String FORMULA = "F=PRM00936";
    private static final String UNKNOWN = "4006381333931";

    private long now;
    private final RepeatFilter filter =
            new RepeatFilter(
                    Duration.ofSeconds(2),
                    text -> text.startsWith("F="),
                    new DeviceClock(InstantSource.system(), () -> now));

    @Test
    void a_known_code_counts_at_once_and_only_once_while_it_is_held() {
        assertTrue(filter.counts(FORMULA));
        for (int read = 0; read < 100; read++) {
            after(Duration.ofMillis(1900));
            assertFalse(filter.counts(FORMULA));
        }
    }

    @Test
    void it_counts_again_when_it_has_left_the_view() {
        filter.counts(FORMULA);
        after(Duration.ofSeconds(2));
        assertTrue(filter.counts(FORMULA));
    }

    @Test
    void an_unknown_code_must_be_read_twice_within_a_second() {
        assertFalse(filter.counts(UNKNOWN));
        after(Duration.ofMillis(1100));
        assertFalse(filter.counts(UNKNOWN));
        after(Duration.ofMillis(900));
        assertTrue(filter.counts(UNKNOWN));
        assertFalse(filter.counts(UNKNOWN));
    }

    @Test
    void two_unknown_codes_in_view_that_are_read_in_turn_count_once_each() {
        assertFalse(filter.counts("a"));
        assertFalse(filter.counts("b"));
        assertTrue(filter.counts("a"));
        assertTrue(filter.counts("b"));
        assertFalse(filter.counts("a"));
        assertFalse(filter.counts("b"));
    }

    @Test
    void two_codes_in_view_count_once_each() {
        assertTrue(filter.counts("F=1"));
        assertTrue(filter.counts("F=2"));
        assertFalse(filter.counts("F=1"));
        assertFalse(filter.counts("F=2"));
    }

    private void after(Duration time) {
        now += time.toNanos();
    }
}
