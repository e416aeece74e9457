package io.prepstation.hub.store;

/// A row and how often it was written: 1 when it was created.
public record Versioned<T>(T value, int version) {}
