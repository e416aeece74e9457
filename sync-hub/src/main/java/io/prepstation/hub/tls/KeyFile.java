package io.prepstation.hub.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/// Who may read a private key that somebody put there: a group may be meant to, everybody never is.
final class KeyFile {

    private KeyFile() {}

    /// What is to be done about it; empty if only its owner and its group get at it. A folder that is closed to others closes
    /// whatever is in it.
    static Optional<String> exposure(Path file) {
        try {
            Path real = file.toRealPath();
            boolean open = others(real, PosixFilePermission.OTHERS_READ);
            for (Path folder = real.getParent(); folder != null; folder = folder.getParent()) {
                open &= others(folder, PosixFilePermission.OTHERS_EXECUTE);
            }
            return open
                    ? Optional.of(
                            "everybody on this machine may read the private key %1$s; close it: chmod o= %1$s"
                                    .formatted(file))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static boolean others(Path path, PosixFilePermission permission) throws IOException {
        return Files.getPosixFilePermissions(path).contains(permission);
    }
}
