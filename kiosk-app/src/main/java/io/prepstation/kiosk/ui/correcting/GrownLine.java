package io.prepstation.kiosk.ui.correcting;

/// A line of the grown batch, as text.
///
/// @param add what is still to be weighed in; empty for nothing
record GrownLine(String number, String name, String in, String target, String add) {}
