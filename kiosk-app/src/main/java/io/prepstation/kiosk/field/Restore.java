package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.BackupManifest.Entry;
import io.prepstation.kiosk.field.RestoreMoves.Copy;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.FileHash;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.Restores;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.UnfinishedRestore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final UnfinishedRestore mark;

    /// @param ids gives a new UUIDv7 each time
    public Restore(Path data, InstantSource clock, Supplier<String> ids) {
        this.data = data;
        this.clock = clock;
        this.ids = ids;
        this.mark = UnfinishedRestore.in(data);
    }

    /// @return where the files that were replaced lie now; empty if there were none
    /// @throws BackupFailed if the backup is not whole or the kiosk runs; then nothing is changed
    public Optional<Path> from(Path backup) throws BackupFailed {
        BackupManifest manifest = BackupManifest.read(backup);
        List<Path> folders = attachments(manifest);
        try {
            StoppedKiosk.require(
                    manifest.files().stream().map(file -> data.resolve(file.path())).toList());
            try {
                forgetReady();
                List<Copy> ready = new ArrayList<>();
                for (Entry file : manifest.files()) {
                    ready.add(checked(backup, file));
                }
                note(ready, String.valueOf(backup.getFileName()));
                return moves().takeTheirPlaces(folders, ready);
            } finally {
                if (!mark.exists()) {
                    RestoreMoves.deleteCopies(folders);
                }
            }
        } catch (IOException | StoreException e) {
            throw new BackupFailed("Not restored: " + e.getMessage(), e);
        }
    }

    /// Puts the files of labs that are damaged away; each begins anew, as one that is gone, and its trail says so. A restore that
    /// was begun is ended first, with the copies that lie ready.
    ///
    /// @return where they lie now; empty if there was nothing of them
    /// @throws BackupFailed if none is damaged or gone, or the kiosk runs; then nothing is changed. Also if the station's own file
    ///     is gone, which alone says what labs there are
    public Optional<Path> withoutBackup() throws BackupFailed {
        try {
            boolean begun = mark.exists();
            Optional<Path> ended = begun ? new BegunRestore(data, moves()).end() : Optional.empty();
            requireOwnFile();
            List<StationEnrolment> lost = lostLabs();
            List<Path> files = lost.stream().map(each -> each.lab().file(data)).toList();
            StoppedKiosk.require(files);
            if (lost.isEmpty()) {
                requireBegun(begun);
                mark.end();
                return ended;
            }
            List<Copy> ready = begunAnew(lost);
            return moves().takeTheirPlaces(
                            files.stream().map(file -> AttachmentFiles.of(file).folder()).toList(),
                            ready);
        } catch (IOException | StoreException e) {
            throw new BackupFailed("Not restored: " + e.getMessage(), e);
        }
    }

    private static void requireBegun(boolean begun) throws BackupFailed {
        if (!begun) {
            throw new BackupFailed("No lab's file is damaged or gone: nothing was put away.");
        }
    }

    /// Whoever opened it now would make an empty one, of a station that knows no lab.
    private void requireOwnFile() throws BackupFailed {
        if (!Files.exists(ownFile())) {
            throw new BackupFailed(
                    "The station's own file "
                            + ownFile()
                            + " is gone, and without it nobody knows which labs there are. Give a backup: station restore"
                            + " BACKUP. What an earlier restore put away is in "
                            + data.resolve("quarantine"));
        }
    }

    private RestoreMoves moves() {
        String now = String.valueOf(clock.instant().toEpochMilli());
        return new RestoreMoves(data, data.resolve("quarantine").resolve(now));
    }

    private Path ownFile() {
        return data.resolve("station.db");
    }

    private List<StationEnrolment> enrolments() throws StoreException {
        try (StationDatabase station = StationDatabase.whileRestoring(data)) {
            return station.enrolments();
        }
    }

    /// From here on the copies of a restore that was begun are written over.
    private void forgetReady() throws IOException {
        if (mark.exists()) {
            mark.begin(mark.plan().unready());
        }
    }

    private List<StationEnrolment> lostLabs() throws StoreException {
        return enrolments().stream().filter(this::isLost).toList();
    }

    private boolean isLost(StationEnrolment enrolment) {
        Path file = enrolment.lab().file(data);
        return !Files.exists(file) || DatabaseCopy.fault(file).isPresent();
    }

    private List<Copy> begunAnew(List<StationEnrolment> labs) throws IOException, StoreException {
        StationDatabase.beginEpoch(ownFile(), ids.get());
        List<Copy> ready = new ArrayList<>();
        try (StationDatabase station = StationDatabase.whileRestoring(data)) {
            for (StationEnrolment enrolment : labs) {
                Path place = enrolment.lab().file(data);
                Copy copy = new Copy(RestoreMoves.restoring(place), place);
                RestoreMoves.deleteDatabase(copy.file());
                int times = station.beginAnew(enrolment.lab());
                note(copy, "none", times * Restores.LEFT_OUT_ANEW, enrolment);
                ready.add(copy);
            }
        }
        return ready;
    }

    /// The trail of each lab says that it goes on from the backup's end, and the station counts its operations anew: all of it
    /// in the copies, so that no file is ever in its place without it.
    private void note(List<Copy> ready, String backup) throws IOException, StoreException {
        Path own = ownFile();
        Optional<Copy> station = at(own, ready);
        for (StationEnrolment enrolment :
                StationDatabase.beginEpoch(station.map(Copy::file).orElse(own), ids.get())) {
            Optional<Copy> copy = at(enrolment.lab().file(data), ready);
            if (copy.isPresent()) {
                note(copy.get(), backup, Restores.LEFT_OUT, enrolment);
            }
        }
        if (station.isPresent()) {
            writeThrough(station.get().file());
        }
    }

    private static Optional<Copy> at(Path place, List<Copy> ready) {
        Path wanted = place.toAbsolutePath().normalize();
        return ready.stream()
                .filter(copy -> copy.place().toAbsolutePath().normalize().equals(wanted))
                .findFirst();
    }

    private void note(Copy copy, String backup, int leftOut, StationEnrolment enrolment)
            throws IOException, StoreException {
        try (LabDatabase lab = LabDatabase.at(copy.file(), enrolment.lab())) {
            lab.change(handle ->
                    Restores.note(handle, backup, leftOut, enrolment.stationId(), clock.instant()));
        }
        writeThrough(copy.file());
    }

    /// What is in a log beside the file would stay behind when the file is moved.
    private static void writeThrough(Path database) throws IOException {
        Path log = Path.of(database + "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new IOException("somebody else has " + database + " open");
        }
        force(database);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

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
        if (!Files.exists(from) || !FileHash.of(from).equals(file.sha256())) {
            throw new BackupFailed(
                    "The file " + from + " is missing or altered. Take another backup.");
        }
        Path copy = copyOf(place);
        Files.createDirectories(copy.toAbsolutePath().getParent());
        RestoreMoves.deleteDatabase(copy);
        Files.copy(from, copy);
        force(copy);
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
            return RestoreMoves.restoring(place);
        }
        Path attachments = place.resolve("../..").normalize();
        return RestoreMoves.restoring(attachments)
                .resolve(attachments.relativize(place).toString());
    }
}
