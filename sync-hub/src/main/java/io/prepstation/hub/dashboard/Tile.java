package io.prepstation.hub.dashboard;

/// A number with its name.
public record Tile(String name, String value) {}
