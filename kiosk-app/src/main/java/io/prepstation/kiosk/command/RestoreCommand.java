package io.prepstation.kiosk.command;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.field.BackupFailed;
import io.prepstation.kiosk.field.Restore;
import io.prepstation.kiosk.proof.FrameJournal;
import io.prepstation.kiosk.proof.LaterFrames;
import io.prepstation.kiosk.proof.RecordedFrame;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.LabKey;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Puts a backup in the place of the station's databases.
@Command(
        name = "restore",
        description =
                "Puts a backup in the place of the station's databases, while the kiosk is stopped.")
final class RestoreCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            description = "a folder made by station backup")
    @Nullable Path backup;

    @Option(
            names = "--without-backup",
            description =
                    "there is none: labs whose file is damaged or gone begin anew with what the hub has; damaged ones are put away")
    boolean without;

    @Option(names = "--follows", paramLabel = "STATION", description = SessionsBack.FOLLOWS)
    @Nullable Set<String> former;

    @Override
    public Integer call() throws StoreException {
        if (without == (backup != null)) {
            throw new ParameterException(
                    spec.commandLine(), "say either which BACKUP, or --without-backup");
        }
        restore();
        List<StationEnrolment> enrolments = enrolments();
        for (StationEnrolment enrolment : enrolments) {
            if (enrolment.hasHub()) {
                bringBack(enrolment);
            }
        }
        for (StationEnrolment enrolment : enrolments) {
            FrameJournal journal = FrameJournal.of(station.options.data, enrolment.lab());
            if (Files.exists(journal.file())) {
                print(enrolment.lab(), journal);
            }
        }
        return ExitCode.OK;
    }

    /// The station is restored whether the hub can be reached or not.
    private void bringBack(StationEnrolment enrolment) throws StoreException {
        new SessionsBack(
                        station.options.data,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr(),
                        station.options.json)
                .of(enrolment, former == null ? Set.of() : former);
    }

    private void restore() {
        try {
            Restore restore =
                    new Restore(station.options.data, InstantSource.system(), new TimeOrderedIds());
            Path from = backup;
            Optional<Path> quarantine = from == null ? restore.withoutBackup() : restore.from(from);
            String name = from == null ? "nothing" : from.toString();
            String kept = quarantine.map(folder -> "; what was there is in " + folder).orElse("");
            spec.commandLine()
                    .getOut()
                    .println(
                            station.options.json
                                    ? Json.object()
                                            .put("restored", name)
                                            .put(
                                                    "quarantine",
                                                    quarantine.map(Path::toString).orElse(null))
                                    : "restored from " + name + kept);
        } catch (BackupFailed e) {
            throw new CommandFailed(ExitCode.NOT_FOUND, String.valueOf(e.getMessage()), e);
        }
    }

    private List<StationEnrolment> enrolments() throws StoreException {
        try (StationDatabase restored = StationDatabase.open(station.options.data)) {
            return restored.enrolments();
        }
    }

    /// Names the weights that came after the backup, by what the balance said of them.
    private void print(LabKey lab, FrameJournal journal) throws StoreException {
        try (LabDatabase database = LabDatabase.open(station.options.data, lab)) {
            LaterFrames.of(database, journal)
                    .forEach((session, frames) -> print(lab, journal, session, frames));
        }
    }

    private void print(
            LabKey lab, FrameJournal journal, String session, List<RecordedFrame> frames) {
        RecordedFrame last = frames.getLast();
        spec.commandLine()
                .getOut()
                .println(
                        station.options.json
                                ? Json.object()
                                        .put("tenantId", lab.tenantId())
                                        .put("labId", lab.labId())
                                        .put("sessionId", session)
                                        .put("weightsAfterBackup", frames.size())
                                        .put("lastDisplayed", last.displayed() + " " + last.unit())
                                        .put("lastAt", last.at())
                                        .put("frames", journal.file().toString())
                                : "not in the backup: preparation %s of lab %s, %d weights, the last %s %s at %s; what the balance said is kept in %s (station frames --session %s)"
                                        .formatted(
                                                session,
                                                lab.labId(),
                                                frames.size(),
                                                last.displayed(),
                                                last.unit(),
                                                Instant.ofEpochMilli(last.at()),
                                                journal.file(),
                                                session));
    }
}
