package io.prepstation.model.session;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.material.Source;
import java.time.Instant;

/// What stood on the balance when a running step was last at rest, kept so that the step can go on after a power cut
/// (SES-9).
///
/// @param tare the step's tare: vessel and everything weighed before
/// @param gross the last gross mass at rest, at least the tare
/// @param source the scan the step was opened with
/// @param peak the most that stood there at rest in this step; more than `gross` if something was taken out
public record Checkpoint(
        String sessionId,
        String stepId,
        Source source,
        Mass tare,
        Mass gross,
        Mass peak,
        Instant at) {

    /// Of a step without lots in which nothing was taken out.
    public Checkpoint(
            String sessionId,
            String stepId,
            String scannedCode,
            Mass tare,
            Mass gross,
            Instant at) {
        this(sessionId, stepId, Source.ofCode(scannedCode), tare, gross, gross, at);
    }

    /// Whether both are of one pour: a step is tared anew for each of its parts.
    public boolean samePour(Checkpoint other) {
        return stepId.equals(other.stepId) && tare.sameAs(other.tare);
    }
}
