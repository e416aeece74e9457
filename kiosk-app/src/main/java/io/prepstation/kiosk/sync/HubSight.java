package io.prepstation.kiosk.sync;

import java.time.Instant;

/// What the station knows about the hub from the last contact.
public sealed interface HubSight {

    /// Not tried since the program started.
    record Unseen() implements HubSight {}

    record Answering() implements HubSight {}

    /// No use to try before `retryAt`, unless a probe or a person says otherwise.
    ///
    /// @param since the first failure of this absence
    /// @param failures in a row, at least 1; drives the retry schedule
    /// @param connects whether connections are made at all; if not, a probe can tell when the hub is back
    record Away(Instant since, int failures, Instant retryAt, boolean connects, String reason)
            implements HubSight {}

    /// The hub asked not to be disturbed until then.
    record Busy(Instant until) implements HubSight {}

    /// The hub does not let this station in; a person has to act. It is asked again now and then, because the person may
    /// act at the hub.
    ///
    /// @param askAgainAt no request before then, unless a person asks for it
    record Refusing(String reason, Instant askAgainAt) implements HubSight {}
}
