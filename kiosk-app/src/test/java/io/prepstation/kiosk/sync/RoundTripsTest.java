package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.prepstation.kiosk.sync.NetworkStatus.Quality;
import io.prepstation.kiosk.sync.NetworkStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SYN-10")
class RoundTripsTest {

    private static RoundTrips of(int... millis) {
        RoundTrips trips = RoundTrips.NONE;
        for (int one : millis) {
            trips = one < 0 ? trips.lost() : trips.answered(Duration.ofMillis(one));
        }
        return trips;
    }

    @ParameterizedTest
    @CsvSource({"3, EXCELLENT", "150, EXCELLENT", "151, GOOD", "600, GOOD", "601, POOR"})
    void the_time_a_request_takes_tells_how_good_the_network_is(int millis, Quality quality) {
        assertEquals(quality, of(millis, millis, millis).quality());
    }

    @Test
    void one_slow_request_among_many_is_an_accident() {
        assertEquals(Quality.EXCELLENT, of(4, 5, 2_900, 4, 6).quality());
        assertEquals(Duration.ofMillis(5), of(4, 5, 2_900, 4, 6).typical());
    }

    @Test
    void requests_that_get_lost_make_it_poor_however_fast_the_others_are() {
        assertEquals(Quality.EXCELLENT, of(4, -1, 4, 4).quality());
        assertEquals(Quality.POOR, of(4, -1, 4, -1).quality());
        assertEquals(Quality.POOR, of(-1).quality());
        assertNull(of(-1).typical());
    }

    @Test
    void what_was_long_ago_counts_no_more() {
        assertEquals(Quality.EXCELLENT, of(-1, -1, 900, 3, 3, 3, 3, 3, 3, 3, 3).quality());
    }

    @Test
    void nothing_is_said_before_anything_was_measured() {
        assertNull(RoundTrips.NONE.quality());
        assertEquals(new NetworkStatus(State.CHANGING, null, null), NetworkStatus.UNKNOWN);
    }

    @Test
    void a_hub_that_answers_is_online_whatever_it_answers() {
        Instant later = Instant.parse("2026-11-20T09:00:00Z");
        RoundTrips fast = of(4);
        NetworkStatus online =
                new NetworkStatus(State.ONLINE, Quality.EXCELLENT, Duration.ofMillis(4));

        assertEquals(online, NetworkStatus.of(new HubSight.Answering(), fast));
        assertEquals(online, NetworkStatus.of(new HubSight.Busy(later), fast));
        assertEquals(online, NetworkStatus.of(new HubSight.Refusing("revoked", later), fast));
    }

    @Test
    void a_hub_that_is_away_is_offline_whatever_was_measured_before() {
        assertEquals(
                new NetworkStatus(State.OFFLINE, Quality.OFFLINE, null),
                NetworkStatus.of(CoreBench.away(false, CoreBench.NOW), of(4)));
    }
}
