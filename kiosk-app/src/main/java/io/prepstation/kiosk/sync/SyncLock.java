package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The right to sync a lab: a lock of the operating system on `<lab>.db.sync.lock`, freed by closing or by the death of
/// the program. The file itself stays and means nothing.
public final class SyncLock implements AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Path file;
    private final FileChannel channel;

    private SyncLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Empty if another engine, in this program or another, syncs the lab.
    static Optional<SyncLock> take(LabDatabase database) throws StoreException {
        return take(fileOf(database.path()));
    }

    /// Whether a program syncs the lab now. Not for a program that may hold the lock itself: looking would free it.
    ///
    /// @param lab the lab's file
    public static boolean isHeld(Path lab) throws StoreException {
        Path file = fileOf(lab);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return !isShared(channel);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static Path fileOf(Path lab) {
        return lab.resolveSibling(lab.getFileName() + ".sync.lock");
    }

    private static Optional<SyncLock> take(Path file) throws StoreException {
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return Optional.of(new SyncLock(file, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /// Who only looks has a shared lock for a moment: he is waited for, and not taken for an engine.
    private static boolean isLocked(FileChannel channel) throws IOException {
        long begun = System.nanoTime();
        try {
            while (channel.tryLock() == null) {
                if (!isShared(channel) || System.nanoTime() - begun > LOOK_NANOS) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// Whether nobody has the lock for himself. Returns without a lock.
    private static boolean isShared(FileChannel channel) throws IOException {
        try (FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static StoreException unusable(Path file, IOException e) {
        StoreException failure =
                new StoreException(
                        Reason.NOT_USABLE,
                        "The lock file "
                                + file
                                + " cannot be used ("
                                + e.getMessage()
                                + "). Check who owns it.");
        failure.initCause(e);
        return failure;
    }
}
