package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.BackupManifest.Entry;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.model.record.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The part of a backup that copies attachments. One that is damaged or cannot be read is named in the log and stays out: what its
/// session says of it is still proved by its hash, and databases are worth more. Only a target that takes nothing more ends it.
final class AttachmentsBackup {

    private static final Logger log = LoggerFactory.getLogger("Backup");

    private final Path data;
    private final Optional<Path> before;
    private final Path unfinished;

    /// @param before the backup before, whose files are taken again
    /// @param unfinished the backup that is being made
    AttachmentsBackup(Path data, Optional<Path> before, Path unfinished) {
        this.data = data;
        this.before = before;
        this.unfinished = unfinished;
    }

    /// @throws IOException if the backup cannot be written
    List<Entry> make() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path attachment : attachments()) {
            String relative = data.relativize(attachment).toString();
            Path copy = unfinished.resolve(relative);
            Files.createDirectories(copy.getParent());
            Optional<Path> earlier =
                    before.map(backup -> backup.resolve(relative))
                            .filter(AttachmentsBackup::isWhole);
            if (earlier.isPresent() ? taken(earlier.get(), copy) : copied(attachment, copy)) {
                entries.add(new Entry(relative, attachment.getFileName().toString()));
            }
        }
        return entries;
    }

    /// How many bytes it takes at most: those that the backup before does not have.
    long size() throws IOException {
        long bytes = 0;
        for (Path attachment : attachments()) {
            String relative = data.relativize(attachment).toString();
            if (before.filter(backup -> Files.exists(backup.resolve(relative))).isEmpty()) {
                bytes += sizeOf(attachment);
            }
        }
        return bytes;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException leftOut) {
            return 0;
        }
    }

    /// Kept once for both, where the disk gives a file two names: FAT, exFAT and many network folders do not.
    private static boolean taken(Path earlier, Path copy) throws IOException {
        try {
            Files.createLink(copy, earlier);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return copied(earlier, copy);
        }
    }

    private static boolean copied(Path from, Path copy) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(from);
        } catch (IOException e) {
            log.error("not in the backup: {} cannot be read ({})", from, e.toString());
            return false;
        }
        if (!Sha256.hex(bytes).equals(from.getFileName().toString())) {
            log.error("not in the backup: {} is not what was attached", from);
            return false;
        }
        Files.write(copy, bytes);
        if (!isWhole(copy)) {
            throw new IOException("what was written to " + copy + " is not what is read there");
        }
        return true;
    }

    private static boolean isWhole(Path file) {
        try {
            return AttachmentFiles.isWhole(file);
        } catch (IOException e) {
            return false;
        }
    }

    /// In the order of their names.
    private List<Path> attachments() throws IOException {
        Path labs = data.resolve("labs");
        if (!Files.isDirectory(labs)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(labs, new Finding(found));
        Collections.sort(found);
        return found;
    }

    /// A folder that cannot be read is passed over, and a file that was moved meanwhile.
    private static final class Finding extends SimpleFileVisitor<Path> {

        private final List<Path> found;

        Finding(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (AttachmentFiles.isOne(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!(e instanceof NoSuchFileException)) {
                log.error("not in the backup: {} cannot be read ({})", file, e.toString());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
        }
    }
}
