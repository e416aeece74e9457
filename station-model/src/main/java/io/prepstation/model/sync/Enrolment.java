package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How a station joins a hub: `POST /api/stations/enrol`.
public final class Enrolment {

    private Enrolment() {}

    /// @param code the one-time code, `ABCD-EFGH`
    /// @param publicKey the station's raw Ed25519 key, base64url; without it the station may not upload
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String name,
            @Nullable String publicKey) {}

    /// @param token the bearer token of every later request; the hub keeps only its hash
    public record Answer(
            @JsonProperty(required = true) String stationId,
            @JsonProperty(required = true) String token,
            @JsonProperty(required = true) String labId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String hubKeyId,
            @JsonProperty(required = true) String hubPublicKey,
            @JsonProperty(required = true) String feedEpoch) {}

    /// The answer to `POST /api/stations/token`.
    ///
    /// @param token replaces the present one, which is good until this one is used
    public record NewToken(@JsonProperty(required = true) String token) {}
}
