package io.prepstation.device.gpio;

/// The colour of the status lamp.
public enum Lamp {
    OFF,
    GREEN,
    AMBER,
    RED;

    private static final int BEAT_MS = 2000;
    private static final int BEAT_DARK_MS = 120;
    private static final int ALARM_MS = 500;

    /// Whether this lamp is lit at a moment while `shown` is the colour to show.
    ///
    /// Whatever is lit winks once in two seconds: a lamp that does not is the lamp of a program that stands still. Red
    /// blinks, so that it is told from green without its colour.
    ///
    /// @param millis of any steady clock
    boolean isLit(Lamp shown, long millis) {
        if (this != shown || this == OFF) {
            return false;
        }
        return this == RED
                ? Math.floorMod(millis, ALARM_MS) < ALARM_MS / 2
                : Math.floorMod(millis, BEAT_MS) >= BEAT_DARK_MS;
    }

    /// How many milliseconds pass from then on until any lamp is to be switched while this colour is shown.
    ///
    /// @param millis of any steady clock
    long untilSwitched(long millis) {
        if (this == OFF) {
            return Long.MAX_VALUE;
        }
        int period = this == RED ? ALARM_MS : BEAT_MS;
        int turn = this == RED ? ALARM_MS / 2 : BEAT_DARK_MS;
        int within = Math.floorMod(millis, period);
        return within < turn ? turn - within : period - within;
    }

    /// The same of a station that stands still: neither winks nor blinks.
    boolean isLitStill(Lamp shown) {
        return this == shown && this != OFF;
    }
}
