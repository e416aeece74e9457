package io.prepstation.model.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 in lower-case hexadecimal.
public final class Sha256 {

    private static final MessageDigest UNUSED = sought();

    private Sha256() {}

    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(fresh().digest(bytes));
    }

    /// Of what comes piece by piece, however much more than the memory that is. For one thread.
    public static final class Running {

        private final MessageDigest digest = fresh();

        /// @param length how many of the bytes count
        public void add(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        /// Once, at the end.
        public String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    /// A copy of one that was never used, because looking for the algorithm takes as long as a short hash.
    private static MessageDigest fresh() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            return sought();
        }
    }

    private static MessageDigest sought() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
