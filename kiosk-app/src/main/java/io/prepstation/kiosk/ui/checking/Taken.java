package io.prepstation.kiosk.ui.checking;

/// One weight that was on the balance.
///
/// @param off how far the balance was off, with its limit
public record Taken(String weight, String net, String off, boolean inside) {}
