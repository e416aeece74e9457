package io.prepstation.model.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What is kept of a PIN or password: Argon2id in the usual text form, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, under
/// a pepper that lies outside the database. Who has only the database cannot try a single PIN.
///
/// One check costs 19 MiB and some ten milliseconds (OWASP's second setting), so callers bound how many run at once.
public final class SecretHash {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String HEAD =
            "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$";
    private static final Pattern FORM =
            Pattern.compile(Pattern.quote(HEAD) + "([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final byte[] pepper;

    /// @param pepper 32 random bytes, the same for all hashes of one place
    public SecretHash(byte[] pepper) {
        this.pepper = pepper.clone();
    }

    public String of(String secret, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HEAD + base64(salt) + "$" + base64(hash(secret, salt));
    }

    /// Whether the secret is the one that was hashed; takes as long whatever the answer.
    public boolean matches(String secret, String stored) {
        Matcher form = FORM.matcher(stored);
        boolean wellFormed = form.matches();
        byte[] salt = wellFormed ? Base64.getDecoder().decode(form.group(1)) : new byte[SALT_BYTES];
        byte[] expected =
                wellFormed ? Base64.getDecoder().decode(form.group(2)) : new byte[HASH_BYTES];
        return MessageDigest.isEqual(expected, hash(secret, salt)) && wellFormed;
    }

    /// Spends the time of a check where there is nothing to check, so that an unknown badge is not told by its speed.
    public void pretend(String secret) {
        hash(secret, new byte[SALT_BYTES]);
    }

    private byte[] hash(String secret, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(MEMORY_KIB)
                        .withIterations(PASSES)
                        .withParallelism(LANES)
                        .withSalt(salt)
                        .withSecret(pepper)
                        .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(secret.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
