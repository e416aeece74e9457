package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-11")
class OldestWatchTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(2));

    private final OldestWatch watch = new OldestWatch();

    private static EngineState state(HubSight hub, int waiting, Instant oldest) {
        return EngineState.initial(true)
                .seeing(hub)
                .with(new Backlog(waiting, oldest, null, null, List.of()));
    }

    private Optional<Instant> look(HubSight hub, int waiting, Instant oldest, Duration later) {
        return watch.look(state(hub, waiting, oldest), NOW.plus(later));
    }

    private static HubSight answering() {
        return new HubSight.Answering();
    }

    private static HubSight away() {
        return new HubSight.Away(NOW, 1, NOW, false, "no route");
    }

    @Test
    void what_waits_for_a_day_at_a_hub_that_answers_is_said_once_a_day() {
        assertEquals(Optional.empty(), look(answering(), 1, OLD, Duration.ZERO));
        assertEquals(Optional.empty(), look(answering(), 1, OLD, Duration.ofMinutes(59)));
        assertEquals(Optional.of(OLD), look(answering(), 1, OLD, Duration.ofMinutes(60)));
        assertEquals(Optional.empty(), look(answering(), 1, OLD, Duration.ofMinutes(61)));
        assertEquals(Optional.empty(), look(answering(), 1, OLD, Duration.ofHours(24)));
        assertEquals(Optional.of(OLD), look(answering(), 1, OLD, Duration.ofHours(25)));
    }

    /// The queue of a weekend goes up when the hub is back.
    @Test
    void a_hub_that_was_away_is_given_an_hour() {
        look(answering(), 1, OLD, Duration.ZERO);
        look(away(), 1, OLD, Duration.ofMinutes(50));

        assertEquals(Optional.empty(), look(answering(), 1, OLD, Duration.ofMinutes(70)));
        assertEquals(Optional.of(OLD), look(answering(), 1, OLD, Duration.ofMinutes(130)));
    }

    @Test
    void nothing_is_said_of_what_is_young_or_went() {
        look(answering(), 1, OLD, Duration.ZERO);
        Duration later = Duration.ofHours(2);

        assertEquals(
                Optional.empty(), look(answering(), 1, NOW.minus(Duration.ofHours(20)), later));
        assertEquals(Optional.empty(), look(answering(), 0, OLD, later));
        assertEquals(Optional.empty(), look(answering(), 0, null, later));
    }

    @Test
    void a_clock_that_was_set_back_says_it_again_in_time() {
        look(answering(), 1, OLD, Duration.ZERO);
        assertEquals(Optional.of(OLD), look(answering(), 1, OLD, Duration.ofHours(1)));

        assertEquals(Optional.empty(), look(answering(), 1, OLD, Duration.ofMinutes(-10)));
        assertEquals(Optional.of(OLD), look(answering(), 1, OLD, Duration.ofMinutes(50)));
    }
}
