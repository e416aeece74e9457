package io.prepstation.hub.dashboard;

/// A received session in a list.
///
/// @param status [#ALTERED] if its text cannot be read any more
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
        int deviations) {

    static final String ALTERED = "altered";
}
