package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.BackupManifest.Entry;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.FileHash;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.UnfinishedRestore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of the station's databases and of the files that their sessions name, made while the kiosk runs. Each is checked
/// before and after, databases page by page; keys and pepper are in none. A copy that is not whole never counts as one, and
/// one that counts is on the disk.
public final class Backups {

    private static final Logger log = LoggerFactory.getLogger("Backup");
    private static final String UNFINISHED = ".unfinished";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path data;
    private final InstantSource clock;
    private final Function<Path, DiskGuard.Room> rooms;

    public Backups(Path data, InstantSource clock) {
        this(data, clock, DiskGuard::roomOf);
    }

    /// @param rooms what the disk of a folder has
    Backups(Path data, InstantSource clock, Function<Path, DiskGuard.Room> rooms) {
        this.data = data;
        this.clock = clock;
        this.rooms = rooms;
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
        Path unfinished = target.resolve(folder.getFileName() + UNFINISHED);
        try {
            Files.createDirectories(target);
            forgetUnfinished(target);
            requireRoom(target, databases);
            Files.createDirectory(
                    unfinished,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw notMade(e);
        }
        try {
            UnfinishedRestore.refuse(data);
            List<Entry> files = new ArrayList<>();
            for (Path database : databases) {
                files.add(copied(database, unfinished));
            }
            // After the databases: what they name is there by now, and stays.
            files.addAll(new AttachmentsBackup(data, newest(target), unfinished).make());
            new BackupManifest(clock.instant(), files).write(unfinished);
            Folders.force(unfinished);
            Files.move(unfinished, folder);
            Folders.forceOne(target);
            deleteOld(target, keep);
            return folder;
        } catch (IOException | StoreException e) {
            throw notMade(e);
        } finally {
            forget(unfinished);
        }
    }

    /// Beside the station's own files a backup may not take what a session needs to begin; elsewhere it may fill the disk.
    private void requireRoom(Path target, List<Path> databases) throws IOException, BackupFailed {
        long needed = new AttachmentsBackup(data, newest(target), target).size();
        for (Path database : databases) {
            needed += Files.size(database);
            Path log = Path.of(database + "-wal");
            needed += Files.exists(log) ? Files.size(log) : 0;
        }
        DiskGuard.Room room = rooms.apply(target);
        long usable = room.usable();
        boolean fits =
                isBesideData(target)
                        ? DiskGuard.levelOf(room.total(), usable - needed) != DiskGuard.Level.FULL
                        : usable >= needed;
        if (!fits) {
            throw new BackupFailed(
                    "No backup was made: it needs %.1f MB, and of %.1f MB free at %s that would leave too little. Older backups are kept; see docs/operations.md, \"A full disk\"."
                            .formatted(needed / 1e6, usable / 1e6, target));
        }
    }

    /// By the file system's number: the hardened unit hides the list of mounts, in which Java would look it up.
    private boolean isBesideData(Path target) throws IOException {
        return Files.getAttribute(target, "unix:dev").equals(Files.getAttribute(data, "unix:dev"));
    }

    private static BackupFailed notMade(Exception e) {
        return new BackupFailed("No backup was made: " + e.getMessage(), e);
    }

    /// What a power cut left behind; what is younger may be under way.
    private void forgetUnfinished(Path target) throws IOException {
        String limit = NAME.format(clock.instant().minus(Duration.ofDays(1))) + UNFINISHED;
        List<Path> left;
        try (Stream<Path> folders = Files.list(target)) {
            left =
                    folders.filter(
                                    folder -> {
                                        String name = folder.getFileName().toString();
                                        return name.endsWith(UNFINISHED)
                                                && name.compareTo(limit) < 0;
                                    })
                            .toList();
        }
        left.forEach(Backups::forget);
    }

    private static void forget(Path unfinished) {
        try {
            Folders.delete(unfinished);
        } catch (IOException | UncheckedIOException e) {
            log.warn("an unfinished backup stays: {}", e.toString());
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
        return new Entry(relative.toString(), FileHash.of(copy));
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
        Path labs = data.resolve("labs");
        if (!Files.isDirectory(labs)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(labs, 2)) {
            found.addAll(files.filter(file -> file.toString().endsWith(".db")).sorted().toList());
            return found;
        } catch (IOException | UncheckedIOException e) {
            throw new BackupFailed("The folder " + labs + " cannot be read.", e);
        }
    }

    private static Optional<Path> newest(Path target) throws IOException {
        return backups(target).stream().findFirst();
    }

    /// The newest first. What cannot be put back is none, and stays for who wants to look at it.
    private static List<Path> backups(Path target) throws IOException {
        try (Stream<Path> folders = Files.list(target)) {
            return folders.filter(folder -> Files.exists(folder.resolve("manifest.json")))
                    .filter(Backups::hasManifest)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private static boolean hasManifest(Path folder) {
        try {
            BackupManifest.read(folder);
            return true;
        } catch (BackupFailed e) {
            log.warn("{} Remove the folder.", e.getMessage());
            return false;
        }
    }

    private static void deleteOld(Path target, int keep) throws IOException {
        List<Path> backups = backups(target);
        for (Path old : backups.subList(Math.min(keep, backups.size()), backups.size())) {
            Folders.delete(old);
        }
    }
}
