package io.prepstation.kiosk.preparation;

import io.prepstation.model.session.AttemptPolicy;
import java.security.KeyPair;

/// What every session of a station has in common.
///
/// @param configHash SHA-256 of the effective configuration, hexadecimal
/// @param key the station's own Ed25519 key, which signs the audit trail at the end of each session
public record StationFacts(
        String stationId, String configHash, AttemptPolicy attempts, KeyPair key) {}
