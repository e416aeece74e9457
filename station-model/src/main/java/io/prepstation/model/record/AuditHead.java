package io.prepstation.model.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;

/// A station's word, signed with its own key, how far the audit trail of a lab had come: whoever keeps it elsewhere can
/// tell a trail that was cut back or written anew (REC-1).
///
/// @param sequence of the last audit event, which is the end of a session
/// @param hash of that event
/// @param at epoch milliseconds
/// @param keyId names the station's key
/// @param signature Ed25519 over the canonical form without the signature, base64url
public record AuditHead(
        @JsonProperty(required = true) String labId,
        @JsonProperty(required = true) String stationId,
        @JsonProperty(required = true) long sequence,
        @JsonProperty(required = true) String hash,
        @JsonProperty(required = true) long at,
        @JsonProperty(required = true) String keyId,
        @JsonProperty(required = true) String signature) {

    public static AuditHead signed(
            KeyPair key, String labId, String stationId, ChainHead end, long atEpochMillis) {
        String keyId = SigningKey.idOf(SigningKey.rawPublicKey(key));
        AuditHead unsigned =
                new AuditHead(
                        labId, stationId, end.sequence(), end.hash(), atEpochMillis, keyId, "");
        return new AuditHead(
                labId,
                stationId,
                end.sequence(),
                end.hash(),
                atEpochMillis,
                keyId,
                SigningKey.sign(key.getPrivate(), unsigned.signedText()));
    }

    /// Whether the station with this raw public key (base64url) signed it.
    public boolean verifies(String rawPublicKey) {
        return keyId.equals(SigningKey.idOf(rawPublicKey))
                && SigningKey.verifies(rawPublicKey, signedText(), signature);
    }

    @JsonIgnore
    public ChainHead end() {
        return new ChainHead(sequence, hash);
    }

    private String signedText() {
        ObjectNode content = Json.write(this);
        content.remove("signature");
        return CanonicalJson.of(content);
    }
}
