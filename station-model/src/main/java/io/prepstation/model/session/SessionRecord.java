package io.prepstation.model.session;

import io.prepstation.model.mass.Mass;
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
        List<Signature> signatures) {

    public SessionRecord {
        steps = List.copyOf(steps);
        dispenses = List.copyOf(dispenses);
        deviations = List.copyOf(deviations);
        signatures = List.copyOf(signatures);
    }

    public String id() {
        return session.id();
    }

    /// The first step still to weigh, in order; empty when all are done.
    public Optional<Step> nextStep() {
        return steps.stream().filter(step -> step.status() == StepStatus.PENDING).findFirst();
    }

    /// What of a step's ingredient is in so far, as pure substance; empty before its first dispense.
    public Optional<Mass> netOf(Step step) {
        return dispenses.stream()
                .filter(dispense -> dispense.stepId().equals(step.id()))
                .map(Dispense::substance)
                .reduce(Mass::plus);
    }

    /// The gross mass after the last confirmed dispense; empty before the first.
    public Optional<Mass> lastGross() {
        return dispenses.isEmpty() ? Optional.empty() : Optional.of(dispenses.getLast().gross());
    }

    public boolean simulated() {
        return context.simulated();
    }
}
