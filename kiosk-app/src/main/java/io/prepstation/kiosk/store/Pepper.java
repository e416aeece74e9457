package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.secret.PepperMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The station's own secret under which PINs are hashed and tokens are kept: `DIR/keys/pepper`, made at the first start and in no backup, or
/// the systemd credential `pepper`. `DIR/keys/pepper.mark` tells which one it was, so that there is never a second.
public final class Pepper {

    private static final Logger LOG = LoggerFactory.getLogger("Store");
    private static final int BYTES = 32;
    private static final String NAME = "pepper";

    private final Path folder;
    private final Path file;
    private final Path mark;

    private Pepper(Path dataFolder) {
        this.folder = dataFolder.resolve("keys");
        this.file = folder.resolve(NAME);
        this.mark = folder.resolve("pepper.mark");
    }

    /// Reads it, or makes it if there is none and nothing was made under one yet.
    ///
    /// @throws StoreException if it cannot be read or written, is not the one of before, or there are two
    public static byte[] open(Path dataFolder) throws StoreException {
        return open(dataFolder, credentials(), false);
    }

    /// The same for the kiosk, which keeps by its mark which one it was. A command that has found but a file does not: the
    /// kiosk may have a credential.
    public static byte[] openForKiosk(Path dataFolder) throws StoreException {
        return open(dataFolder, credentials(), true);
    }

    private static @Nullable String credentials() {
        return System.getenv("CREDENTIALS_DIRECTORY");
    }

    static byte[] open(Path dataFolder, @Nullable String credentials, boolean kiosk)
            throws StoreException {
        Pepper pepper = new Pepper(dataFolder);
        try {
            return pepper.found(credentials == null ? null : Path.of(credentials, NAME), kiosk);
        } catch (IOException e) {
            throw pepper.notUsable(
                    "cannot be used ("
                            + e.getMessage()
                            + "). Check who owns the folder; if the file is damaged, remove it, and pepper.mark and"
                            + " token-… beside it: people then sign in once with the hub, and the station is enrolled again.",
                    e);
        }
    }

    /// Another program may make all of it meanwhile, the mark and tokens last: so these are read first.
    private byte[] found(@Nullable Path credential, boolean kiosk)
            throws IOException, StoreException {
        Optional<String> known = mark();
        boolean made = hasTokens() || (known.isEmpty() && hasMark());
        Optional<byte[]> given =
                credential != null && Files.isReadable(credential)
                        ? Optional.of(read(credential))
                        : Optional.empty();
        Optional<byte[]> kept = Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
        Optional<PepperMark.Fault> fault = PepperMark.fault(kept, given, known, made);
        if (fault.isPresent()) {
            throw notUsable(
                    "or the systemd credential \"pepper\" cannot be used: "
                            + fault.get().text()
                            + ". If it is lost, remove pepper.mark and token-… beside it: people then sign in once with the"
                            + " hub, and the station is enrolled again. See docs/security.md, \"The pepper as a credential\".",
                    null);
        }
        if (PepperMark.differ(kept, given)) {
            LOG.warn(
                    "{} is another pepper than the systemd credential, which is taken: move the file away",
                    file);
        }
        byte[] pepper = given.isPresent() ? given.get() : kept.isPresent() ? kept.get() : made();
        if (known.isEmpty() && (kiosk || given.isPresent() || kept.isEmpty())) {
            keepMark(PepperMark.of(pepper));
        }
        return pepper;
    }

    private static byte[] read(Path file) throws IOException {
        try {
            byte[] pepper =
                    Base64.getDecoder()
                            .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (pepper.length == BYTES) {
                return pepper;
            }
            throw new IOException(file + " has not " + BYTES + " bytes");
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not Base64", e);
        }
    }

    /// One that cannot be read keeps nobody from working; who may write marks replaces it.
    private Optional<String> mark() {
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(mark, StandardCharsets.US_ASCII).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is left out of account: {}", mark, e.toString());
            return Optional.empty();
        }
    }

    /// Even one that cannot be read tells that there was a pepper.
    private boolean hasMark() throws IOException {
        return Files.exists(mark) && Files.size(mark) > 0;
    }

    private boolean hasTokens() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(one -> TokenFiles.isOne(one.getFileName().toString()));
        }
    }

    private byte[] made() throws IOException {
        byte[] pepper = new byte[BYTES];
        new SecureRandom().nextBytes(pepper);
        Path unfinished = written(Base64.getEncoder().encodeToString(pepper));
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException e) {
            // Another program was faster; its pepper is the station's.
        } finally {
            Files.delete(unfinished);
        }
        return read(file);
    }

    /// A disk that takes nothing keeps nobody from working: the next start keeps it.
    private void keepMark(String text) {
        try {
            Path unfinished = written(text + "\n");
            try {
                Files.move(unfinished, mark, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", mark, e.toString());
        }
    }

    /// In a file for its owner only, who is the folder's, on the disk when it returns.
    private Path written(String text) throws IOException {
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path unfinished = Files.createTempFile(folder, NAME, ".new");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        giveToOwnerOf(folder, unfinished);
        return unfinished;
    }

    /// The kiosk has to read what a command of root wrote.
    private static void giveToOwnerOf(Path folder, Path file) {
        try {
            UserPrincipal owner = Files.getOwner(folder);
            if (!owner.equals(Files.getOwner(file))) {
                Files.setAttribute(file, "owner:owner", owner, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            LOG.warn("{} is not given to the owner of its folder: {}", file, e.toString());
        }
    }

    private StoreException notUsable(String why, @Nullable IOException cause) {
        StoreException failure =
                new StoreException(Reason.NOT_USABLE, "The file " + file + " " + why);
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
