package io.prepstation.kiosk.field;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// That the kiosk does not run on the files that are about to be moved.
final class StoppedKiosk {

    private StoppedKiosk() {}

    /// A running kiosk holds the lock of each lab it syncs.
    static void require(List<Path> files) throws BackupFailed, IOException {
        for (Path file : files) {
            Path lock = Path.of(file + ".sync.lock");
            if (Files.exists(lock) && isTaken(lock)) {
                throw new BackupFailed(
                        "The kiosk is running. Stop it first: systemctl stop prepstation-kiosk");
            }
        }
    }

    private static boolean isTaken(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
