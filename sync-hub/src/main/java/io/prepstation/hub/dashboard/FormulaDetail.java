package io.prepstation.hub.dashboard;

import java.util.List;

/// One version of a formula.
///
/// @param author who wrote it
/// @param compared whether the lines are set beside those of the version that is weighed now
/// @param approvable whether this person may approve it now
/// @param own whether it is this person's own draft, which somebody else must approve
public record FormulaDetail(
        String id,
        String code,
        String name,
        int number,
        String status,
        String author,
        String from,
        String base,
        List<Line> lines,
        List<Version> versions,
        boolean compared,
        boolean approvable,
        boolean own) {

    /// @param now the target in the version that is weighed now
    public record Line(
            int sequence,
            String code,
            String name,
            String target,
            String tolerance,
            String now,
            boolean changed) {}

    public record Version(String id, int number, String status, String from, boolean current) {}

    public FormulaDetail {
        lines = List.copyOf(lines);
        versions = List.copyOf(versions);
    }
}
