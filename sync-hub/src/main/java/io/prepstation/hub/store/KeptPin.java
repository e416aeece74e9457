package io.prepstation.hub.store;

/// What is kept of a person's PIN.
///
/// @param given whether somebody else chose it
public record KeptPin(String hash, boolean given) {}
