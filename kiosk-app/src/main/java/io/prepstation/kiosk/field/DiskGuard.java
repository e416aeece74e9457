package io.prepstation.kiosk.field;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps room on the disk for what was begun (STO-10): warns at 20 % free, lets no session begin at 5 %, and gives up a
/// reserve of its own so that a running one can be finished. Nothing that waits for the hub is ever deleted.
public final class DiskGuard {

    /// How much room there is.
    public enum Level {
        GOOD,
        LOW,
        /// No session may begin; the running one goes on.
        FULL
    }

    private static final Logger log = LoggerFactory.getLogger("Disk");
    private static final int RESERVE_BYTES = 32 * 1024 * 1024;
    private static final int PIECE = 1024 * 1024;

    /// What a file system has.
    public interface Room {
        long total() throws IOException;

        long usable() throws IOException;
    }

    private final Path reserve;
    private final Room room;
    private volatile Level level = Level.GOOD;

    public DiskGuard(Path data) {
        this(data, roomOf(data));
    }

    DiskGuard(Path data, Room room) {
        this.reserve = data.resolve("reserve");
        this.room = room;
    }

    public static Level levelOf(long total, long usable) {
        if (usable < total / 20) {
            return Level.FULL;
        }
        return usable < total / 5 ? Level.LOW : Level.GOOD;
    }

    /// What the last look found.
    public Level level() {
        return level;
    }

    /// Looks again. Gives the reserve up when hardly anything else is left, and takes it, or what a
    /// power cut left of it, whole as soon as that lets no session wait.
    public Level look() {
        try {
            Level found = levelOf(room.total(), room.usable());
            if (found != level) {
                log.warn("disk: {} ({} of {} bytes free)", found, room.usable(), room.total());
            }
            level = found;
            if (found == Level.FULL && room.usable() < RESERVE_BYTES) {
                Files.deleteIfExists(reserve);
            } else if (!isWhole()
                    && levelOf(room.total(), room.usable() - RESERVE_BYTES) != Level.FULL) {
                fill();
            }
        } catch (IOException e) {
            log.warn("disk: cannot be looked at: {}", e.getMessage());
        }
        return level;
    }

    private boolean isWhole() throws IOException {
        return Files.exists(reserve) && Files.size(reserve) == RESERVE_BYTES;
    }

    /// Real bytes: a file with holes keeps no room.
    private void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(reserve)) {
            for (int written = 0; written < RESERVE_BYTES; written += PIECE) {
                out.write(piece);
            }
        } catch (IOException e) {
            Files.deleteIfExists(reserve);
            throw e;
        }
    }

    /// Asked of the folder itself: a file store is looked up in the list of mounts, which the hardened unit hides.
    static Room roomOf(Path data) {
        return new Room() {
            @Override
            public long total() throws IOException {
                long total = data.toFile().getTotalSpace();
                if (total == 0) {
                    throw new IOException(data + " says nothing of its size");
                }
                return total;
            }

            @Override
            public long usable() {
                return data.toFile().getUsableSpace();
            }
        };
    }
}
