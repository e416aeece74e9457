package io.prepstation.model.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.WireEntities.WireUser;

/// How a person signs in at a station: `POST /api/people/login`, and `POST /api/people/pin` for another PIN.
public final class PersonLogin {

    private PersonLogin() {}

    /// @param badge the code on the badge
    public record Request(
            @JsonProperty(required = true) String badge,
            @JsonProperty(required = true) String pin) {

        /// Never the PIN.
        @Override
        public String toString() {
            return "sign-in of a badge";
        }
    }

    public record PinChange(
            @JsonProperty(required = true) String badge,
            @JsonProperty(required = true) String pin,
            @JsonProperty(required = true) String newPin) {

        @Override
        public String toString() {
            return "new PIN of a badge";
        }
    }

    /// @param offlineUntil how long the station may recognise the person by itself, epoch milliseconds
    /// @param pinChangeRequired somebody else chose the PIN: it is good for changing it and nothing else
    public record Answer(
            @JsonProperty(required = true) WireUser user,
            @JsonProperty(required = true) long offlineUntil,
            @JsonProperty(required = true) boolean pinChangeRequired) {}

    /// What is kept of a badge's code, at the hub and at stations.
    public static String badgeHash(String badge) {
        return Sha256.hex("badge:" + badge);
    }
}
