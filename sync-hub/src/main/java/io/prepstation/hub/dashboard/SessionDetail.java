package io.prepstation.hub.dashboard;

import java.util.List;

/// One received session.
///
/// @param facts what stands at its head: names and values
/// @param receipt what recomputing text, hashes and receipt came to
/// @param genuine whether all are the original ones
public record SessionDetail(
        SessionRow row,
        List<Fact> facts,
        List<Step> steps,
        List<Odd> deviations,
        List<Signed> signatures,
        List<Extra> attachments,
        List<Curve> curves,
        String receipt,
        boolean genuine) {

    public record Fact(String name, String value) {}

    /// @param weighed in all, in grams; what became of the step if nothing was
    /// @param from which lots or containers
    public record Step(
            int sequence,
            String ingredient,
            String code,
            String target,
            String limits,
            String weighed,
            String difference,
            String from,
            boolean outside,
            Mark mark) {}

    /// Where a weighing lies between its limits, as a drawing 120 wide: the pointer's place.
    ///
    /// @param shown whether there is anything to point at
    public record Mark(boolean shown, int x) {}

    public record Odd(String at, String step, String kind, String reason, String text, String by) {}

    /// A photo or the like.
    ///
    /// @param path of its bytes; empty where the station lost them
    /// @param image whether the page shows it
    public record Extra(
            String path, boolean image, String kind, String step, String at, String by) {}

    /// How one weight came to be, as a drawing 360 wide and 48 high.
    ///
    /// @param took minutes and seconds
    /// @param recorded whether the weight is in the record, and was not rejected
    /// @param points of the line
    /// @param top upper edge of the band between the limits
    /// @param height of that band
    public record Curve(
            String step, String took, boolean recorded, String points, int top, int height) {}

    public record Signed(String name, String meaning, String at, String authentication) {}

    public SessionDetail {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
        deviations = List.copyOf(deviations);
        signatures = List.copyOf(signatures);
        attachments = List.copyOf(attachments);
        curves = List.copyOf(curves);
    }
}
