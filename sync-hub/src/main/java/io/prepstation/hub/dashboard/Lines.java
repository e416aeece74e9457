package io.prepstation.hub.dashboard;

/// Rows of the small tables.
public final class Lines {

    private Lines() {}

    public record StationRow(String id, String name, String lab, boolean revoked) {}

    public record UserRow(String id, String name, String roles, String labs, boolean active) {}

    public record AuditRow(long sequence, String at, String kind, String by, String details) {}
}
