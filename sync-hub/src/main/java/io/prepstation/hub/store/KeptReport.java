package io.prepstation.hub.store;

import io.prepstation.model.sync.StationReport;
import java.time.Duration;
import java.time.Instant;

/// What a station said of itself.
///
/// @param clockAhead of the station's clock when the report came, by the hub's
public record KeptReport(Instant at, Duration clockAhead, StationReport report) {}
