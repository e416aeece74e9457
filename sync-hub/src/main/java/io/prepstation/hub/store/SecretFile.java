package io.prepstation.hub.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A random secret of the hub's own outside the database, as text: a file in `keys`, or the systemd credential of the
/// file's name.
public final class SecretFile {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int BYTES = 32;
    private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY";

    private SecretFile() {}

    /// Makes a secret; an existing one is kept.
    public static void create(Path file) throws StoreException {
        if (Files.exists(file)) {
            return;
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        write(file, Base64.getEncoder().encodeToString(secret));
    }

    /// For its owner only, who is the folder's; on the disk when it returns.
    ///
    /// @param how to take the place of a file that is there; without a word it stays, and that is an error
    static void write(Path file, String line, CopyOption... how) throws StoreException {
        byte[] text = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Path unfinished =
                    Files.createTempFile(
                            file.toAbsolutePath().getParent(),
                            file.getFileName().toString(),
                            ".new",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text));
                channel.force(true);
            }
            giveToOwnerOfFolder(unfinished);
            Files.move(unfinished, file, how);
        } catch (IOException e) {
            throw new StoreException("cannot write the secret " + file, e);
        }
    }

    /// The hub has to read what a command of root wrote.
    private static void giveToOwnerOfFolder(Path file) {
        try {
            UserPrincipal owner = Files.getOwner(file.getParent());
            if (!owner.equals(Files.getOwner(file))) {
                Files.setAttribute(file, "owner:owner", owner, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            LOG.warn("{} is not given to the owner of its folder: {}", file, e.toString());
        }
    }

    /// @param without what it means to be without it
    /// @throws StoreException if there is none
    public static byte[] read(Path file, String without) throws StoreException {
        return decoded(credential(file).orElse(file), without);
    }

    static byte[] decoded(Path found, String without) throws StoreException {
        try {
            byte[] secret =
                    Base64.getDecoder()
                            .decode(Files.readString(found, StandardCharsets.US_ASCII).strip());
            if (secret.length == BYTES) {
                return secret;
            }
            throw new StoreException(found + " is damaged; restore it");
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("cannot read " + found + ": " + without, e);
        }
    }

    /// What systemd gives in place of the file.
    static Optional<Path> credential(Path file) {
        return credential(file, System.getenv(CREDENTIALS));
    }

    static Optional<Path> credential(Path file, @Nullable String directory) {
        return Optional.ofNullable(directory)
                .map(folder -> Path.of(folder, file.getFileName().toString()))
                .filter(Files::isReadable);
    }
}
