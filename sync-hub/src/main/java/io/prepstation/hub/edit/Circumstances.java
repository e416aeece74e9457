package io.prepstation.hub.edit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// What an edit needs from outside.
///
/// @param ids gives a new UUIDv7 each time
public record Circumstances(InstantSource clock, Supplier<String> ids) {

    Instant now() {
        return clock.instant();
    }
}
