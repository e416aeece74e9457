package io.prepstation.model.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// By which pepper something was made, without telling the pepper: a keyed hash of a fixed word. It lies beside what was made,
/// so that another pepper is noticed before a single PIN is hashed or a token is sealed under it.
public final class PepperMark {

    private static final byte[] WORD =
            "prepstation pepper mark".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 16;

    private PepperMark() {}

    public static String of(byte[] pepper) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(mac.doFinal(WORD), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /// What keeps a pepper from being used.
    public enum Fault {
        /// Two that differ, and what there is was made under the file's.
        FILE_HOLDS(
                "the file and the systemd credential are two peppers, and what there is was made under the file's: give the"
                        + " file's text as the credential, or take the credential away"),
        /// One or two, none of which is the one of before.
        ANOTHER(
                "what there is was made under another pepper: put that one back; where it is a systemd credential, a command needs"
                        + " it as the unit does (systemd-run -p LoadCredential=pepper:…)"),
        /// None, where something was made under one.
        NONE(
                "there is none, although something was made under one: put it back; where it is a systemd credential, a command"
                        + " needs it as the unit does (systemd-run -p LoadCredential=pepper:…)");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        /// What is wrong, and what to do.
        public String text() {
            return text;
        }
    }

    /// A file that differs from the credential is left aside, as before there were marks, unless the mark is the file's.
    ///
    /// @param file the pepper that lies beside the data
    /// @param credential the one systemd gives
    /// @param mark of the one that something was made under
    /// @param made whether something was made under one, although there is no mark
    /// @return empty if the credential may be used, else the file's, else a new one
    public static Optional<Fault> fault(
            Optional<byte[]> file,
            Optional<byte[]> credential,
            Optional<String> mark,
            boolean made) {
        Optional<byte[]> found = credential.or(() -> file);
        if (found.isEmpty()) {
            return mark.isPresent() || made ? Optional.of(Fault.NONE) : Optional.empty();
        }
        return mark.filter(known -> !known.equals(of(found.get())))
                .map(known ->
                        file.filter(beside -> known.equals(of(beside))).isPresent()
                                ? Fault.FILE_HOLDS
                                : Fault.ANOTHER);
    }

    /// Whether there are two, of which the file's is good for nothing.
    public static boolean differ(Optional<byte[]> file, Optional<byte[]> credential) {
        return file.isPresent()
                && credential.isPresent()
                && !MessageDigest.isEqual(file.get(), credential.get());
    }
}
