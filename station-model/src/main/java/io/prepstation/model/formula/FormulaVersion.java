package io.prepstation.model.formula;

import java.time.LocalDate;
import java.util.List;

/// A formula as approved: immutable from then on, a change is a new version.
///
/// @param effectiveFrom first day of validity, in the lab's time zone
/// @param base the amount the lines' targets are given for
/// @param lines in weighing order
public record FormulaVersion(
        String id,
        String formulaId,
        int versionNo,
        VersionStatus status,
        LocalDate effectiveFrom,
        Amount base,
        List<FormulaLine> lines) {

    public FormulaVersion {
        lines = List.copyOf(lines);
    }

    /// Whether the version may be weighed on that day.
    public boolean usableOn(LocalDate day) {
        return status == VersionStatus.APPROVED && !effectiveFrom.isAfter(day);
    }
}
