package io.prepstation.model.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-17")
class NightlyTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Nightly AT_ONE_TWENTY = new Nightly(BERLIN, Duration.ofMinutes(20));

    @Test
    void a_station_has_the_same_minute_every_night() {
        assertEquals(Nightly.of("station-1", BERLIN), Nightly.of("station-1", BERLIN));
    }

    @Test
    void a_fleet_does_not_call_at_once() {
        var inTheSameMinute =
                IntStream.range(0, 600)
                        .mapToObj(n -> Nightly.of("station-" + n, BERLIN).offset().toMinutes())
                        .collect(Collectors.groupingBy(minute -> minute, Collectors.counting()));

        assertEquals(60, inTheSameMinute.size());
        assertTrue(inTheSameMinute.values().stream().allMatch(count -> count <= 25));
    }

    @Test
    void the_night_is_due_from_its_minute_on_until_it_is_through() {
        Instant before = Instant.parse("2026-11-20T00:19:59Z");
        Instant at = Instant.parse("2026-11-20T00:20:00Z");
        Instant yesterday = Instant.parse("2026-11-19T00:21:00Z");

        assertFalse(AT_ONE_TWENTY.isDue(yesterday, before));
        assertTrue(AT_ONE_TWENTY.isDue(yesterday, at));
        assertFalse(AT_ONE_TWENTY.isDue(at, at.plusSeconds(60)));
    }

    @Test
    void a_night_without_power_is_made_up_for() {
        Instant monday = Instant.parse("2026-11-16T00:20:00Z");

        assertTrue(AT_ONE_TWENTY.isDue(monday, Instant.parse("2026-11-20T08:00:00Z")));
        assertTrue(AT_ONE_TWENTY.isDue(null, monday));
    }

    @Test
    void a_time_that_a_wrong_clock_wrote_keeps_no_night_from_its_sync() {
        Instant now = Instant.parse("2026-11-20T08:00:00Z");

        assertTrue(AT_ONE_TWENTY.isDue(now.plus(Duration.ofDays(400)), now));
    }

    @Test
    void the_day_before_is_the_local_one_also_when_the_clocks_change() {
        assertEquals(
                LocalDate.of(2026, 11, 19),
                AT_ONE_TWENTY.dayBefore(Instant.parse("2026-11-20T00:20:00Z")));
        assertEquals(
                LocalDate.of(2026, 11, 18),
                AT_ONE_TWENTY.dayBefore(Instant.parse("2026-11-20T00:19:00Z")));
        assertEquals(
                Instant.parse("2026-03-29T00:20:00Z"),
                AT_ONE_TWENTY.lastBefore(Instant.parse("2026-03-29T12:00:00Z")));
        assertEquals(
                Instant.parse("2026-10-24T23:20:00Z"),
                AT_ONE_TWENTY.lastBefore(Instant.parse("2026-10-25T12:00:00Z")));
    }
}
