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
        return step().flatMap(step ->
                checkpointOf(step).map(Checkpoint::gross).or(() -> record.lastGross(step)));
    }

    /// The step that was running, which need not be the first where the order is free; else the next one. Empty when all
    /// are done.
    public Optional<Step> step() {
        return Optional.ofNullable(checkpoint)
                .map(Checkpoint::stepId)
                .filter(record::mayWeigh)
                .flatMap(record::step)
                .or(record::nextStep);
    }

    /// How far off the expected gross may be beside the window: not at all for what was seen at rest.
    Mass looseness() {
        return step().filter(step -> checkpointOf(step).isEmpty())
                .map(record::looseness)
                .orElse(Mass.grams("0"));
    }

    /// The running step's checkpoint, unless that step was confirmed meanwhile.
    Optional<Checkpoint> checkpointOf(Step step) {
        return Optional.ofNullable(checkpoint)
                .filter(running -> running.stepId().equals(step.id()));
    }
}
