package io.prepstation.model.bench;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Checkpoint;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session that was interrupted, and what stood on the balance when its running step was last at rest.
///
/// @param checkpoint null if no step was running
/// @param mayHoldMore whether a hand may have gone on pouring meanwhile: the program ran on, only the balance was away
public record Unfinished(
        SessionRecord record, @Nullable Checkpoint checkpoint, boolean mayHoldMore) {

    /// As read from the store after a restart of the program.
    public Unfinished(SessionRecord record, @Nullable Checkpoint checkpoint) {
        this(record, checkpoint, false);
    }

    /// What the vessel must weigh to go on; empty if nothing was weighed yet.
    public Optional<Mass> expectedGross() {
        return record.nextStep()
                .flatMap(this::checkpointOf)
                .map(Checkpoint::gross)
                .or(record::lastGross);
    }

    /// The running step's checkpoint, unless that step was confirmed meanwhile.
    Optional<Checkpoint> checkpointOf(Step step) {
        return Optional.ofNullable(checkpoint)
                .filter(running -> running.stepId().equals(step.id()));
    }
}
