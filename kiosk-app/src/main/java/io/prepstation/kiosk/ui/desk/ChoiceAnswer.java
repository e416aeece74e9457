package io.prepstation.kiosk.ui.desk;

/// What became of choices between two sides, or of an undo.
///
/// @param problem what was not done and what to do; empty if all was
public record ChoiceAnswer(int done, String problem) {}
