package io.prepstation.device.simulator;

import java.time.Duration;

/// What SIR and SR make a balance send by itself: a weight each interval, or one when it has changed by so much and one
/// when it rests again.
final class MtSicsRepetition {

    private static final long INTERVAL = Duration.ofMillis(98).toNanos();

    /// An eighth of the weight before, and thirty digits at least, where SR presets nothing.
    private static final int PART = 8;

    private static final int FEWEST_DIGITS = 30;

    static final MtSicsRepetition NONE = new MtSicsRepetition(false, false, 0, 0, 0);

    private final boolean atIntervals;
    private final boolean onChange;
    private final long preset;
    private long nextAt;
    private long resting;
    private boolean changed;

    private MtSicsRepetition(
            boolean atIntervals, boolean onChange, long preset, long nextAt, long resting) {
        this.atIntervals = atIntervals;
        this.onChange = onChange;
        this.preset = preset;
        this.nextAt = nextAt;
        this.resting = resting;
    }

    static MtSicsRepetition atIntervals(long now) {
        return new MtSicsRepetition(true, false, 0, now + INTERVAL, 0);
    }

    /// @param preset the change that counts, in micrograms; zero for the maker's own
    static MtSicsRepetition onChange(WeighingCell cell, long preset) {
        return new MtSicsRepetition(false, true, preset, 0, cell.net());
    }

    /// Whether a weight is to be sent now; each is asked for once.
    boolean isDue(WeighingCell cell, long now) {
        if (atIntervals && now - nextAt >= 0) {
            nextAt += INTERVAL;
            return true;
        }
        return onChange && (changed ? rests(cell) : changes(cell));
    }

    private boolean changes(WeighingCell cell) {
        changed = Math.abs(cell.net() - resting) >= step(cell);
        return changed;
    }

    private boolean rests(WeighingCell cell) {
        boolean rests = cell.stable();
        if (rests) {
            changed = false;
            resting = cell.net();
        }
        return rests;
    }

    private long step(WeighingCell cell) {
        long digits = FEWEST_DIGITS * cell.identity().readabilityMicrograms();
        return preset > 0 ? preset : Math.max(Math.abs(resting) / PART, digits);
    }
}
