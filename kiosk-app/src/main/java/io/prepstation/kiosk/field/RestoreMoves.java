package io.prepstation.kiosk.field;

import io.prepstation.kiosk.store.UnfinishedRestore;
import io.prepstation.kiosk.store.UnfinishedRestore.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves the files of a restore: what stands goes to the quarantine, the copies that lie ready take its place. What is about to be
/// moved is written into the mark first.
final class RestoreMoves {

    /// A database, what SQLite keeps beside it, and what came of a lab's download before a cut.
    private static final List<String> PARTS = List.of("", "-wal", "-shm", ".half");

    private final Path data;
    private final Path quarantine;
    private final UnfinishedRestore mark;

    /// @param quarantine where what stands goes
    RestoreMoves(Path data, Path quarantine) {
        this.data = data;
        this.quarantine = quarantine;
        this.mark = UnfinishedRestore.in(data);
    }

    /// A file, checked, on the disk where it is to be.
    record Copy(Path file, Path place) {}

    /// Whatever interrupts this, the same command ends it, and until then nobody opens a file of the station.
    Optional<Path> takeTheirPlaces(List<Path> folders, List<Copy> ready) throws IOException {
        Optional<Path> away = move(folders, ready);
        mark.end();
        return away;
    }

    /// The same, and the mark still stands.
    Optional<Path> move(List<Path> folders, List<Copy> ready) throws IOException {
        mark.begin(plan(folders, ready));
        for (Path folder : folders) {
            moveAway(folder);
        }
        for (Copy copy : ready) {
            takeThePlace(copy);
        }
        return Files.exists(quarantine) ? Optional.of(quarantine) : Optional.empty();
    }

    private Plan plan(List<Path> folders, List<Copy> ready) throws IOException {
        List<String> away = new ArrayList<>(mark.plan().away());
        away.add(below(quarantine));
        return new Plan(
                away,
                folders.stream().map(this::below).toList(),
                ready.stream()
                        .map(copy ->
                                new UnfinishedRestore.Copy(below(copy.file()), below(copy.place())))
                        .toList());
    }

    private String below(Path file) {
        return data.normalize().relativize(file.normalize()).toString();
    }

    static Path restoring(Path place) {
        return place.resolveSibling(place.getFileName() + ".restoring");
    }

    /// What an interrupted restore left.
    static void deleteDatabase(Path file) throws IOException {
        for (String part : PARTS) {
            Files.deleteIfExists(Path.of(file + part));
        }
    }

    static void deleteCopies(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Folders.delete(restoring(folder));
        }
    }

    private void takeThePlace(Copy copy) throws IOException {
        for (String part : PARTS) {
            moveAway(Path.of(copy.place() + part));
        }
        Files.createDirectories(copy.place().toAbsolutePath().getParent());
        Files.move(copy.file(), copy.place(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void moveAway(Path old) throws IOException {
        if (Files.exists(old)) {
            Path away = quarantine.resolve(data.relativize(old).toString());
            Files.createDirectories(away.getParent());
            Files.move(old, away);
        }
    }
}
