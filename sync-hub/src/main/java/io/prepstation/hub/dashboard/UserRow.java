package io.prepstation.hub.dashboard;

/// A person of a lab.
///
/// @param ruled whether the one who looks may act on him
public record UserRow(
        String id, String name, String roles, String labs, boolean active, boolean ruled) {}
