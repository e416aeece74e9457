package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.BackupManifest.Entry;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Copies of the station's databases and of the files that their sessions name, made while the kiosk runs. Each is checked
/// before and after, databases page by page; keys and pepper are in none. A copy that is not whole never counts as one.
public final class Backups {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path data;
    private final InstantSource clock;

    public Backups(Path data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /// Makes a backup below the folder, then deletes all but the newest.
    ///
    /// @param keep how many stay, the new one among them
    /// @return where it lies
    /// @throws BackupFailed if a database is damaged, or the copy is; older backups are then kept
    public Path make(Path target, int keep) throws BackupFailed {
        List<Path> databases = databases();
        if (databases.isEmpty()) {
            throw new BackupFailed("There is nothing to back up in " + data + ".");
        }
        Path folder = target.resolve(NAME.format(clock.instant()));
        Path unfinished = target.resolve(folder.getFileName() + ".unfinished");
        try {
            Files.createDirectories(target);
            Files.createDirectory(
                    unfinished,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            List<Entry> files = new ArrayList<>();
            for (Path database : databases) {
                files.add(copied(database, unfinished));
            }
            // After the databases: what they name is there by now, and stays.
            for (Path attachment : attachments()) {
                copied(attachment, unfinished, newest(target)).ifPresent(files::add);
            }
            new BackupManifest(clock.instant(), files).write(unfinished);
            Files.move(unfinished, folder);
            deleteOld(target, keep);
            return folder;
        } catch (IOException | StoreException e) {
            throw new BackupFailed("No backup was made: " + e.getMessage(), e);
        }
    }

    private Entry copied(Path database, Path unfinished)
            throws BackupFailed, IOException, StoreException {
        requireWhole(database);
        Path relative = data.relativize(database);
        Path copy = unfinished.resolve(relative.toString());
        Files.createDirectories(copy.getParent());
        DatabaseCopy.make(database, copy);
        requireWhole(copy);
        return new Entry(relative.toString(), BackupManifest.hashOf(copy));
    }

    /// A file that is damaged stays out: what its session says of it is still proved by its hash, and the older backups have it.
    private Optional<Entry> copied(Path attachment, Path unfinished, Optional<Path> before)
            throws IOException {
        Path relative = data.relativize(attachment);
        Path copy = unfinished.resolve(relative.toString());
        Files.createDirectories(copy.getParent());
        Optional<Path> earlier =
                before.map(backup -> backup.resolve(relative.toString())).filter(Files::exists);
        if (earlier.isPresent()) {
            Files.createLink(copy, earlier.get());
        }
        if (earlier.isEmpty() || !AttachmentFiles.isWhole(copy)) {
            Files.copy(attachment, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        if (AttachmentFiles.isWhole(copy)) {
            return Optional.of(new Entry(relative.toString(), BackupManifest.hashOf(copy)));
        }
        Files.delete(copy);
        return Optional.empty();
    }

    private static void requireWhole(Path file) throws BackupFailed {
        Optional<String> fault = DatabaseCopy.fault(file);
        if (fault.isPresent()) {
            throw new BackupFailed(
                    "The database "
                            + file
                            + " is damaged ("
                            + fault.get()
                            + "). Older backups are kept; see docs/operations.md, \"A damaged file\".");
        }
    }

    /// The station's own database first, then the labs' in the order of their names.
    List<Path> databases() throws BackupFailed {
        List<Path> found = new ArrayList<>();
        Path own = data.resolve("station.db");
        if (Files.exists(own)) {
            found.add(own);
        }
        found.addAll(below(file -> file.toString().endsWith(".db")));
        return found;
    }

    private List<Path> below(Predicate<Path> wanted) throws BackupFailed {
        Path labs = data.resolve("labs");
        if (!Files.isDirectory(labs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(labs)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BackupFailed("The folder " + labs + " cannot be read.", e);
        }
    }

    /// The files beside the labs' databases, in the order of their names.
    private List<Path> attachments() throws BackupFailed {
        return below(AttachmentFiles::isOne);
    }

    private static Optional<Path> newest(Path target) throws IOException {
        return backups(target).stream().findFirst();
    }

    /// The newest first.
    private static List<Path> backups(Path target) throws IOException {
        try (Stream<Path> folders = Files.list(target)) {
            return folders.filter(folder -> Files.exists(folder.resolve("manifest.json")))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static void deleteOld(Path target, int keep) throws IOException {
        List<Path> backups = backups(target);
        for (Path old : backups.subList(Math.min(keep, backups.size()), backups.size())) {
            Folders.delete(old);
        }
    }
}
