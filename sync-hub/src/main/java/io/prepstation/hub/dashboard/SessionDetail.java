package io.prepstation.hub.dashboard;

import java.util.List;

/// One received session.
///
/// @param receipt what recomputing the receipt came to
/// @param genuine whether text, hashes and receipt are the original ones
public record SessionDetail(
        SessionRow session,
        List<Step> steps,
        List<Signed> signatures,
        List<Odd> deviations,
        String recordHash,
        String receipt,
        boolean genuine) {

    /// @param actual what was weighed into it, in grams; empty if nothing was
    public record Step(
            int sequence, String ingredient, String target, String limits, String actual) {}

    public record Signed(String name, String meaning, String at, String authentication) {}

    public record Odd(String kind, String reason, String by) {}

    public SessionDetail {
        steps = List.copyOf(steps);
        signatures = List.copyOf(signatures);
        deviations = List.copyOf(deviations);
    }
}
