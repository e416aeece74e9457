package io.prepstation.kiosk.ui.labs;

/// A lab as the list shows it.
///
/// @param id names its button
/// @param chosen whether the station works for it now
/// @param tap works for it
public record LabLine(String id, String name, String detail, boolean chosen, Runnable tap) {}
