package io.prepstation.kiosk.ui.conflicts;

/// One conflict in words.
///
/// @param about the fields both changed
public record ConflictLine(String what, String about, String since, boolean selected) {}
