package io.prepstation.hub.store;

import java.time.Instant;

/// That somebody was given a password.
///
/// @param by a user id, or `hub` for its command line
public record GivenPassword(String by, Instant at) {}
