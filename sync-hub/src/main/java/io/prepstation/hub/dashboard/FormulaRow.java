package io.prepstation.hub.dashboard;

/// A version of a formula.
///
/// @param author who wrote it; empty if it came by the command line
/// @param approvable whether this person may approve it now
public record FormulaRow(
        String id,
        String code,
        String name,
        int version,
        String status,
        String author,
        boolean current,
        boolean approvable) {}
