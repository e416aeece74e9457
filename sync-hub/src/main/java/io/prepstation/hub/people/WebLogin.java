package io.prepstation.hub.people;

import java.time.Duration;

/// What became of a sign-in to the dashboard.
public sealed interface WebLogin {

    /// @param token the browser's cookie; the hub keeps only its hash
    record In(String token) implements WebLogin {}

    /// Unknown people and wrong passwords are one answer, and take one time.
    record Wrong() implements WebLogin {}

    record Closed(Duration retryAfter) implements WebLogin {}
}
