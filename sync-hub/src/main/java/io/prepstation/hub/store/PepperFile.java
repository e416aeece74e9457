package io.prepstation.hub.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret under which PINs and passwords are hashed, outside the database: `keys/pepper`, or the systemd credential
/// `pepper`.
public final class PepperFile {

    private static final int BYTES = 32;
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private PepperFile() {}

    /// Makes a pepper; an existing one is kept.
    public static void create(Path file) throws StoreException {
        if (Files.exists(file)) {
            return;
        }
        byte[] pepper = new byte[BYTES];
        new SecureRandom().nextBytes(pepper);
        byte[] text =
                (Base64.getEncoder().encodeToString(pepper) + "\n")
                        .getBytes(StandardCharsets.US_ASCII);
        try {
            Path unfinished =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            "pepper",
                            ".new",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text));
                channel.force(true);
            }
            Files.move(unfinished, file);
        } catch (IOException e) {
            throw new StoreException("cannot write the pepper " + file, e);
        }
    }

    /// @throws StoreException if there is none: with another one no PIN would be right any more
    public static byte[] read(Path file) throws StoreException {
        Path found = credential(file);
        try {
            byte[] pepper =
                    Base64.getDecoder()
                            .decode(Files.readString(found, StandardCharsets.US_ASCII).strip());
            if (pepper.length == BYTES) {
                return pepper;
            }
            throw new StoreException("the pepper " + found + " is damaged; restore it");
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "cannot read the pepper "
                            + found
                            + "; put the original back, without it every PIN and password must be"
                            + " given anew",
                    e);
        }
    }

    private static Path credential(Path file) {
        String directory = System.getenv(CREDENTIALS);
        if (directory == null) {
            return file;
        }
        Path credential = Path.of(directory, "pepper");
        return Files.isReadable(credential) ? credential : file;
    }
}
