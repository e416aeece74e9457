package io.prepstation.kiosk.field;

import io.prepstation.kiosk.field.RestoreMoves.Copy;
import io.prepstation.kiosk.store.AttachmentFiles;
import io.prepstation.kiosk.store.DatabaseCopy;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.UnfinishedRestore;
import io.prepstation.kiosk.store.UnfinishedRestore.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A restore that something stopped between its moves, as its mark says it was.
final class BegunRestore {

    private final Path data;
    private final RestoreMoves moves;
    private final UnfinishedRestore mark;

    BegunRestore(Path data, RestoreMoves moves) {
        this.data = data;
        this.moves = moves;
        this.mark = UnfinishedRestore.in(data);
    }

    /// Moves what it was about to move. A copy that is not whole any more stays where it is, and so do the
    /// attachments of its lab; a lab's file that was never put away then keeps those it has.
    Optional<Path> end() throws BackupFailed, IOException, StoreException {
        Plan plan = mark.plan();
        List<Copy> left =
                plan.copies().stream()
                        .map(copy ->
                                new Copy(data.resolve(copy.file()), data.resolve(copy.place())))
                        .filter(copy -> Files.exists(copy.file()))
                        .toList();
        StoppedKiosk.require(left.stream().map(Copy::place).toList());
        List<Path> damaged =
                left.stream().filter(BegunRestore::isDamaged).map(Copy::place).toList();
        List<Copy> whole = left.stream().filter(copy -> !isOf(damaged, copy.place())).toList();
        boolean foldersLeft = left.size() == plan.copies().size();
        List<Path> folders =
                plan.folders().stream().map(data::resolve).filter(_ -> foldersLeft).toList();
        Optional<Path> away = moves.move(folders, whole);
        RestoreMoves.deleteCopies(plan.folders().stream().map(data::resolve).toList());
        mark.begin(mark.plan().unready());
        bringBackAttachments(mark.plan().away());
        return away;
    }

    private static boolean isDamaged(Copy copy) {
        return !AttachmentFiles.isOne(copy.place()) && DatabaseCopy.fault(copy.file()).isPresent();
    }

    private static boolean isOf(List<Path> databases, Path place) {
        return databases.stream()
                .anyMatch(database ->
                        place.equals(database)
                                || place.startsWith(AttachmentFiles.of(database).folder()));
    }

    private void bringBackAttachments(List<String> away) throws IOException, StoreException {
        if (!Files.exists(data.resolve("station.db"))) {
            return;
        }
        for (StationEnrolment enrolment : enrolments()) {
            Path file = enrolment.lab().file(data);
            Path folder = AttachmentFiles.of(file).folder();
            List<Path> quarantines = away.stream().map(data::resolve).toList();
            boolean neverAway =
                    quarantines.stream()
                            .noneMatch(
                                    put -> Files.isRegularFile(put.resolve(data.relativize(file))));
            for (Path put : quarantines) {
                Path from = put.resolve(data.relativize(folder));
                if (Files.exists(file)
                        && neverAway
                        && Files.exists(from)
                        && !Files.exists(folder)) {
                    Files.move(from, folder);
                }
            }
        }
    }

    private List<StationEnrolment> enrolments() throws StoreException {
        try (StationDatabase station = StationDatabase.whileRestoring(data)) {
            return station.enrolments();
        }
    }
}
