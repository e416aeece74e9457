package io.prepstation.hub.dashboard;

/// A station to choose in a form.
public record StationChoice(String id, String name) {}
