package io.prepstation.device;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a driver: `wall` dates what is recorded, `nanos` measures how long something took.
///
/// @param nanos monotonic, so that a corrected wall clock neither ends nor stretches a deadline
public record DeviceClock(InstantSource wall, LongSupplier nanos) {

    public static DeviceClock system() {
        return new DeviceClock(InstantSource.system(), System::nanoTime);
    }

    public long now() {
        return nanos.getAsLong();
    }

    /// The monotonic time in so long from now.
    public long in(Duration duration) {
        return now() + duration.toNanos();
    }

    /// Whether that moment has come; differences are compared, because `nanoTime` may wrap.
    public boolean reached(long moment) {
        return now() - moment >= 0;
    }
}
