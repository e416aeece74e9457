package io.prepstation.kiosk;

import io.prepstation.model.sync.ClockOffset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// A clock's distance from the hub's, for the command line.
public final class ClockText {

    private static final int MILLIS = 3;

    private ClockText() {}

    /// Such as `1.2 s ahead of the hub (± 0.1 s, measured at 2026-11-20T09:00:00Z)`.
    public static String of(ClockOffset offset) {
        return "%s s %s the hub (± %s s, measured at %s)"
                .formatted(
                        seconds(offset.ahead().abs()),
                        offset.ahead().isNegative() ? "behind" : "ahead of",
                        seconds(offset.uncertainty()),
                        offset.measuredAt());
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLIS)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
