package io.prepstation.kiosk.preparation;

import io.prepstation.model.check.CheckPlan;
import io.prepstation.model.session.AttemptPolicy;
import java.security.KeyPair;

/// What every session of a station has in common.
///
/// @param configHash SHA-256 of the effective configuration, hexadecimal
/// @param checks what a balance must have passed before a session begins on it
/// @param key the station's own Ed25519 key, which signs the audit trail at the end of each session
public record StationFacts(
        String stationId,
        String configHash,
        AttemptPolicy attempts,
        CheckPlan checks,
        KeyPair key) {

    /// Of a station whose balance nobody checks.
    public StationFacts(String stationId, String configHash, AttemptPolicy attempts, KeyPair key) {
        this(stationId, configHash, attempts, CheckPlan.NONE, key);
    }
}
