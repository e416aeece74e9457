package io.prepstation.config;

import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.Switch;
import io.prepstation.config.ValueTypes.Weight;
import io.prepstation.config.ValueTypes.Whole;
import io.prepstation.model.bench.BenchRules;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.AmountUnit;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.AttemptPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a site weighs.
///
/// @param minimumWeight the smallest net mass to be weighed, safety factor included; zero if none is set
/// @param minimumWeightEverywhere whether it counts for every line; if not, only for those that ask for accuracy
/// @param volume what a vessel holds; null if nobody knows
/// @param vessel the mass an empty vessel is reckoned with before it stands on the balance
/// @param daysAfterOpening how long an opened lot may be used; 0 for as long as it has not expired
public record BenchSettings(
        BenchRules rules,
        AttemptPolicy attempts,
        Mass minimumWeight,
        boolean minimumWeightEverywhere,
        Mass vessel,
        @Nullable Amount volume,
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
    private static final Key<Mass> TARE_WINDOW =
            Key.of(
                    "bench.tare_window",
                    new Weight(Mass.grams("0"), Mass.grams("1000")),
                    "How far a vessel whose code was scanned may be off its known tare, beside the"
                            + " display steps above.");
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
    private static final Key<Boolean> MINIMUM_WEIGHT_EVERYWHERE =
            Key.of(
                    "bench.minimum_weight_everywhere",
                    new Switch(),
                    "Whether the minimum weight counts for every line; if not, only for lines that"
                            + " a formula marks as accurate.");
    private static final Key<Integer> VESSEL_VOLUME =
            Key.of(
                    "bench.vessel_volume",
                    new Whole(0, 1_000_000),
                    "How many millilitres a vessel holds; a larger amount is refused. 0 if nobody"
                            + " knows.");
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
                            TARE_WINDOW,
                            ATTEMPT_LIMIT,
                            MINIMUM_WEIGHT,
                            MINIMUM_WEIGHT_EVERYWHERE,
                            VESSEL,
                            VESSEL_VOLUME,
                            DAYS_AFTER_OPENING),
                    List.of());

    private static @Nullable Amount volume(int millilitres) {
        return millilitres == 0
                ? null
                : new Amount(BigDecimal.valueOf(millilitres), AmountUnit.MILLILITRE);
    }

    static BenchSettings from(Values values) {
        return new BenchSettings(
                new BenchRules(
                        values.get(REVIEW_BEFORE_START),
                        values.get(STALE_AFTER),
                        values.get(GROSS_WINDOW),
                        values.get(SMALLEST_VESSEL),
                        values.get(TARE_WINDOW)),
                new AttemptPolicy(values.get(ATTEMPT_LIMIT)),
                values.get(MINIMUM_WEIGHT),
                values.get(MINIMUM_WEIGHT_EVERYWHERE),
                values.get(VESSEL),
                volume(values.get(VESSEL_VOLUME)),
                values.get(DAYS_AFTER_OPENING));
    }
}
