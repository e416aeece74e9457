package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The mark of a restore that was begun and not ended, by a power cut for instance: files may be missing or of two times, and
/// whoever opened one would make it anew and give its numbers again. Until it is ended, nobody opens any (STO-10). It says what
/// was to be moved, so that the next one can end it.
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

    /// What a restore moves. All paths are below the data directory.
    ///
    /// @param away where files were put, by this one and by those before it that were not ended
    /// @param folders put away before any copy takes its place
    /// @param copies those that lay ready and checked when it was written
    public record Plan(List<String> away, List<String> folders, List<Copy> copies) {

        /// Nothing is known, or lies ready.
        public static final Plan NONE = new Plan(List.of(), List.of(), List.of());

        public Plan {
            away = List.copyOf(away);
            folders = List.copyOf(folders);
            copies = List.copyOf(copies);
        }

        /// The same, without what lies ready.
        public Plan unready() {
            return new Plan(away, List.of(), List.of());
        }
    }

    /// A file on the disk where it is to be.
    public record Copy(String file, String place) {}

    /// What the last one was about to do; nothing if there is no mark, or none that can be read.
    public Plan plan() throws IOException {
        try {
            return exists()
                    ? Json.read(Json.parseObject(Files.readAllBytes(mark())), Plan.class)
                    : Plan.NONE;
        } catch (MalformedJson e) {
            return Plan.NONE;
        }
    }

    /// Before the first file is moved; on the disk when it returns.
    ///
    /// @throws IOException if the disk does not take it: then nothing was begun, and what stood of an earlier one stands
    public void begin(Plan plan) throws IOException {
        Files.createDirectories(data);
        Path next = data.resolve("restore.unfinished.next");
        try {
            Files.writeString(next, Json.write(plan).toPrettyString() + "\n");
            force(next, StandardOpenOption.WRITE);
            Files.move(next, mark(), StandardCopyOption.ATOMIC_MOVE);
            force(data, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(next);
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
