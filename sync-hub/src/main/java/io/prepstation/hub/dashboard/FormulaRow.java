package io.prepstation.hub.dashboard;

/// A formula in the list.
///
/// @param versionId what the row leads to: the draft that waits, else what is weighed now
/// @param current the version that is weighed now, `–` if none is
/// @param waiting whether a draft waits for approval
public record FormulaRow(
        String versionId,
        String code,
        String name,
        String current,
        String since,
        int lines,
        int versions,
        boolean waiting) {}
