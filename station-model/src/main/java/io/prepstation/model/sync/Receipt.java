package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import java.security.PrivateKey;

/// The hub's word that it holds a session whole; only with it does a screen say "at the hub".
///
/// @param contentHash of the upload it answers
/// @param feedSeq the session's place in the hub's feed
/// @param receivedAt epoch milliseconds at the hub
/// @param hubKeyId names the key it is signed with
/// @param signature Ed25519 over the canonical form without the signature, base64url
public record Receipt(
        @JsonProperty(required = true) String sessionId,
        @JsonProperty(required = true) String contentHash,
        @JsonProperty(required = true) long feedSeq,
        @JsonProperty(required = true) long receivedAt,
        @JsonProperty(required = true) String hubKeyId,
        @JsonProperty(required = true) String signature) {

    public static Receipt signed(
            PrivateKey key,
            String hubKeyId,
            String sessionId,
            String contentHash,
            long feedSeq,
            long receivedAt) {
        Receipt unsigned = new Receipt(sessionId, contentHash, feedSeq, receivedAt, hubKeyId, "");
        String signature = SigningKey.sign(key, unsigned.signedText());
        return new Receipt(sessionId, contentHash, feedSeq, receivedAt, hubKeyId, signature);
    }

    /// Whether the hub with this raw public key (base64url) signed it.
    public boolean verifies(String hubPublicKey) {
        return SigningKey.verifies(hubPublicKey, signedText(), signature);
    }

    private String signedText() {
        ObjectNode content = Json.write(this);
        content.remove("signature");
        return CanonicalJson.of(content);
    }
}
