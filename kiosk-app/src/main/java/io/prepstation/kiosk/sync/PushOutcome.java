package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.Push;
import java.time.Instant;
import java.util.List;

/// What is kept about a batch of changes after it was sent.
public sealed interface PushOutcome {

    /// The hub answered each by itself.
    record Answered(List<Push.Result> results) implements PushOutcome {
        public Answered {
            results = List.copyOf(results);
        }
    }

    /// To be tried again; the changes were not the cause.
    record Postponed(List<String> ids, Instant until, String reason) implements PushOutcome {
        public Postponed {
            ids = List.copyOf(ids);
        }
    }

    /// This one change was the cause. It waits longer each time.
    record FailedByItself(String id, String reason) implements PushOutcome {}

    /// It can never pass; kept until a person decides.
    record SetAside(String id, String reason) implements PushOutcome {}

    /// The hub does not let this station in: everything waits until it does.
    record Held(String reason) implements PushOutcome {}
}
