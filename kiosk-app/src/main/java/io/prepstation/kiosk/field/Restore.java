package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.BackupManifest.Entry;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Restores;
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
/// hold what the backup does not. A lab's attachments go there all together: those that are newer than the backup belong to
/// the database that names them, and beside the older one they would be nobody's.
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
            requireStopped(
                    manifest.files().stream().map(file -> data.resolve(file.path())).toList());
            Path quarantine = newQuarantine();
            put(backup, manifest, quarantine);
            startNewEpoch(labsOf(manifest), String.valueOf(backup.getFileName()));
            return Files.exists(quarantine) ? Optional.of(quarantine) : Optional.empty();
        } catch (IOException | StoreException e) {
            throw new BackupFailed("Not restored: " + e.getMessage(), e);
        }
    }

    /// Puts the files of labs that are damaged away; each begins anew, and its trail says so.
    ///
    /// @return where they lie now
    /// @throws BackupFailed if none is damaged or the kiosk runs; then nothing is changed
    public Path withoutBackup() throws BackupFailed {
        Path quarantine = newQuarantine();
        try {
            List<StationEnrolment> damaged = damagedLabs();
            List<Path> files = damaged.stream().map(each -> each.lab().file(data)).toList();
            requireStopped(files);
            if (damaged.isEmpty()) {
                throw new BackupFailed("No lab's file is damaged: nothing was put away.");
            }
            for (Path file : files) {
                putAway(file, quarantine);
            }
            startNewEpoch(damaged, "none");
            return quarantine;
        } catch (IOException | StoreException e) {
            throw new BackupFailed("Not restored: " + e.getMessage(), e);
        }
    }

    private List<StationEnrolment> damagedLabs() throws StoreException {
        try (StationDatabase station = StationDatabase.open(data)) {
            return station.enrolments().stream().filter(this::isDamaged).toList();
        }
    }

    private boolean isDamaged(StationEnrolment enrolment) {
        Path file = enrolment.lab().file(data);
        return Files.exists(file) && DatabaseCopy.fault(file).isPresent();
    }

    /// With its attachments, which nobody would name.
    private void putAway(Path file, Path quarantine) throws IOException {
        moveAway(AttachmentFiles.of(file).folder(), quarantine);
        for (String part : List.of("", "-wal", "-shm")) {
            moveAway(Path.of(file + part), quarantine);
        }
    }

    private Path newQuarantine() {
        return data.resolve("quarantine").resolve(String.valueOf(clock.instant().toEpochMilli()));
    }

    private void put(Path backup, BackupManifest manifest, Path quarantine)
            throws BackupFailed, IOException {
        List<Path> folders = attachments(manifest);
        try {
            List<Copy> ready = new ArrayList<>();
            for (Entry file : manifest.files()) {
                ready.add(checked(backup, file));
            }
            // First, so that a power cut leaves no older database beside those that it does not
            // name.
            for (Path folder : folders) {
                moveAway(folder, quarantine);
            }
            for (Copy copy : ready) {
                takeThePlace(copy, quarantine);
            }
        } finally {
            for (Path folder : folders) {
                Folders.delete(restoring(folder));
            }
        }
    }

    /// A file of the backup, checked, on the disk where it is to be.
    private record Copy(Path file, Path place) {}

    /// The folders of attachments that the backup's databases name.
    private List<Path> attachments(BackupManifest manifest) {
        return manifest.files().stream()
                .map(file -> data.resolve(file.path()))
                .filter(place -> !AttachmentFiles.isOne(place))
                .map(place -> AttachmentFiles.of(place).folder())
                .toList();
    }

    /// The copy near its later place, equal to what the manifest says, and whole.
    private Copy checked(Path backup, Entry file) throws BackupFailed, IOException {
        Path from = backup.resolve(file.path());
        Path place = data.resolve(file.path()).normalize();
        if (!place.startsWith(data.normalize())) {
            throw new BackupFailed("The backup names a file outside: " + file.path());
        }
        if (!Files.exists(from) || !BackupManifest.hashOf(from).equals(file.sha256())) {
            throw new BackupFailed(
                    "The file " + from + " is missing or altered. Take another backup.");
        }
        Path copy = copyOf(place);
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Optional<String> fault =
                AttachmentFiles.isOne(place) ? Optional.empty() : DatabaseCopy.fault(copy);
        if (fault.isPresent()) {
            throw new BackupFailed("The file " + from + " is damaged: " + fault.get());
        }
        return new Copy(copy, place);
    }

    /// An attachment waits outside its folder, which is moved away.
    private static Path copyOf(Path place) {
        if (!AttachmentFiles.isOne(place)) {
            return restoring(place);
        }
        Path attachments = place.resolve("../..").normalize();
        return restoring(attachments).resolve(attachments.relativize(place).toString());
    }

    private static Path restoring(Path place) {
        return place.resolveSibling(place.getFileName() + ".restoring");
    }

    private void takeThePlace(Copy copy, Path quarantine) throws IOException {
        for (String part : List.of("", "-wal", "-shm")) {
            moveAway(Path.of(copy.place() + part), quarantine);
        }
        Files.createDirectories(copy.place().toAbsolutePath().getParent());
        Files.move(copy.file(), copy.place(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void moveAway(Path old, Path quarantine) throws IOException {
        if (Files.exists(old)) {
            Path away = quarantine.resolve(data.relativize(old).toString());
            Files.createDirectories(away.getParent());
            Files.move(old, away);
        }
    }

    /// A restored station counts its operations anew; by another epoch the hub tells them from those it has. The trail of each
    /// lab says that it goes on from the backup's end.
    private void startNewEpoch(List<StationEnrolment> putBack, String backup)
            throws StoreException {
        String epoch = ids.get();
        try (StationDatabase station = StationDatabase.open(data)) {
            station.remember("station_epoch", epoch);
            for (StationEnrolment enrolment : station.enrolments()) {
                station.save(enrolment.inEpoch(epoch));
            }
        }
        for (StationEnrolment enrolment : putBack) {
            note(enrolment, backup);
        }
    }

    private List<StationEnrolment> labsOf(BackupManifest manifest) throws StoreException {
        try (StationDatabase station = StationDatabase.open(data)) {
            return station.enrolments().stream()
                    .filter(enrolment -> isOf(manifest, enrolment))
                    .toList();
        }
    }

    private boolean isOf(BackupManifest manifest, StationEnrolment enrolment) {
        Path file = enrolment.lab().file(data).toAbsolutePath().normalize();
        return manifest.files().stream()
                .map(entry -> data.resolve(entry.path()).toAbsolutePath().normalize())
                .anyMatch(file::equals);
    }

    private void note(StationEnrolment enrolment, String backup) throws StoreException {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab())) {
            lab.write(handle -> {
                Restores.note(handle, backup, enrolment.stationId(), clock.instant());
                return enrolment;
            });
        }
    }

    /// A running kiosk holds the lock of each lab it syncs.
    private void requireStopped(List<Path> files) throws BackupFailed, IOException {
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
