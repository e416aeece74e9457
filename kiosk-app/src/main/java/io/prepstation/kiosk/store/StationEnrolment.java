package io.prepstation.kiosk.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a hub gave this station when it was enrolled for a lab; or that it works alone, see [#alone].
///
/// @param hubUrl empty for a station without a hub
/// @param token the bearer token of every request; secret, never printed
/// @param hubPublicKey raw Ed25519 key that receipts are verified with, base64url
/// @param feedEpoch changes when the hub is restored
/// @param stationEpoch made by this station; changes when the station is restored
/// @param hubAuthority the one certificate authority (PEM) that this hub's certificate must come from
public record StationEnrolment(
        LabKey lab,
        String stationId,
        String hubUrl,
        String token,
        String hubKeyId,
        String hubPublicKey,
        String feedEpoch,
        String stationEpoch,
        Instant enrolledAt,
        @Nullable String hubAuthority) {

    /// At a hub that is reached without TLS, or by the authorities this machine trusts anyway.
    public StationEnrolment(
            LabKey lab,
            String stationId,
            String hubUrl,
            String token,
            String hubKeyId,
            String hubPublicKey,
            String feedEpoch,
            String stationEpoch,
            Instant enrolledAt) {
        this(
                lab,
                stationId,
                hubUrl,
                token,
                hubKeyId,
                hubPublicKey,
                feedEpoch,
                stationEpoch,
                enrolledAt,
                null);
    }

    /// For a lab that lives in this station only: no hub knows it, so there is no address, no token, no key of it.
    public static StationEnrolment alone(
            LabKey lab, String stationId, String stationEpoch, Instant since) {
        return new StationEnrolment(lab, stationId, "", "", "", "", "", stationEpoch, since);
    }

    /// Whether there is a hub to send anything to.
    public boolean hasHub() {
        return !hubUrl.isEmpty();
    }

    /// Whether both were given at one time; the token may have been replaced since.
    public boolean isSameAs(StationEnrolment other) {
        return lab.equals(other.lab)
                && stationId.equals(other.stationId)
                && hubUrl.equals(other.hubUrl)
                && enrolledAt.equals(other.enrolledAt);
    }

    /// The same with another token.
    public StationEnrolment withToken(String other) {
        return new StationEnrolment(
                lab,
                stationId,
                hubUrl,
                other,
                hubKeyId,
                hubPublicKey,
                feedEpoch,
                stationEpoch,
                enrolledAt,
                hubAuthority);
    }

    /// The same after a restore.
    public StationEnrolment inEpoch(String epoch) {
        return new StationEnrolment(
                lab,
                stationId,
                hubUrl,
                token,
                hubKeyId,
                hubPublicKey,
                feedEpoch,
                epoch,
                enrolledAt,
                hubAuthority);
    }

    @Override
    public String toString() {
        return "station "
                + stationId
                + " of "
                + lab
                + (hasHub() ? " at " + hubUrl : ", without a hub");
    }
}
