package io.prepstation.kiosk.preparation;

import io.prepstation.model.balance.StabilitySource;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.FrameUnit;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides whether a weight may be recorded, whatever the screen let through.
final class DispenseCheck {

    /// How stability may be known (WEI-5).
    private static final Set<String> STABLE =
            Arrays.stream(StabilitySource.values())
                    .map(StabilitySource::word)
                    .collect(Collectors.toUnmodifiableSet());

    private DispenseCheck() {}

    static Optional<Refusal> refusal(SessionRecord record, Dispense dispense) {
        return unfit(record, dispense)
                .or(() -> outside(record, stepOf(record, dispense), dispense));
    }

    /// What came out of one container: less than the step needs, and enough to be weighed on its own.
    static Optional<Refusal> partRefusal(
            SessionRecord record, Dispense dispense, MinimumWeightRule minimumWeight) {
        Optional<Refusal> unfit = unfit(record, dispense);
        if (unfit.isPresent()) {
            return unfit;
        }
        Step step = stepOf(record, dispense);
        Mass smallest = minimumWeight.of(step);
        if (dispense.net().compareTo(smallest) < 0) {
            return Optional.of(new Refusal.PartTooLight(dispense.net(), smallest));
        }
        Mass net = total(record, step, dispense);
        Tolerance tolerance = record.toleranceOf(step);
        return tolerance.verdict(net) == Verdict.UNDER
                ? Optional.empty()
                : Optional.of(new Refusal.NotAPart(net, tolerance));
    }

    private static Mass total(SessionRecord record, Step step, Dispense dispense) {
        return record.netOf(step).map(dispense.substance()::plus).orElse(dispense.substance());
    }

    /// Everything but the limits.
    static Optional<Refusal> unfit(SessionRecord record, Dispense dispense) {
        Optional<Refusal> early = notItsTurn(record, dispense);
        if (early.isPresent()) {
            return early;
        }
        if (!STABLE.contains(dispense.stability())) {
            return Optional.of(new Refusal.NotStable(dispense.stability()));
        }
        return inconsistency(dispense, record.byDifference(dispense))
                .map(Refusal.ReadingInconsistent::new);
    }

    /// A mass that was typed: inside its limits, and told as what it is.
    static Optional<Refusal> typedRefusal(SessionRecord record, Dispense dispense) {
        return notItsTurn(record, dispense)
                .or(() ->
                        dispense.manual()
                                ? inconsistency(dispense, record.byDifference(dispense))
                                        .map(Refusal.ReadingInconsistent::new)
                                : Optional.of(new Refusal.NotStable(dispense.stability())))
                .or(() -> outside(record, stepOf(record, dispense), dispense));
    }

    private static Optional<Refusal> notItsTurn(SessionRecord record, Dispense dispense) {
        Optional<Step> next = record.nextStep();
        if (next.isEmpty()) {
            return Optional.of(new Refusal.NoStepLeft(dispense.stepId()));
        }
        if (!record.mayWeigh(dispense.stepId())) {
            return Optional.of(new Refusal.NotThisStep(dispense.stepId(), next.get()));
        }
        return Optional.empty();
    }

    private static Step stepOf(SessionRecord record, Dispense dispense) {
        return record.step(dispense.stepId()).orElseThrow();
    }

    /// What in a dispense contradicts its own raw frame; `verify` asks the same of stored ones.
    ///
    /// @param byDifference whether it was weighed as what its container lost
    static Optional<String> inconsistency(Dispense dispense, boolean byDifference) {
        if (dispense.manual() || dispense.stability().equals(Dispense.BY_HAND)) {
            return typedInconsistency(dispense, byDifference);
        }
        if (!dispense.rawFrame().contains(dispense.displayed())) {
            return Optional.of(
                    "the frame \"%s\" does not show %s"
                            .formatted(dispense.rawFrame(), dispense.displayed()));
        }
        if (FrameUnit.ofWord(dispense.unit())
                .filter(unit -> unit.agreesWith(dispense.rawFrame()))
                .isEmpty()) {
            return Optional.of(
                    "the frame \"%s\" is not in %s"
                            .formatted(dispense.rawFrame(), dispense.unit()));
        }
        if (!dispense.adds(byDifference)) {
            return Optional.of(
                    (byDifference
                                    ? "%s before is not net %s and %s after"
                                    : "gross %s is not net %s and tare %s")
                            .formatted(
                                    byDifference ? dispense.tare() : dispense.gross(),
                                    dispense.net(),
                                    byDifference ? dispense.gross() : dispense.tare()));
        }
        return displayedDiffers(dispense);
    }

    /// A typed mass has no frame and no balance, and its text is its net mass.
    private static Optional<String> typedInconsistency(Dispense dispense, boolean byDifference) {
        boolean told =
                dispense.manual()
                        && dispense.stability().equals(Dispense.BY_HAND)
                        && dispense.rawFrame().isEmpty()
                        && dispense.balanceSerial().isEmpty()
                        && displayed(dispense).filter(dispense.net()::sameAs).isPresent()
                        && dispense.adds(byDifference);
        return told
                ? Optional.empty()
                : Optional.of("it was typed, but is not told as what was typed");
    }

    /// The balance displayed the net mass, or the gross one where the station subtracts the tare.
    private static Optional<String> displayedDiffers(Dispense dispense) {
        Mass shown = dispense.shown();
        return displayed(dispense)
                .filter(shown::sameAs)
                .map(_ -> Optional.<String>empty())
                .orElseGet(() ->
                        Optional.of(
                                "the balance displayed %s %s, not %s"
                                        .formatted(dispense.displayed(), dispense.unit(), shown)));
    }

    private static Optional<Mass> displayed(Dispense dispense) {
        return FrameUnit.ofWord(dispense.unit())
                .map(FrameUnit::unit)
                .flatMap(unit -> {
                    try {
                        return Optional.of(
                                new Mass(
                                        new java.math.BigDecimal(
                                                dispense.displayed().replace(" ", "")),
                                        unit));
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                });
    }

    private static Optional<Refusal> outside(SessionRecord record, Step step, Dispense dispense) {
        Mass net = total(record, step, dispense);
        Tolerance tolerance = record.toleranceOf(step);
        Verdict verdict = tolerance.verdict(net);
        return verdict == Verdict.IN
                ? Optional.empty()
                : Optional.of(new Refusal.OutsideTolerance(tolerance, net, verdict));
    }
}
