package io.prepstation.hub.dashboard;

/// A received session in a list.
public record SessionRow(
        String id,
        String formula,
        String name,
        String status,
        String operator,
        String station,
        String startedAt) {}
