package io.prepstation.model.bench;

import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Potency;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.material.KnownVessel;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who weighs which step of which session.
///
/// @param vessel the empty vessel that was named for it; null if none was
public record Work(User operator, SessionRecord record, Step step, @Nullable KnownVessel vessel) {

    /// Into a vessel that nobody has named.
    public Work(User operator, SessionRecord record, Step step) {
        this(operator, record, step, null);
    }

    Work into(KnownVessel named) {
        return new Work(operator, record, step, named);
    }

    /// What is still to be weighed of the step, after what is in of it already.
    public Tolerance tolerance() {
        Tolerance whole = record.toleranceOf(step);
        return record.netOf(step).map(whole::after).orElse(whole);
    }

    /// The same, corrected by the content of the substance in what it is weighed from.
    public Tolerance toleranceFrom(Source source) {
        return Potency.weighed(tolerance(), source.potencyPercent());
    }

    /// Whether it is weighed as what its container loses.
    public boolean byDifference() {
        return step.asks(LineRule.BY_DIFFERENCE);
    }

    /// Whether nothing was confirmed yet of what goes into this step's vessel.
    public boolean vesselEmpty() {
        return record.inVesselOf(step).isEmpty();
    }

    public Optional<Mass> lastGross() {
        return record.lastGross(step);
    }

    public String sessionId() {
        return record.id();
    }
}
