package io.prepstation.hub.store;

import java.time.Instant;
import java.util.Optional;

/// What is kept of a person's password.
///
/// @param goodUntil of one that somebody else made; it is good for choosing another. Empty for one's own
public record KeptPassword(String hash, Optional<Instant> goodUntil) {}
