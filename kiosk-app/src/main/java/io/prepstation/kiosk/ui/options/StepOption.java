package io.prepstation.kiosk.ui.options;

/// Something that can be done about the step on screen.
///
/// @param id names it for tests and remote hands
public record StepOption(String id, String title, String consequence, Runnable tap) {}
