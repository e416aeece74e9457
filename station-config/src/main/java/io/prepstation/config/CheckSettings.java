package io.prepstation.config;

import io.prepstation.config.ValueTypes.Choice;
import io.prepstation.config.ValueTypes.Day;
import io.prepstation.config.ValueTypes.Open;
import io.prepstation.config.ValueTypes.Span;
import io.prepstation.config.ValueTypes.TestWeights;
import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.check.Enforcement;
import io.prepstation.model.check.TestWeight;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How the balance is checked.
final class CheckSettings {

    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Key<Enforcement> ENFORCEMENT =
            Key.of(
                    "check.enforcement",
                    Choice.of(Enforcement.values()),
                    "What happens when a check of the balance is due or failed: no session begins (block),"
                            + " or it begins and its record says so (warn).");
    private static final Key<List<TestWeight>> TEST_WEIGHTS =
            Key.of(
                    "check.test_weights",
                    new TestWeights(),
                    "The weights the balance is checked with: id, mass by certificate, tolerance, last day of"
                            + " the certificate. None: the balance is not checked here.");
    private static final Key<Duration> EVERY =
            Key.of(
                    "check.every",
                    new Span(Duration.ZERO, LONGEST),
                    "After so long the test weights are due again; 0ms for never.");
    private static final Key<Duration> REPEATABILITY_EVERY =
            Key.of(
                    "check.repeatability_every",
                    new Span(Duration.ZERO, LONGEST),
                    "After so long the lightest weight is due on the balance ten times, for the minimum weight;"
                            + " 0ms for never.");
    private static final Key<Optional<LocalDate>> CALIBRATED_UNTIL =
            Key.of(
                    "check.calibrated_until",
                    new Open<>(new Day()),
                    "The last day of the balance's calibration by a service or laboratory.");

    static final Section SECTION =
            new Section(
                    "check",
                    "How the balance is checked.",
                    List.of(
                            ENFORCEMENT,
                            TEST_WEIGHTS,
                            EVERY,
                            REPEATABILITY_EVERY,
                            CALIBRATED_UNTIL),
                    List.of());

    private CheckSettings() {}

    static CheckPlan from(Values values) {
        return new CheckPlan(
                values.get(ENFORCEMENT),
                values.get(EVERY),
                values.get(REPEATABILITY_EVERY),
                values.get(TEST_WEIGHTS),
                values.get(CALIBRATED_UNTIL).orElse(null));
    }
}
