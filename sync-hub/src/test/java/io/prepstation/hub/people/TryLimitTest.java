package io.prepstation.hub.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("OPS-7")
class TryLimitTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final TryLimit LIMIT = new TryLimit("enrol", WINDOW, 3);

    @TempDir Path directory;

    private HubDatabase database;

    @BeforeEach
    void open() throws StoreException {
        database = HubDatabase.create(directory.resolve("hub.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Optional<Duration> tried(Instant now) throws StoreException {
        return database.write(tables -> LIMIT.knock(tables, "192.168.1.7", now));
    }

    private Optional<Duration> looked(Instant now) throws StoreException {
        return database.read(tables -> LIMIT.look(tables, "192.168.1.7", now));
    }

    private void closedAt(Instant now) throws StoreException {
        for (int tries = 0; tries < 3; tries++) {
            assertEquals(Optional.empty(), tried(now));
        }
        assertEquals(Optional.of(WINDOW), tried(now));
    }

    /// Two requests at once read the clock one after the other, and write in another order.
    @Test
    void closed_it_is_closed_to_whoever_read_the_clock_before() throws StoreException {
        closedAt(NOW);

        assertEquals(Optional.of(WINDOW.plusMillis(1)), tried(NOW.minusMillis(1)));
        assertEquals(Optional.of(WINDOW), looked(NOW));
    }

    @Test
    void closed_it_opens_at_the_end_of_its_window_and_not_before() throws StoreException {
        closedAt(NOW);

        assertEquals(Optional.of(Duration.ofSeconds(1)), looked(NOW.plus(WINDOW).minusSeconds(1)));
        assertEquals(Optional.empty(), looked(NOW.plus(WINDOW)));
    }

    /// The clock was set right meanwhile; else the address would be shut out for a day.
    @Test
    void closed_by_a_clock_that_was_ahead_it_is_open_and_counts_anew() throws StoreException {
        closedAt(NOW.plus(Duration.ofDays(1)));

        assertEquals(Optional.empty(), looked(NOW));
        closedAt(NOW);
    }
}
