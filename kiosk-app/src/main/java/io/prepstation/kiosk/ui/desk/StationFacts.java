package io.prepstation.kiosk.ui.desk;

import java.time.ZoneId;

/// What never changes while the station runs.
///
/// @param station as the header names it, `Station 3`
/// @param demoLab whether the hub marked the lab as a demonstration
/// @param zone the lab's time zone
public record StationFacts(String station, String lab, boolean demoLab, ZoneId zone) {}
