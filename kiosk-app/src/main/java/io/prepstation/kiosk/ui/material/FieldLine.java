package io.prepstation.kiosk.ui.material;

/// One field in words.
///
/// @param enabled whether it may be changed
/// @param changed whether it is not saved yet
/// @param selected by the keyboard
public record FieldLine(
        String name, String value, boolean enabled, boolean changed, boolean selected) {}
