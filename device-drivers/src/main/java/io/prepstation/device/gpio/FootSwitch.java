package io.prepstation.device.gpio;

import java.time.Duration;

/// Makes one press of the many a bouncing contact gives: a level counts once it has lasted. Pure: time comes with each
/// look. Not thread-safe.
final class FootSwitch {

    private final long lasting;
    private boolean pressed;
    private boolean candidate;
    private long since;

    /// @param lasting how long a level must stay; contacts bounce for 5–20 ms
    FootSwitch(Duration lasting) {
        this.lasting = lasting.toNanos();
    }

    /// Whether this look at the contact completes a press.
    ///
    /// @param nanos of any steady clock
    boolean pressedBy(boolean closed, long nanos) {
        if (closed != candidate) {
            candidate = closed;
            since = nanos;
        }
        if (candidate == pressed || nanos - since < lasting) {
            return false;
        }
        pressed = candidate;
        return pressed;
    }

    /// Whether the contact shows another level than the one that counts.
    boolean isChanging() {
        return candidate != pressed;
    }
}
