package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's tokens for its hubs, one file each in `DIR/keys`: encrypted under the pepper (AES-256-GCM), in no backup.
/// A file is replaced as a whole, so that there is always one token, the old or the new.
final class TokenFiles {

    private static final Logger LOG = LoggerFactory.getLogger("Store");
    private static final String NAME = "token-";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE =
            "prepstation hub token".getBytes(StandardCharsets.US_ASCII);

    private final Path dataFolder;

    TokenFiles(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /// Empty if there is none, or none that can be read under the pepper: the station then works without its hub until
    /// it is enrolled again.
    Optional<String> read(String stationId) throws StoreException {
        Path file = file(stationId);
        try {
            return Files.exists(file)
                    ? Optional.of(opened(Files.readString(file, StandardCharsets.US_ASCII)))
                    : Optional.empty();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            LOG.warn("the token in {} cannot be read; enrol the station again", file, e);
            return Optional.empty();
        }
    }

    /// Returns when it is on the disk.
    void write(String stationId, String token) throws StoreException {
        Path file = file(stationId);
        try {
            String sealed = sealed(token);
            Path unfinished = Files.createTempFile(folder(), "token", ".new");
            try {
                writeWhole(unfinished, sealed);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw notUsable(file, e);
        }
    }

    private static void writeWhole(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    void delete(String stationId) throws StoreException {
        Path file = file(stationId);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw notUsable(file, e);
        }
    }

    private Path folder() throws IOException {
        Path folder = dataFolder.resolve("keys");
        return Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    static boolean isOne(String name) {
        return name.startsWith(NAME);
    }

    /// Ids come from the hub, which is not trusted with names of files.
    private Path file(String stationId) {
        return dataFolder.resolve("keys").resolve(NAME + Sha256.hex(stationId).substring(0, 16));
    }

    private String sealed(String token) throws GeneralSecurityException, StoreException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed =
                cipher(Cipher.ENCRYPT_MODE, nonce)
                        .doFinal(token.getBytes(StandardCharsets.US_ASCII));
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    private String opened(String text) throws GeneralSecurityException, StoreException {
        byte[] both = Base64.getDecoder().decode(text.strip());
        if (both.length <= NONCE_BYTES) {
            throw new GeneralSecurityException("it is too short");
        }
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(both, NONCE_BYTES));
        return new String(
                cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES),
                StandardCharsets.US_ASCII);
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException, StoreException {
        SecretKey key =
                KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                "AES",
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(Pepper.open(dataFolder))
                                        .thenExpand(PURPOSE, 32));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static StoreException notUsable(Path file, Exception why) {
        StoreException failure =
                new StoreException(
                        Reason.NOT_USABLE,
                        "The station's token "
                                + file
                                + " cannot be kept ("
                                + why.getMessage()
                                + "). Check who owns the folder, and whether the disk is full.");
        failure.initCause(why);
        return failure;
    }
}
