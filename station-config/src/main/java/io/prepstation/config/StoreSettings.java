package io.prepstation.config;

import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Whole;
import java.time.Duration;
import java.util.List;

/// How patiently a session is looked up by its id while the store is opening or migrating (SES-6).
public record StoreSettings(int openReads, Duration openPause) {

    private static final Key<Integer> OPEN_READS =
            Key.of(
                    "store.open_reads",
                    new Whole(1, 20),
                    "How often a session is looked up by its id before it counts as not found.");
    private static final Key<Duration> OPEN_PAUSE =
            Key.of(
                    "store.open_pause",
                    new Span(Duration.ZERO, Duration.ofSeconds(5)),
                    "The time between two such reads.");

    static final Section SECTION =
            new Section("store", "The local database.", List.of(OPEN_READS, OPEN_PAUSE), List.of());

    static StoreSettings from(Values values) {
        return new StoreSettings(values.get(OPEN_READS), values.get(OPEN_PAUSE));
    }
}
