package io.prepstation.hub.store;

import io.prepstation.model.secret.PepperMark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What PINs and passwords of the hub are hashed with: `keys/pepper`, or the systemd credential of that name. `keys/pepper.mark`
/// tells which one it was, so that no command beside the hub hashes under another.
public final class PepperFile {

    private static final Logger LOG = LoggerFactory.getLogger(PepperFile.class);
    private static final String LOST =
            "put the original pepper back, without it every PIN and password must be given anew";

    private PepperFile() {}

    /// Makes the pepper of a new hub, unless there is one or systemd gives one.
    public static void create(DataDirectory directory) throws StoreException {
        Path file = directory.pepper();
        if (SecretFile.credential(file).isEmpty() && !Files.exists(file)) {
            SecretFile.create(file);
            if (!Files.exists(directory.pepperMark())) {
                keepMark(directory.pepperMark(), PepperMark.of(SecretFile.decoded(file, LOST)));
            }
        }
    }

    /// @throws StoreException if there is none, another one than before, or another one beside that of before
    public static byte[] read(DataDirectory directory) throws StoreException {
        return read(directory, credentials(), false);
    }

    /// The same for the hub that serves, which keeps by its mark which one it was. A command that has found but a file does
    /// not: the hub may have a credential.
    public static byte[] readToServe(DataDirectory directory) throws StoreException {
        return read(directory, credentials(), true);
    }

    private static @Nullable String credentials() {
        return System.getenv("CREDENTIALS_DIRECTORY");
    }

    static byte[] read(DataDirectory directory, @Nullable String credentials, boolean serves)
            throws StoreException {
        Path file = directory.pepper();
        Optional<Path> credential = SecretFile.credential(file, credentials);
        Optional<byte[]> given =
                credential.isPresent()
                        ? Optional.of(SecretFile.decoded(credential.get(), LOST))
                        : Optional.empty();
        Optional<byte[]> kept =
                Files.exists(file) ? Optional.of(SecretFile.decoded(file, LOST)) : Optional.empty();
        Optional<String> mark = mark(directory.pepperMark());
        Optional<PepperMark.Fault> fault = PepperMark.fault(kept, given, mark, true);
        if (fault.isPresent()) {
            throw notUsable(file, fault.get());
        }
        if (PepperMark.differ(kept, given)) {
            LOG.warn(
                    "{} is another pepper than the systemd credential, which is taken: move the file away",
                    file);
        }
        byte[] pepper = given.or(() -> kept).orElseThrow();
        if (mark.isEmpty() && (serves || given.isPresent())) {
            keepMark(directory.pepperMark(), PepperMark.of(pepper));
        }
        return pepper;
    }

    private static StoreException notUsable(Path file, PepperMark.Fault fault) {
        return new StoreException(
                "the pepper "
                        + file
                        + ", or the systemd credential \"pepper\", cannot be used: "
                        + fault.text()
                        + "; without the original one every PIN and password must be given anew, and pepper.mark beside it"
                        + " is to be removed (docs/security.md, \"The pepper as a credential\")");
    }

    /// Keys that cannot be written beside keep nobody from working.
    private static void keepMark(Path file, String mark) {
        try {
            SecretFile.write(file, mark, StandardCopyOption.ATOMIC_MOVE);
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage(), e);
        }
    }

    /// One that cannot be read keeps nobody from working; who may write marks replaces it.
    private static Optional<String> mark(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is left out of account: {}", file, e.toString());
            return Optional.empty();
        }
    }
}
