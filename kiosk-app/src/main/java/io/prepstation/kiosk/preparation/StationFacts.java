package io.prepstation.kiosk.preparation;

import io.prepstation.model.session.AttemptPolicy;

/// What every session of a station has in common.
///
/// @param configHash SHA-256 of the effective configuration, hexadecimal
public record StationFacts(String stationId, String configHash, AttemptPolicy attempts) {}
