package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// The station's own Ed25519 key in `DIR/keys/station.key`, made at the first start and never copied: only its public
/// half leaves the station.
///
/// The file holds both halves in PEM, because the public one cannot be had from the private one by the platform.
public record StationKey(KeyPair pair) {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String PROBE = "do both halves belong together?";

    /// Reads the key, or makes it if there is none. Two programs that do so at once end with the same one.
    ///
    /// @throws StoreException if the file cannot be written or read, or is not such a key
    public static StationKey open(Path dataFolder) throws StoreException {
        Path folder = dataFolder.resolve("keys");
        Path file = folder.resolve("station.key");
        try {
            if (!Files.exists(file)) {
                make(folder, file);
            }
            return read(file);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            StoreException failure =
                    new StoreException(
                            Reason.NOT_USABLE,
                            "The station's key "
                                    + file
                                    + " cannot be used ("
                                    + e.getMessage()
                                    + "). Check who owns the folder; if the file is damaged, remove it and"
                                    + " enrol the station again.");
            failure.initCause(e);
            throw failure;
        }
    }

    /// The raw public half in base64url, as the hub takes it.
    public String publicKey() {
        return SigningKey.rawPublicKey(pair);
    }

    @Override
    public String toString() {
        return "station key " + SigningKey.idOf(publicKey());
    }

    private static void make(Path folder, Path file) throws IOException, GeneralSecurityException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path unfinished = Files.createTempFile(folder, "station", ".new");
        write(
                unfinished,
                pem(PRIVATE, pair.getPrivate().getEncoded())
                        + pem(PUBLIC, pair.getPublic().getEncoded()));
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            // Another program was faster; its key is the station's.
        } finally {
            Files.delete(unfinished);
        }
    }

    /// Into a file that only its owner can read, as temporary files are.
    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private static StationKey read(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        KeyPair pair =
                new KeyPair(
                        keys.generatePublic(new X509EncodedKeySpec(block(text, PUBLIC))),
                        keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, PRIVATE))));
        StationKey key = new StationKey(pair);
        if (!SigningKey.verifies(
                key.publicKey(), PROBE, SigningKey.sign(pair.getPrivate(), PROBE))) {
            throw new GeneralSecurityException("its two halves do not belong together");
        }
        return key;
    }

    private static String pem(String name, byte[] der) {
        return begin(name)
                + "\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n"
                + end(name)
                + "\n";
    }

    private static byte[] block(String text, String name) {
        int start = text.indexOf(begin(name));
        int end = text.indexOf(end(name));
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return Base64.getMimeDecoder().decode(text.substring(start + begin(name).length(), end));
    }

    private static String begin(String name) {
        return "-----BEGIN " + name + "-----";
    }

    private static String end(String name) {
        return "-----END " + name + "-----";
    }
}
