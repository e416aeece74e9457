package io.prepstation.kiosk.ui.weighing;

/// The hard stop: what was expected, what was scanned.
public record WrongItem(String expectedName, String expectedCode, String scanned) {}
