package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The station's own secret under which PINs are hashed and tokens are kept: `DIR/keys/pepper`, made at the first start and in no backup, or
/// the systemd credential `pepper`.
public final class Pepper {

    private static final int BYTES = 32;

    private Pepper() {}

    /// Reads it, or makes it if there is none. A new one makes the station forget whom it knew; the hub knows them still.
    ///
    /// @throws StoreException if the file cannot be written or read
    public static byte[] open(Path dataFolder) throws StoreException {
        return open(dataFolder, System.getenv("CREDENTIALS_DIRECTORY"));
    }

    static byte[] open(Path dataFolder, @Nullable String credentials) throws StoreException {
        Path folder = dataFolder.resolve("keys");
        Path file = folder.resolve("pepper");
        try {
            if (credentials != null && Files.isReadable(Path.of(credentials, "pepper"))) {
                return read(Path.of(credentials, "pepper"));
            }
            if (!Files.exists(file)) {
                make(folder, file);
            }
            return read(file);
        } catch (IOException | IllegalArgumentException e) {
            StoreException failure =
                    new StoreException(
                            Reason.NOT_USABLE,
                            "The file "
                                    + file
                                    + " cannot be used ("
                                    + e.getMessage()
                                    + "). Check who owns the folder; if the file is damaged, remove it: people then sign in"
                                    + " once with the hub.");
            failure.initCause(e);
            throw failure;
        }
    }

    private static byte[] read(Path file) throws IOException {
        byte[] pepper =
                Base64.getDecoder()
                        .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
        if (pepper.length != BYTES) {
            throw new IOException("it has not " + BYTES + " bytes");
        }
        return pepper;
    }

    private static void make(Path folder, Path file) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] pepper = new byte[BYTES];
        new SecureRandom().nextBytes(pepper);
        Path unfinished = Files.createTempFile(folder, "pepper", ".new");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(
                    ByteBuffer.wrap(
                            Base64.getEncoder()
                                    .encodeToString(pepper)
                                    .getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            // Another program was faster; its pepper is the station's.
        } finally {
            Files.delete(unfinished);
        }
    }
}
