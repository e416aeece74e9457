package io.prepstation.kiosk.ui.home;

/// The interrupted session that waits on the home screen.
///
/// @param progress steps done of all
public record Resume(String formula, String progress, String startedBy) {}
