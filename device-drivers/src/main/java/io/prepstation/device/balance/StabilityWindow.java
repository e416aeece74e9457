package io.prepstation.device.balance;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceReading.Stable;
import io.prepstation.model.balance.BalanceReading.Unmarked;
import io.prepstation.model.balance.Frame;
import io.prepstation.model.balance.StabilitySource;
import io.prepstation.model.mass.Mass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Calls a weight without a mark stable when the number stood unchanged for the declared time (WEI-5).
///
/// One or two lines are no proof that nothing moved, and neither is a pause between lines.
final class StabilityWindow {

    private static final int FEWEST_LINES = 3;
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

    private final @Nullable Duration window;
    private @Nullable Mass standing;
    private long since;
    private long last;
    private int lines;

    /// @param window null if none is declared: then nothing is ever called stable
    StabilityWindow(@Nullable Duration window) {
        this.window = window;
    }

    BalanceReading judge(Mass mass, Frame frame, long nanos) {
        Mass before = standing;
        boolean goesOn = before != null && before.equals(mass) && nanos - last <= LONGEST_PAUSE;
        standing = mass;
        last = nanos;
        since = goesOn ? since : nanos;
        lines = goesOn ? lines + 1 : 1;
        return window != null && lines >= FEWEST_LINES && nanos - since >= window.toNanos()
                ? new Stable(mass, frame, StabilitySource.WINDOW)
                : new Unmarked(mass, frame);
    }

    /// Something else than a weight was shown.
    void interrupt() {
        standing = null;
    }
}
