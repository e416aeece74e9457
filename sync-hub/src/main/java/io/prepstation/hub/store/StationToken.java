package io.prepstation.hub.store;

import java.time.Instant;

/// A token that opens the door of a station.
///
/// @param since from when its life counts
/// @param used whether the station has come with it, or with one before it
/// @param offered whether it was handed out to replace the station's token and is used for the first time
public record StationToken(Station station, Instant since, boolean used, boolean offered) {}
