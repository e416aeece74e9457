package io.prepstation.kiosk.ui.devices;

/// One frame of the balance as the screen shows it.
///
/// @param taken what it was taken for
public record FrameLine(String raw, String taken) {}
