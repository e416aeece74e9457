package io.prepstation.device.simulator;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A link to whichever terminal a device is at, as the system keeps them in `/dev/serial/by-id`.
record StableName(Path link) {

    /// Points at another terminal from now on, without a moment in which the name is half there.
    void pointAt(Path terminal) throws DeviceException {
        Path next = link.resolveSibling(link.getFileName() + ".next");
        try {
            Files.createDirectories(link.toAbsolutePath().getParent());
            Files.deleteIfExists(next);
            Files.createSymbolicLink(next, terminal);
            Files.move(
                    next,
                    link,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new DeviceException(
                    Problem.REFUSED, link + " cannot be made: " + failure.getMessage(), failure);
        }
    }

    void remove() throws DeviceException {
        try {
            Files.deleteIfExists(link);
        } catch (IOException failure) {
            throw new DeviceException(Problem.REFUSED, link + " cannot be removed", failure);
        }
    }
}
