package io.prepstation.model.session;

import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Tolerance;
import java.util.Set;

/// One ingredient to weigh in a session (SES-4).
///
/// @param sequence 1 for the first step
/// @param requiredCode the ingredient's code, which the scan must be or resolve to
/// @param ingredientName as it was named when the session was created, so that a record reads the same for ever
/// @param rules what the formula line asked when the session was created
public record Step(
        String id,
        String sessionId,
        int sequence,
        String ingredientId,
        String requiredCode,
        String ingredientName,
        Tolerance tolerance,
        StepStatus status,
        Set<LineRule> rules) {

    public Step {
        rules = Set.copyOf(rules);
    }

    /// A step that asks nothing beside its mass.
    public Step(
            String id,
            String sessionId,
            int sequence,
            String ingredientId,
            String requiredCode,
            String ingredientName,
            Tolerance tolerance,
            StepStatus status) {
        this(
                id,
                sessionId,
                sequence,
                ingredientId,
                requiredCode,
                ingredientName,
                tolerance,
                status,
                Set.of());
    }

    public boolean asks(LineRule rule) {
        return rules.contains(rule);
    }

    public boolean pending() {
        return status == StepStatus.PENDING;
    }

    /// The same step of a batch of another size.
    public Step withTolerance(Tolerance next) {
        return new Step(
                id,
                sessionId,
                sequence,
                ingredientId,
                requiredCode,
                ingredientName,
                next,
                status,
                rules);
    }

    public Step withStatus(StepStatus next) {
        return new Step(
                id,
                sessionId,
                sequence,
                ingredientId,
                requiredCode,
                ingredientName,
                tolerance,
                next,
                rules);
    }
}
