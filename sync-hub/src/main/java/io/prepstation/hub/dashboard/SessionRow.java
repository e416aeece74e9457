package io.prepstation.hub.dashboard;

/// A received session in a list.
///
/// @param deviations how many it has
public record SessionRow(
        String id,
        String startedAt,
        String formula,
        String name,
        String amount,
        String status,
        String operator,
        String station,
        int deviations) {}
