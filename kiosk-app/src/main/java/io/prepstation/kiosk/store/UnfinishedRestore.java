package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The mark of a restore that was begun and not ended, by a power cut for instance: files may be missing or of two times, and
/// whoever opened one would make it anew and give its numbers again. Until it is ended, nobody opens any (STO-10).
public final class UnfinishedRestore {

    private final Path data;

    private UnfinishedRestore(Path data) {
        this.data = data;
    }

    public static UnfinishedRestore in(Path dataFolder) {
        return new UnfinishedRestore(dataFolder);
    }

    public boolean exists() {
        return Files.exists(mark());
    }

    /// Before the first file is moved; on the disk when it returns.
    ///
    /// @throws IOException if the disk does not take it: then nothing was begun, and what stood of an earlier one stands
    public void begin() throws IOException {
        boolean stood = exists();
        Files.createDirectories(data);
        try {
            Files.writeString(mark(), "A restore was begun. Run station restore again.\n");
            force(mark(), StandardOpenOption.WRITE);
            force(data, StandardOpenOption.READ);
        } catch (IOException full) {
            if (!stood) {
                Files.deleteIfExists(mark());
            }
            throw full;
        }
    }

    /// When every file is in its place.
    public void end() throws IOException {
        force(data, StandardOpenOption.READ);
        Files.delete(mark());
        force(data, StandardOpenOption.READ);
    }

    /// @throws StoreException if there is one
    public static void refuse(Path dataFolder) throws StoreException {
        if (in(dataFolder).exists()) {
            throw new StoreException(
                    Reason.NOT_USABLE,
                    "A restore was begun in "
                            + dataFolder
                            + " and not ended. Run station restore again, as it was begun, with another"
                            + " backup, or with --without-backup.");
        }
    }

    private Path mark() {
        return data.resolve("restore.unfinished");
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
