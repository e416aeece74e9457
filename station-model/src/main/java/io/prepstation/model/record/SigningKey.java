package io.prepstation.model.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Ed25519 signatures over canonical text; keys and signatures travel as raw bytes in base64url without padding.
public final class SigningKey {

    /// What an X.509 encoding of an Ed25519 public key begins with (RFC 8410); the raw 32 bytes follow.
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int RAW_LENGTH = 32;

    private SigningKey() {}

    public static String sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a usable Ed25519 key", e);
        }
    }

    /// Whether the signature is this key's over this text; a signature of the wrong form is simply not, even where a
    /// lenient decoder would read the same bytes.
    public static boolean verifies(String rawPublicKey, String text, String signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey(rawPublicKey));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] raw = Base64.getUrlDecoder().decode(signature);
            return base64Url(raw).equals(signature) && verifier.verify(raw);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /// The raw public key of a pair, base64url.
    public static String rawPublicKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return base64Url(Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /// Whether the text is a raw public key that signatures can be checked with.
    public static boolean isPublicKey(String raw) {
        try {
            publicKey(raw);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /// Names a public key: the first 16 hexadecimal digits of the SHA-256 of its raw text.
    public static String idOf(String rawPublicKey) {
        return Sha256.hex(rawPublicKey).substring(0, 16);
    }

    private static PublicKey publicKey(String raw) throws GeneralSecurityException {
        byte[] key = Base64.getUrlDecoder().decode(raw);
        if (key.length != RAW_LENGTH) {
            throw new GeneralSecurityException(
                    "a raw Ed25519 public key has " + RAW_LENGTH + " bytes");
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW_LENGTH);
        System.arraycopy(key, 0, encoded, X509_PREFIX.length, RAW_LENGTH);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
