package io.prepstation.model.bench;

import io.prepstation.model.mass.Potency;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.material.Source;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;

/// Who weighs which step of which session.
public record Work(User operator, SessionRecord record, Step step) {

    /// What is still to be weighed of the step, after what is in of it already.
    public Tolerance tolerance() {
        return record.netOf(step).map(step.tolerance()::after).orElse(step.tolerance());
    }

    /// The same, corrected by the content of the substance in what it is weighed from.
    public Tolerance toleranceFrom(Source source) {
        return Potency.weighed(tolerance(), source.potencyPercent());
    }

    public String sessionId() {
        return record.id();
    }
}
