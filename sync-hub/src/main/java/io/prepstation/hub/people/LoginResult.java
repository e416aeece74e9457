package io.prepstation.hub.people;

import io.prepstation.hub.store.Member;
import java.time.Duration;
import java.time.Instant;

/// What became of a sign-in by badge and PIN.
public sealed interface LoginResult {

    /// @param offlineUntil how long the station may recognise the person by itself
    /// @param pinChangeRequired somebody else chose the PIN
    record SignedIn(Member member, Instant offlineUntil, boolean pinChangeRequired)
            implements LoginResult {}

    /// Unknown badges and wrong PINs are one answer, and take one time.
    record Wrong() implements LoginResult {}

    /// The badge was tried too often.
    record Closed(Duration retryAfter) implements LoginResult {}

    /// The person is who he says, but not of this lab, or has left.
    record NotHere(String reason) implements LoginResult {}

    /// The new PIN cannot be used; the old one stays.
    record Unusable(String reason) implements LoginResult {}
}
