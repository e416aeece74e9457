package io.prepstation.kiosk.ui.desk;

import java.time.ZoneId;
import java.time.ZoneOffset;

/// What never changes once the station is open.
///
/// @param station as the header names it, `Station 3`
/// @param lab empty while it is not known yet
/// @param demoLab whether the hub marked the lab as a demonstration
/// @param zone the lab's time zone
public record StationFacts(String station, String lab, boolean demoLab, ZoneId zone) {

    /// What the configuration tells before the lab's file is open.
    public static StationFacts opening(String station) {
        return new StationFacts(station, "", false, ZoneOffset.UTC);
    }
}
