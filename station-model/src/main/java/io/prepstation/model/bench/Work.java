package io.prepstation.model.bench;

import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.Step;

/// Who weighs which step of which session.
public record Work(User operator, SessionRecord record, Step step) {

    public String sessionId() {
        return record.id();
    }
}
