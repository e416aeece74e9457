package io.prepstation.kiosk.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /// A probe came through after an absence; whether the network holds is seen when it has settled.
    ///
    /// @param absence goes on if it does not
    /// @param settledAt when the hub is asked once more
    record Returning(Away absence, Instant settledAt) implements HubSight {}

    /// The hub asked not to be disturbed until then.
    record Busy(Instant until) implements HubSight {}

    /// The hub does not let this station in; a person has to act. It is asked again now and then, because the person may
    /// act at the hub.
    ///
    /// @param askAgainAt no request before then, unless a person asks for it
    record Refusing(String reason, Instant askAgainAt) implements HubSight {}

    /// The absence that is not over yet; null if the hub is there, or was never asked.
    default @Nullable Away absence() {
        return switch (this) {
            case Away away -> away;
            case Returning returning -> returning.absence;
            case Unseen _, Answering _, Busy _, Refusing _ -> null;
        };
    }
}
