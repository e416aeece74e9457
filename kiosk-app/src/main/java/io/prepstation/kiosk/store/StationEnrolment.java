package io.prepstation.kiosk.store;

import java.time.Instant;

/// What a hub gave this station when it was enrolled for a lab.
///
/// @param token the bearer token of every request; secret, never printed
/// @param hubPublicKey raw Ed25519 key that receipts are verified with, base64url
/// @param feedEpoch changes when the hub is restored
/// @param stationEpoch made by this station; changes when the station is restored
public record StationEnrolment(
        LabKey lab,
        String stationId,
        String hubUrl,
        String token,
        String hubKeyId,
        String hubPublicKey,
        String feedEpoch,
        String stationEpoch,
        Instant enrolledAt) {

    @Override
    public String toString() {
        return "station " + stationId + " of " + lab + " at " + hubUrl;
    }
}
