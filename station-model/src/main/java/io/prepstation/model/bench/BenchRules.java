package io.prepstation.model.bench;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.time.Duration;

/// What a site decides about weighing.
///
/// @param reviewBeforeStart always open the review after a formula scan, where nothing is created before Start
/// @param staleAfter a reading older than this is crossed out and cannot be accepted
/// @param grossWindow how many display steps d a vessel may differ from its last gross
/// @param smallestVessel a lighter load is taken for an empty pan
/// @param tareWindow how far a vessel that was named may be off the tare that is known of it
public record BenchRules(
        boolean reviewBeforeStart,
        Duration staleAfter,
        int grossWindow,
        Mass smallestVessel,
        Mass tareWindow) {

    public static final BenchRules DEFAULT =
            new BenchRules(false, Duration.ofSeconds(1), 10, Mass.grams("0.5"), Mass.grams("0.1"));

    /// How far a weight at rest must have moved to be worth a checkpoint: half the window it is judged by later.
    Mass checkpointStep(Mass readability) {
        return readability.times(BigDecimal.valueOf(Math.max(1, grossWindow / 2)));
    }

    Mass grossWindow(Mass readability) {
        return readability.times(BigDecimal.valueOf(grossWindow));
    }
}
