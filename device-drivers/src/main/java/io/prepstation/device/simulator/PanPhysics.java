package io.prepstation.device.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What lies on a weighing pan and how the weighing cell feels it: settling, vibration, drift.
///
/// Pure: time and chance are passed in, so that the same seed and the same times give the same weights. Loads are whole
/// micrograms; the cell's own state is an analogue quantity.
public final class PanPhysics {

    private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

    /// A cell that approaches a new load with this time constant shows 100 g to the last 0.1 mg after 1.4 s.
    private static final double SETTLING_NANOS = Duration.ofMillis(100).toNanos();

    private static final double APPROACH_PER_STEP = 1 - Math.exp(-STEP_NANOS / SETTLING_NANOS);
    private static final long CALM_BEFORE_STABLE = Duration.ofMillis(300).toNanos();

    /// Vibration and drift in units of the readability.
    private static final double VIBRATION = 0.12;

    private static final double DRIFT_PER_STEP = 0.002;
    private static final double DRIFT_DECAY = 0.9998;

    private final RandomGenerator random;
    private final long readabilityMicrograms;
    private final List<Pour> pours = new ArrayList<>();
    private long lying;
    private long clock;
    private double felt;
    private double vibration;
    private double drift;
    private long calmSince;

    public PanPhysics(RandomGenerator random, long readabilityMicrograms, long startNanos) {
        this.random = random;
        this.readabilityMicrograms = readabilityMicrograms;
        this.clock = startNanos;
        this.calmSince = startNanos - CALM_BEFORE_STABLE;
    }

    /// Puts something on the pan, or takes it away if negative; all at once, as a hand does.
    public void place(long micrograms, long now) {
        advanceTo(now);
        lying += micrograms;
    }

    /// Lets material fall onto the pan over that time.
    public void pour(long micrograms, Duration duration, long now) {
        advanceTo(now);
        pours.add(Pour.of(micrograms, duration, now, random));
    }

    /// Takes everything off, and stops what is falling.
    public void clear(long now) {
        advanceTo(now);
        pours.clear();
        lying = 0;
    }

    /// What truly lies on the pan, in micrograms.
    public long load(long now) {
        advanceTo(now);
        return loadAt(now);
    }

    /// What the weighing cell gives, in micrograms, not yet rounded to the readability.
    public long felt(long now) {
        advanceTo(now);
        return Math.round(felt + (vibration + drift) * readabilityMicrograms);
    }

    /// Whether the cell has been calm long enough for a balance to call the weight stable.
    public boolean stable(long now) {
        advanceTo(now);
        return pours.isEmpty() && now - calmSince >= CALM_BEFORE_STABLE;
    }

    private void advanceTo(long now) {
        while (now - clock >= STEP_NANOS) {
            clock += STEP_NANOS;
            step();
        }
    }

    private void step() {
        pours.removeIf(pour -> {
            lying += pour.ended(clock) ? pour.micrograms() : 0;
            return pour.ended(clock);
        });
        felt += (loadAt(clock) - felt) * APPROACH_PER_STEP;
        vibration = 0.8 * vibration + 0.6 * VIBRATION * random.nextGaussian();
        drift = DRIFT_DECAY * drift + DRIFT_PER_STEP * random.nextGaussian();
        if (Math.abs(loadAt(clock) - felt) > readabilityMicrograms / 4.0) {
            calmSince = clock;
        }
    }

    private long loadAt(long now) {
        return lying + pours.stream().mapToLong(pour -> pour.fallen(now)).sum();
    }
}
