package io.prepstation.hub.people;

import io.prepstation.model.record.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Draws what lets somebody in, and knows the time it is good for.
///
/// @param random a cryptographically strong source in the product
/// @param ids gives a new UUIDv7 each time
public record Credentials(InstantSource clock, RandomGenerator random, Supplier<String> ids) {

    private static final int TOKEN_BYTES = 32;
    private static final int PASSWORD_BYTES = 12;

    public Instant now() {
        return clock.instant();
    }

    public String newId() {
        return ids.get();
    }

    public OneTimeCode newCode() {
        return OneTimeCode.draw(random);
    }

    /// A station's bearer token: 256 bit.
    public String newToken() {
        return base64Url(TOKEN_BYTES);
    }

    /// A password a machine made for a person: 96 bit.
    public String newPassword() {
        return base64Url(PASSWORD_BYTES);
    }

    /// What the hub keeps of a token; a token is random enough for a plain hash.
    public static String hash(String token) {
        return Sha256.hex(token);
    }

    private String base64Url(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
