package io.prepstation.model.session;

import io.prepstation.model.mass.Tolerance;

/// One ingredient to weigh in a session (SES-4).
///
/// @param sequence 1 for the first step
/// @param requiredCode the ingredient's code, which the scan must be or resolve to
/// @param ingredientName as it was named when the session was created, so that a record reads the same for ever
public record Step(
        String id,
        String sessionId,
        int sequence,
        String ingredientId,
        String requiredCode,
        String ingredientName,
        Tolerance tolerance,
        StepStatus status) {

    /// The same step of a batch of another size.
    public Step withTolerance(Tolerance next) {
        return new Step(
                id, sessionId, sequence, ingredientId, requiredCode, ingredientName, next, status);
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
                next);
    }
}
