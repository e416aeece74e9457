package io.prepstation.config;

import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Switch;
import io.prepstation.model.sync.RetrySchedule;
import java.time.Duration;
import java.util.List;

/// When the station speaks with the hub.
public record SyncSettings(boolean autoSync, boolean syncOnReconnect, RetrySchedule retry) {

    private static final Key<Boolean> AUTO_SYNC =
            Key.of(
                    "sync.auto_sync_enabled",
                    new Switch(),
                    "Whether work goes to the hub by itself; if not, the header says so.");
    private static final Key<Boolean> SYNC_ON_RECONNECT =
            Key.of(
                    "sync.sync_on_reconnect",
                    new Switch(),
                    "Whether it goes as soon as the network is back.");
    private static final Key<Duration> RETRY_BASE =
            Key.of(
                    "sync.retry_base",
                    new Span(Duration.ofMillis(100), Duration.ofMinutes(5)),
                    "The longest wait after a first failure; it doubles with each further one.");
    private static final Key<Duration> RETRY_CAP =
            Key.of(
                    "sync.retry_cap",
                    new Span(Duration.ofSeconds(1), Duration.ofHours(24)),
                    "The longest wait after any failure.");

    static final Section SECTION =
            new Section(
                    "sync",
                    "When the station speaks with the hub.",
                    List.of(AUTO_SYNC, SYNC_ON_RECONNECT, RETRY_BASE, RETRY_CAP),
                    List.of(
                            new Section.Check(
                                    RETRY_CAP,
                                    values ->
                                            values.get(RETRY_CAP).compareTo(values.get(RETRY_BASE))
                                                    >= 0,
                                    "a duration not shorter than sync.retry_base",
                                    "a shorter one")));

    static SyncSettings from(Values values) {
        return new SyncSettings(
                values.get(AUTO_SYNC),
                values.get(SYNC_ON_RECONNECT),
                new RetrySchedule(values.get(RETRY_BASE), values.get(RETRY_CAP)));
    }
}
