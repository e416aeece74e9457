package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.record.Sha256;
import io.prepstation.model.sync.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The bytes of a lab's attachments, each content once in a file that has its hash for a name, beside the lab's database. A
/// file never changes; it is whole on the disk before a row names it. One that no row names was left behind by a power cut.
public final class AttachmentFiles {

    private static final String ENDING = ".attachments";
    private static final String UNFINISHED = ".part";
    private static final AtomicLong BEGUN = new AtomicLong();

    private final Path folder;

    private AttachmentFiles(Path folder) {
        this.folder = folder;
    }

    public static AttachmentFiles of(LabDatabase database) {
        return of(database.path());
    }

    /// @param database the lab's file, there or not
    public static AttachmentFiles of(Path database) {
        String name = database.getFileName().toString();
        return new AttachmentFiles(
                database.resolveSibling(name.replaceFirst("\\.db$", "") + ENDING));
    }

    /// Where they all are, if there is one.
    public Path folder() {
        return folder;
    }

    /// Whether a file below the data directory is one of a lab's attachments, and no beginning of one.
    public static boolean isOne(Path file) {
        Path folder = file.getParent() == null ? null : file.getParent().getParent();
        return folder != null
                && folder.toString().endsWith(ENDING)
                && Attachment.isHash(file.getFileName().toString());
    }

    /// Whether a file has the content that its name says.
    public static boolean isWhole(Path file) throws IOException {
        return FileHash.of(file).equals(file.getFileName().toString());
    }

    /// What the disk has under a hash.
    public sealed interface Found {

        final class Whole implements Found {

            private final byte[] bytes;

            Whole(byte[] bytes) {
                this.bytes = bytes;
            }

            public byte[] bytes() {
                return bytes;
            }
        }

        record Missing(Path file) implements Found {}

        /// There is a file, but with other bytes.
        record Altered(Path file) implements Found {}
    }

    /// Returns when the bytes are on the disk, whatever happens next.
    ///
    /// @return their hash
    public String keep(byte[] bytes) throws StoreException {
        String sha256 = Sha256.hex(bytes);
        Path file = file(sha256);
        // A name of its own: somebody else may keep the same at this moment.
        Path unfinished = file.resolveSibling(sha256 + "." + BEGUN.incrementAndGet() + UNFINISHED);
        try {
            Files.createDirectories(parent(file));
            try {
                write(bytes, unfinished);
                Files.move(
                        unfinished,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            force(parent(file));
            force(folder);
            force(parent(folder));
            return sha256;
        } catch (IOException e) {
            throw new StoreException(
                    Reason.IO_ERROR,
                    "The file " + file + " cannot be written (" + e + "). Is the disk full?",
                    e);
        }
    }

    private static void write(byte[] bytes, Path unfinished) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /// Whether there is a file of that name and size; its bytes are not looked at.
    public boolean has(Attachment attachment) {
        try {
            return Files.size(file(attachment.sha256())) == attachment.size();
        } catch (IOException e) {
            return false;
        }
    }

    /// @throws StoreException if the disk does not give them; whether they are there is not known then
    public Found find(String sha256) throws StoreException {
        Path file = file(sha256);
        try {
            byte[] bytes = Files.readAllBytes(file);
            return Sha256.hex(bytes).equals(sha256)
                    ? new Found.Whole(bytes)
                    : new Found.Altered(file);
        } catch (NoSuchFileException e) {
            return new Found.Missing(file);
        } catch (IOException e) {
            throw new StoreException(
                    Reason.IO_ERROR, "The file " + file + " cannot be read (" + e + ").", e);
        }
    }

    /// Every file that was last written before a time; younger ones stay, because their row may be on its way.
    public List<Path> olderThan(Instant before) throws StoreException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> isOlder(file, before))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw untidy(e);
        }
    }

    /// Those of the files that no session names.
    public static List<Path> unnamed(ReadHandle handle, List<Path> files) {
        Set<String> named = SessionAttachments.hashes(handle);
        return files.stream()
                .filter(file -> !named.contains(file.getFileName().toString()))
                .toList();
    }

    /// Deletes those of the files that no session names and nobody has written anew since they were listed. Within a
    /// transaction that writes: whoever attaches looks in his own whether the file is there.
    ///
    /// @param before as they were listed
    /// @return how many
    public int forgetUnnamed(WriteHandle handle, List<Path> listed, Instant before)
            throws StoreException {
        int forgotten = 0;
        try {
            for (Path file : unnamed(handle, listed)) {
                if (isOlder(file, before) && Files.deleteIfExists(file)) {
                    forgotten++;
                }
            }
            return forgotten;
        } catch (IOException | UncheckedIOException e) {
            throw untidy(e);
        }
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException _) {
            // It had another name a moment ago, or somebody else tidies too.
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoreException untidy(Exception e) {
        return new StoreException(
                Reason.IO_ERROR, "The folder " + folder + " cannot be tidied (" + e + ").", e);
    }

    private Path file(String sha256) {
        if (!Attachment.isHash(sha256)) {
            throw new IllegalArgumentException("not a hash: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /// A name is on the disk only when its folder is.
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
