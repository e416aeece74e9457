package io.prepstation.hub.dashboard;

/// A session in a list.
///
/// @param status [#ALTERED] if its text cannot be read any more, [#RUNNING] if it is not received yet
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
    static final String RUNNING = "running";
}
