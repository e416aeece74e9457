package io.prepstation.model.session;

import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.people.Signature;
import java.util.List;
import java.util.Optional;

/// A session whole: what the screens show, what is signed, what goes to the hub.
public record SessionRecord(
        PreparationSession session,
        SessionContext context,
        List<Step> steps,
        List<Dispense> dispenses,
        List<SessionDeviation> deviations,
        List<Attestation> attestations,
        List<Signature> signatures) {

    public SessionRecord {
        steps = List.copyOf(steps);
        dispenses = List.copyOf(dispenses);
        deviations = List.copyOf(deviations);
        attestations = List.copyOf(attestations);
        signatures = List.copyOf(signatures);
    }

    /// Of a formula that asks nobody to stand for anything on the way.
    public SessionRecord(
            PreparationSession session,
            SessionContext context,
            List<Step> steps,
            List<Dispense> dispenses,
            List<SessionDeviation> deviations,
            List<Signature> signatures) {
        this(session, context, steps, dispenses, deviations, List.of(), signatures);
    }

    public String id() {
        return session.id();
    }

    /// The first step still to weigh, in order; empty when all are done.
    public Optional<Step> nextStep() {
        return steps.stream().filter(Step::pending).findFirst();
    }

    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /// The steps whose turn it may be: the next one, and as far as the order is free from there on. A step in fixed order
    /// waits for everything before it, and everything after waits for it.
    public List<Step> weighable() {
        List<Step> pending = steps.stream().filter(Step::pending).toList();
        List<Step> free =
                pending.stream().takeWhile(step -> step.asks(LineRule.FREE_ORDER)).toList();
        return free.isEmpty() ? pending.stream().limit(1).toList() : free;
    }

    public boolean mayWeigh(String stepId) {
        return weighable().stream().anyMatch(step -> step.id().equals(stepId));
    }

    /// A step's target and limits, less what potency correction made of the others where the step makes up for it.
    public Tolerance toleranceOf(Step step) {
        return step.asks(LineRule.COMPENSATOR)
                ? step.tolerance().after(corrected(step.tolerance().target()))
                : step.tolerance();
    }

    /// How much more was weighed in than there is substance in it, with a display's digits.
    private Mass corrected(Mass like) {
        return dispenses.stream()
                .map(dispense -> dispense.net().minus(dispense.substance()))
                .reduce(Mass.grams("0").toUnit(like.unit()), Mass::plus)
                .rounded(like.value().scale());
    }

    /// What of a step's ingredient is in so far, as pure substance; empty before its first dispense.
    public Optional<Mass> netOf(Step step) {
        return dispenses.stream()
                .filter(dispense -> dispense.stepId().equals(step.id()))
                .map(Dispense::substance)
                .reduce(Mass::plus);
    }

    /// What went into the vessel that a step is weighed into, in order.
    public List<Dispense> inVesselOf(Step step) {
        return dispenses.stream()
                .filter(dispense ->
                        step.asks(LineRule.OWN_VESSEL)
                                ? dispense.stepId().equals(step.id())
                                : isInCommonVessel(dispense))
                .toList();
    }

    private boolean isInCommonVessel(Dispense dispense) {
        return step(dispense.stepId()).filter(step -> step.asks(LineRule.OWN_VESSEL)).isEmpty();
    }

    /// Whether it was weighed as what its container lost: then [Dispense#tare] is what the container weighed before, and
    /// [Dispense#gross] what it weighed after.
    public boolean byDifference(Dispense dispense) {
        return step(dispense.stepId())
                .filter(step -> step.asks(LineRule.BY_DIFFERENCE))
                .isPresent();
    }

    /// The gross mass of a step's vessel after its last confirmed dispense; empty before the first that was weighed in it.
    /// Of a step by difference nothing is known beforehand: its vessel does not stand on the balance.
    public Optional<Mass> lastGross(Step step) {
        if (step.asks(LineRule.BY_DIFFERENCE)) {
            return Optional.empty();
        }
        Mass gross = null;
        for (Dispense dispense : inVesselOf(step)) {
            if (!byDifference(dispense)) {
                gross = dispense.gross();
            } else if (gross != null) {
                gross = gross.plus(dispense.net());
            }
        }
        return Optional.ofNullable(gross);
    }

    /// How far off [#lastGross] may be because what went in last was typed, or weighed by difference and not in this vessel:
    /// by the width of the limits it had to keep. Zero grams where the balance said it.
    public Mass looseness(Step step) {
        return inVesselOf(step).reversed().stream()
                .takeWhile(dispense -> dispense.manual() || byDifference(dispense))
                .map(dispense -> step(dispense.stepId()).orElseThrow().tolerance())
                .map(SessionRecord::width)
                .reduce(Mass.grams("0"), Mass::plus);
    }

    private static Mass width(Tolerance tolerance) {
        return tolerance.upperLimit().minus(tolerance.lowerLimit());
    }

    /// Whether the hazards of a step's ingredient were acknowledged in this session, or need not be.
    public boolean hazardsKnown(Step step) {
        return !step.asks(LineRule.HAZARDS)
                || attestations.stream()
                        .filter(one -> one.kind().equals(Attestation.HAZARDS))
                        .flatMap(one -> step(one.stepId()).stream())
                        .anyMatch(known -> known.ingredientId().equals(step.ingredientId()));
    }

    public boolean simulated() {
        return context.simulated();
    }
}
