package io.prepstation.hub.dashboard;

/// An event of the hub's trail.
public record AuditRow(long sequence, String at, String kind, String by, String details) {}
