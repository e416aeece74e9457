package io.prepstation.device.simulator;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Material falling into a vessel the way a careful hand does it: a fast stream, a slow one, then single drops.
///
/// @param drops when each drop falls, as a share of the whole time, ascending
record Pour(long micrograms, long startNanos, long nanos, List<Double> drops) {

    private static final double STREAM_ENDS = 0.55;
    private static final double TRICKLE_ENDS = 0.80;
    private static final double SHARE_IN_STREAM = 0.90;
    private static final double SHARE_IN_TRICKLE = 0.085;
    private static final int DROPS = 6;

    static Pour of(long micrograms, Duration duration, long startNanos, RandomGenerator random) {
        List<Double> drops = random.doubles(DROPS, TRICKLE_ENDS, 1).sorted().boxed().toList();
        return new Pour(micrograms, startNanos, Math.max(1, duration.toNanos()), drops);
    }

    /// What has fallen by then; the last drop makes it exactly the whole.
    long fallen(long now) {
        double time = (double) (now - startNanos) / nanos;
        if (time >= 1) {
            return micrograms;
        }
        return Math.round(micrograms * Math.max(0, share(time)));
    }

    boolean ended(long now) {
        return now - startNanos >= nanos;
    }

    private double share(double time) {
        if (time < STREAM_ENDS) {
            return SHARE_IN_STREAM * time / STREAM_ENDS;
        }
        if (time < TRICKLE_ENDS) {
            return SHARE_IN_STREAM
                    + SHARE_IN_TRICKLE * (time - STREAM_ENDS) / (TRICKLE_ENDS - STREAM_ENDS);
        }
        double perDrop = (1 - SHARE_IN_STREAM - SHARE_IN_TRICKLE) / drops.size();
        return SHARE_IN_STREAM
                + SHARE_IN_TRICKLE
                + perDrop * drops.stream().filter(drop -> drop <= time).count();
    }
}
