package io.prepstation.kiosk.ui.part;

/// One thing to choose, of several.
public record Choice(String text, boolean chosen, Runnable tap) {}
