package io.prepstation.kiosk.command;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.field.BackupFailed;
import io.prepstation.kiosk.field.Restore;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

    @Parameters(paramLabel = "BACKUP", description = "a folder made by station backup")
    Path backup;

    @Override
    public Integer call() {
        try {
            Optional<Path> quarantine =
                    new Restore(station.options.data, InstantSource.system(), new TimeOrderedIds())
                            .from(backup);
            String kept =
                    quarantine.map(folder -> "; what was there is in " + folder).orElse("");
            spec.commandLine()
                    .getOut()
                    .println(
                            station.options.json
                                    ? Json.object()
                                            .put("restored", backup.toString())
                                            .put(
                                                    "quarantine",
                                                    quarantine.map(Path::toString).orElse(null))
                                    : "restored from " + backup + kept);
            return ExitCode.OK;
        } catch (BackupFailed e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, String.valueOf(e.getMessage()), e);
        }
    }
}
