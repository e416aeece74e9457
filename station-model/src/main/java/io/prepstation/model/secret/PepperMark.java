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
        /// Two that differ, and what there is was made under the credential.
        CREDENTIAL_HOLDS(
                "the file and the systemd credential are two peppers, and what there is was made under the credential: move the"
                        + " file away"),
        /// Two that differ, and nothing says which one holds.
        TWO(
                "the file and the systemd credential are two peppers: keep the one under which PINs and tokens were made, which is"
                        + " the older one, in both places or in one"),
        /// Only one, which is not the one of before.
        ANOTHER("what there is was made under another pepper: put that one back"),
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
        if (file.isPresent() && credential.isPresent() && differ(file.get(), credential.get())) {
            return Optional.of(
                    mark.filter(of(file.get())::equals).isPresent()
                            ? Fault.FILE_HOLDS
                            : mark.filter(of(credential.get())::equals).isPresent()
                                    ? Fault.CREDENTIAL_HOLDS
                                    : Fault.TWO);
        }
        Optional<byte[]> found = credential.or(() -> file);
        if (found.isEmpty()) {
            return mark.isPresent() || made ? Optional.of(Fault.NONE) : Optional.empty();
        }
        return mark.filter(known -> !known.equals(of(found.get()))).map(_ -> Fault.ANOTHER);
    }

    private static boolean differ(byte[] one, byte[] other) {
        return !MessageDigest.isEqual(one, other);
    }
}
