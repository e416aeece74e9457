package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.BackupManifest.Entry;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Puts a backup in the place of the station's databases and attachments. What was there goes to `DIR/quarantine`, damaged or not: it may
/// hold what the backup does not.
public final class Restore {

    private final Path data;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /// @param ids gives a new UUIDv7 each time
    public Restore(Path data, InstantSource clock, Supplier<String> ids) {
        this.data = data;
        this.clock = clock;
        this.ids = ids;
    }

    /// @return where the files that were replaced lie now; empty if there were none
    /// @throws BackupFailed if the backup is not whole or the kiosk runs; then nothing is changed
    public Optional<Path> from(Path backup) throws BackupFailed {
        BackupManifest manifest = BackupManifest.read(backup);
        try {
            requireStopped(manifest);
            List<Path> ready = new ArrayList<>();
            for (Entry file : manifest.files()) {
                ready.add(checked(backup, file));
            }
            Path quarantine =
                    data.resolve("quarantine")
                            .resolve(String.valueOf(clock.instant().toEpochMilli()));
            for (Path copy : ready) {
                takeThePlace(copy, quarantine);
            }
            startNewEpoch();
            return Files.exists(quarantine) ? Optional.of(quarantine) : Optional.empty();
        } catch (IOException | StoreException e) {
            throw new BackupFailed("Not restored: " + e.getMessage(), e);
        }
    }

    /// The copy beside its later place, equal to what the manifest says, and whole.
    private Path checked(Path backup, Entry file) throws BackupFailed, IOException {
        Path from = backup.resolve(file.path());
        Path place = data.resolve(file.path()).normalize();
        if (!place.startsWith(data.normalize())) {
            throw new BackupFailed("The backup names a file outside: " + file.path());
        }
        if (!Files.exists(from) || !BackupManifest.hashOf(from).equals(file.sha256())) {
            throw new BackupFailed(
                    "The file " + from + " is missing or altered. Take another backup.");
        }
        Files.createDirectories(place.toAbsolutePath().getParent());
        Path copy = place.resolveSibling(place.getFileName() + ".restoring");
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Optional<String> fault =
                AttachmentFiles.isOne(place) ? Optional.empty() : DatabaseCopy.fault(copy);
        if (fault.isPresent()) {
            throw new BackupFailed("The file " + from + " is damaged: " + fault.get());
        }
        return copy;
    }

    private void takeThePlace(Path copy, Path quarantine) throws IOException {
        String name = copy.toString();
        Path place = Path.of(name.substring(0, name.length() - ".restoring".length()));
        for (String part : List.of("", "-wal", "-shm")) {
            Path old = Path.of(place + part);
            if (Files.exists(old)) {
                Path away = quarantine.resolve(data.relativize(old).toString());
                Files.createDirectories(away.getParent());
                Files.move(old, away);
            }
        }
        Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /// A restored station counts its operations anew; by another epoch the hub tells them from those it has.
    private void startNewEpoch() throws StoreException {
        String epoch = ids.get();
        try (StationDatabase station = StationDatabase.open(data)) {
            station.remember("station_epoch", epoch);
            for (StationEnrolment enrolment : station.enrolments()) {
                station.save(enrolment.inEpoch(epoch));
            }
        }
    }

    /// A running kiosk holds the lock of each lab it syncs.
    private void requireStopped(BackupManifest manifest) throws BackupFailed, IOException {
        for (Entry file : manifest.files()) {
            Path lock = data.resolve(file.path() + ".sync.lock");
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
