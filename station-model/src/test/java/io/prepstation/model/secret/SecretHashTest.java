package io.prepstation.model.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("STO-9")
class SecretHashTest {

    private final SplittableRandom random = new SplittableRandom(7);
    private final SecretHash hashes = new SecretHash(pepper("ours"));

    private static byte[] pepper(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_right_secret_matches_and_no_other() {
        String stored = hashes.of("271828", random);

        assertTrue(stored.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), stored);
        assertTrue(hashes.matches("271828", stored));
        assertFalse(hashes.matches("271829", stored));
        assertFalse(hashes.matches("", stored));
    }

    @Test
    void the_same_secret_twice_is_not_seen_to_be_the_same() {
        assertNotEquals(hashes.of("271828", random), hashes.of("271828", random));
    }

    @Test
    void without_the_pepper_nothing_can_be_tried() {
        assertFalse(
                new SecretHash(pepper("theirs")).matches("271828", hashes.of("271828", random)));
    }

    @Test
    void what_is_no_hash_matches_nothing() {
        String stored = hashes.of("271828", random);
        for (String broken :
                List.of("", "271828", stored + "x", stored.replace("m=19456", "m=8"))) {
            assertFalse(hashes.matches("271828", broken), broken);
        }
    }

    /// RFC 9106, section 5.3: the library computes what the standard says.
    @Test
    void argon2id_is_that_of_the_standard() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(32)
                        .withIterations(3)
                        .withParallelism(4)
                        .withSalt(repeated(2, 16))
                        .withSecret(repeated(3, 8))
                        .withAdditional(repeated(4, 12))
                        .build());
        byte[] hash = new byte[32];
        generator.generateBytes(repeated(1, 32), hash);
        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                Hex.toHexString(hash));
    }

    private static byte[] repeated(int value, int times) {
        byte[] bytes = new byte[times];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
