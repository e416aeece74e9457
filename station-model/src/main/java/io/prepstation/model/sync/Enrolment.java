package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.record.SigningKey;
import java.security.PrivateKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a station joins a hub: `POST /api/stations/enrol`.
public final class Enrolment {

    private Enrolment() {}

    /// @param code the one-time code, `ABCD-EFGH`
    /// @param publicKey the station's raw Ed25519 key, base64url; without it the station may not upload
    /// @param nonce said once; asks the hub to prove that it has the key it names
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(
            @JsonProperty(required = true) String code,
            @JsonProperty(required = true) String name,
            @Nullable String publicKey,
            @Nullable String nonce) {

        private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

        /// Whether the nonce, if there is one, can be signed.
        public boolean hasUsableNonce() {
            return nonce == null || NONCE.matcher(nonce).matches();
        }
    }

    /// @param token the bearer token of every later request; the hub keeps only its hash
    /// @param proof the hub's signature over [#proven], base64url; null if the request had no nonce
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            @JsonProperty(required = true) String stationId,
            @JsonProperty(required = true) String token,
            @JsonProperty(required = true) String labId,
            @JsonProperty(required = true) String tenantId,
            @JsonProperty(required = true) String hubKeyId,
            @JsonProperty(required = true) String hubPublicKey,
            @JsonProperty(required = true) String feedEpoch,
            @Nullable String proof) {

        /// The same, proven by whoever has the private half of the key it names.
        public Answer provenBy(PrivateKey hubKey, Request request) {
            return new Answer(
                    stationId,
                    token,
                    labId,
                    tenantId,
                    hubKeyId,
                    hubPublicKey,
                    feedEpoch,
                    SigningKey.sign(hubKey, proven(request, this)));
        }

        /// Whether who answered has the private half of the key that the answer names, and answered this very request.
        public boolean isProvenFor(Request request) {
            return proof != null
                    && SigningKey.idOf(hubPublicKey).equals(hubKeyId)
                    && SigningKey.verifies(hubPublicKey, proven(request, this), proof);
        }

        /// Never the token.
        @Override
        public String toString() {
            return "enrolment of " + stationId + " in lab " + labId;
        }
    }

    /// What the hub signs of an enrolment, in canonical form: the station's nonce and key, and all of the answer, of the
    /// token its hash. The first member keeps it apart from everything else that is signed with that key.
    static String proven(Request request, Answer answer) {
        return CanonicalJson.of(
                Json.object()
                        .put("about", "enrolment")
                        .put("nonce", request.nonce())
                        .put("publicKey", request.publicKey())
                        .put("stationId", answer.stationId())
                        .put("tokenHash", Sha256.hex(answer.token()))
                        .put("labId", answer.labId())
                        .put("tenantId", answer.tenantId())
                        .put("hubKeyId", answer.hubKeyId())
                        .put("feedEpoch", answer.feedEpoch()));
    }

    /// The answer to `POST /api/stations/token`.
    ///
    /// @param token replaces the present one, which is good until this one is used
    public record NewToken(@JsonProperty(required = true) String token) {}
}
