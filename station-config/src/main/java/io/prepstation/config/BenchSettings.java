package io.prepstation.config;

import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Switch;
import io.prepstation.config.ValueTypes.Weight;
import io.prepstation.config.ValueTypes.Whole;
import io.prepstation.model.bench.BenchRules;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.AttemptPolicy;
import java.time.Duration;
import java.util.List;

/// How a site weighs.
///
/// @param minimumWeight the smallest net mass to be weighed, safety factor included; zero if none is set
/// @param vessel the mass an empty vessel is reckoned with before it stands on the balance
/// @param daysAfterOpening how long an opened lot may be used; 0 for as long as it has not expired
public record BenchSettings(
        BenchRules rules,
        AttemptPolicy attempts,
        Mass minimumWeight,
        Mass vessel,
        int daysAfterOpening) {

    private static final Key<Boolean> REVIEW_BEFORE_START =
            Key.of(
                    "bench.review_before_start",
                    new Switch(),
                    "Whether a formula scan always opens the review, where nothing is created"
                            + " before Start.");
    private static final Key<Duration> STALE_AFTER =
            Key.of(
                    "bench.stale_after",
                    new Span(Duration.ofMillis(200), Duration.ofSeconds(30)),
                    "A reading older than this is crossed out and cannot be accepted.");
    private static final Key<Integer> GROSS_WINDOW =
            Key.of(
                    "bench.gross_window_d",
                    new Whole(1, 1000),
                    "How many display steps a vessel may differ from its last gross mass.");
    private static final Key<Mass> SMALLEST_VESSEL =
            Key.of(
                    "bench.smallest_vessel",
                    new Weight(Mass.grams("0.001"), Mass.grams("100000")),
                    "A lighter load is taken for an empty pan.");
    private static final Key<Integer> ATTEMPT_LIMIT =
            Key.of(
                    "bench.attempt_limit",
                    new Whole(1, 100),
                    "After so many failed sessions a formula waits for a supervisor.");
    private static final Key<Mass> MINIMUM_WEIGHT =
            Key.of(
                    "bench.minimum_weight",
                    new Weight(Mass.grams("0"), Mass.grams("100000")),
                    "The smallest net mass to be weighed, safety factor included.");
    private static final Key<Mass> VESSEL =
            Key.of(
                    "bench.vessel",
                    new Weight(Mass.grams("0"), Mass.grams("100000")),
                    "The mass an empty vessel is reckoned with before it stands on the balance.");

    private static final Key<Integer> DAYS_AFTER_OPENING =
            Key.of(
                    "bench.days_after_opening",
                    new Whole(0, 3650),
                    "How many days an opened lot may be used; 0 for as long as it has not expired.");

    static final Section SECTION =
            new Section(
                    "bench",
                    "How the site weighs.",
                    List.of(
                            REVIEW_BEFORE_START,
                            STALE_AFTER,
                            GROSS_WINDOW,
                            SMALLEST_VESSEL,
                            ATTEMPT_LIMIT,
                            MINIMUM_WEIGHT,
                            VESSEL,
                            DAYS_AFTER_OPENING),
                    List.of());

    static BenchSettings from(Values values) {
        return new BenchSettings(
                new BenchRules(
                        values.get(REVIEW_BEFORE_START),
                        values.get(STALE_AFTER),
                        values.get(GROSS_WINDOW),
                        values.get(SMALLEST_VESSEL)),
                new AttemptPolicy(values.get(ATTEMPT_LIMIT)),
                values.get(MINIMUM_WEIGHT),
                values.get(VESSEL),
                values.get(DAYS_AFTER_OPENING));
    }
}
