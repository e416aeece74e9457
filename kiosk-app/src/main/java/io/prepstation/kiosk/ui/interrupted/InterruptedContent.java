package io.prepstation.kiosk.ui.interrupted;

import java.util.List;

/// @param session formula and step that go on
/// @param wanted what must stand there: the vessel, or by difference the container
/// @param expected its gross mass
/// @param found on the pan now
/// @param notice why a check did not pass; empty if none failed
public record InterruptedContent(
        String session,
        List<Check> checks,
        String wanted,
        String expected,
        String found,
        boolean alarming,
        String notice) {

    public InterruptedContent {
        checks = List.copyOf(checks);
    }
}
