package io.prepstation.kiosk.ui.interrupted;

import java.util.List;

/// @param session formula and step that go on
/// @param expected gross of the vessel
/// @param found on the pan now
/// @param notice why a check did not pass; empty if none failed
public record InterruptedContent(
        String session,
        List<Check> checks,
        String expected,
        String found,
        boolean alarming,
        String notice) {

    public InterruptedContent {
        checks = List.copyOf(checks);
    }
}
