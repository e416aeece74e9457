package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("SYN-10")
class ClockOffsetTest {

    private static final Instant SENT = Instant.parse("2026-11-20T09:00:00Z");

    private static ClockOffset of(Duration roundTrip, Duration hubAtItsMiddle) {
        Instant middle = SENT.plus(roundTrip.dividedBy(2));
        return ClockOffset.measured(SENT, SENT.plus(roundTrip), middle.plus(hubAtItsMiddle))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {-7_200_000, -1, 0, 1, 7_200_000})
    void it_is_what_lies_between_the_hubs_clock_and_the_middle_of_the_round_trip(long millis) {
        Duration roundTrip = Duration.ofMillis(80);

        assertEquals(
                new ClockOffset(
                        Duration.ofMillis(-millis), Duration.ofMillis(40), SENT.plus(roundTrip)),
                of(roundTrip, Duration.ofMillis(millis)));
    }

    @Test
    void it_is_wrong_only_beyond_the_limit_and_what_is_not_known() {
        Duration slow = Duration.ofSeconds(8);
        Duration most = ClockOffset.LIMIT.plusSeconds(4);

        assertFalse(of(slow, most).isWrong());
        assertFalse(of(slow, most.negated()).isWrong());
        assertTrue(of(slow, most.plusMillis(1)).isWrong());
        assertTrue(of(slow, most.plusMillis(1).negated()).isWrong());
    }

    @Test
    void a_clock_that_was_set_meanwhile_or_a_wait_that_was_long_tells_nothing() {
        assertEquals(Optional.empty(), ClockOffset.measured(SENT, SENT.minusMillis(1), SENT));
        assertEquals(Optional.empty(), ClockOffset.measured(SENT, SENT.plusMillis(10_001), SENT));
    }
}
