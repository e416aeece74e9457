package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.ClockFloor.Witness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("STO-9")
class ClockFloorTest {

    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant HEARD = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant WRITTEN = Instant.parse("2026-11-20T10:00:00Z");

    private static Optional<ClockOffset> hub(Duration ahead) {
        return Optional.of(new ClockOffset(ahead, Duration.ZERO, HEARD.plus(ahead)));
    }

    private static ClockFloor floor(Optional<ClockOffset> hub, Instant... events) {
        return ClockFloor.of(Optional.of(BUILT), hub, List.of(events)).orElseThrow();
    }

    @Test
    void it_is_the_latest_that_anybody_saw() {
        assertEquals(new ClockFloor(BUILT, Witness.PROGRAM), floor(Optional.empty()));
        assertEquals(new ClockFloor(HEARD, Witness.HUB), floor(hub(Duration.ZERO)));
        assertEquals(
                new ClockFloor(WRITTEN, Witness.TRAIL), floor(hub(Duration.ZERO), HEARD, WRITTEN));
        assertEquals(
                new ClockFloor(WRITTEN, Witness.TRAIL), floor(Optional.empty(), WRITTEN, HEARD));
        assertEquals(
                Optional.empty(), ClockFloor.of(Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void what_was_written_by_a_clock_that_was_ahead_of_the_hub_holds_nobody_up() {
        Instant future = Instant.parse("2030-01-01T00:00:00Z");

        assertEquals(new ClockFloor(HEARD, Witness.HUB), floor(hub(Duration.ofDays(1100)), future));
    }

    @Test
    void a_hub_that_is_ahead_counts_for_what_this_clock_showed_then() {
        Instant shown = HEARD.minusSeconds(180);

        assertEquals(
                new ClockFloor(shown, Witness.HUB), floor(hub(Duration.between(HEARD, shown))));
    }

    @Test
    void nobody_may_say_that_the_program_was_built_later_than_now() {
        assertFalse(floor(Optional.empty()).canBeOverruled());
        assertTrue(floor(hub(Duration.ZERO)).canBeOverruled());
        assertTrue(floor(Optional.empty(), WRITTEN).canBeOverruled());
    }

    @Test
    void a_clock_before_it_is_refused_one_that_was_set_back_a_little_is_not() {
        ClockFloor floor = floor(hub(Duration.ZERO));

        assertFalse(floor.refuses(HEARD));
        assertFalse(floor.refuses(HEARD.minus(ClockOffset.LIMIT)));
        assertTrue(floor.refuses(HEARD.minus(ClockOffset.LIMIT).minusMillis(1)));
        assertTrue(floor.refuses(Instant.EPOCH));
    }

    @Test
    void it_goes_on_and_stands_for_a_clock_that_is_behind() {
        ClockFloor later = floor(hub(Duration.ZERO)).after(Duration.ofHours(2));

        assertEquals(HEARD.plus(Duration.ofHours(2)), later.orLater(WRITTEN));
        assertEquals(HEARD.plus(Duration.ofHours(3)), later.orLater(HEARD.plusSeconds(3 * 3600)));
    }
}
