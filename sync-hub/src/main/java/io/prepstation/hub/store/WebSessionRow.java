package io.prepstation.hub.store;

import java.time.Instant;

/// A browser that somebody has signed in with.
///
/// @param csrf what each form must send back
public record WebSessionRow(String userId, String csrf, Instant openedAt, Instant seenAt) {}
