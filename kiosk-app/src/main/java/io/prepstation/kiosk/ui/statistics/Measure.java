package io.prepstation.kiosk.ui.statistics;

import io.prepstation.kiosk.store.StatisticsQuery.Counts;

/// What a chart shows.
public enum Measure {
    NEAR_MISSES,
    OVERSHOOTS,
    MANUAL_WEIGHTS,
    OVERRIDES,
    DEVIATION,
    STEP_TIME;

    /// Whole things, millionths of the target, or seconds.
    long of(Counts counts) {
        return switch (this) {
            case NEAR_MISSES -> counts.nearMisses();
            case OVERSHOOTS -> counts.overshoots();
            case MANUAL_WEIGHTS -> counts.manualWeights();
            case OVERRIDES -> counts.overrides();
            case DEVIATION -> counts.meanDeviationPpm();
            case STEP_TIME -> counts.meanStepSeconds();
        };
    }
}
