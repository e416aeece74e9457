package io.prepstation.kiosk.people;

import io.prepstation.model.people.User;
import java.time.Duration;

/// What became of a sign-in by badge and PIN; the screens say it in their language.
public sealed interface SignInResult {

    /// @param offline whether the station recognised the person by itself
    record Recognised(User user, boolean offline) implements SignInResult {}

    /// Somebody else chose the PIN: it must be changed before anything else.
    record PinToBeChanged(User user) implements SignInResult {}

    /// Badge and PIN do not belong together.
    record Wrong() implements SignInResult {}

    /// This badge was tried too often; others are not affected.
    record Closed(Duration retryAfter) implements SignInResult {}

    /// The station cannot decide by itself and does not reach the hub.
    ///
    /// @param expired whether the person was known here, but too long ago
    record HubNeeded(boolean expired) implements SignInResult {}

    /// The person is known and may not do what was asked for.
    record NotAllowed(String name) implements SignInResult {}

    /// The hub, or the station's store, says no and why.
    record Refused(String reason) implements SignInResult {}
}
