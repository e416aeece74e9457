package io.prepstation.kiosk.sync;

import io.prepstation.model.sync.PersonLogin;
import java.time.Duration;

/// What the hub says of a badge and a PIN, if it says anything.
public sealed interface PersonAnswer {

    record Known(PersonLogin.Answer answer) implements PersonAnswer {}

    /// Too many wrong PINs were tried, here or at other stations; this one was not compared.
    record TriedTooOften(Duration retryAfter) implements PersonAnswer {}
}
