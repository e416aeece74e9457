package io.prepstation.hub.store;

import java.time.Instant;
import java.util.Optional;

/// A token that was replaced by another.
///
/// @param triedAt when somebody came with it after that; empty if nobody did
public record RetiredToken(String stationId, Optional<Instant> triedAt) {}
