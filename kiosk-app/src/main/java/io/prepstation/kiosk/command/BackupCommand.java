package io.prepstation.kiosk.command;

import io.prepstation.kiosk.field.BackupFailed;
import io.prepstation.kiosk.field.Backups;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Copies the station's databases, also while the kiosk runs.
@Command(
        name = "backup",
        description = "Checks and copies the station's databases, also while the kiosk runs.")
final class BackupCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "where backups are kept, best on another disk (default: DATA/backup)")
    @Nullable Path target;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "14",
            description = "how many are kept (default: ${DEFAULT-VALUE})")
    int keep;

    @Override
    public Integer call() {
        Path data = station.options.data;
        try {
            Path folder =
                    new Backups(data, InstantSource.system())
                            .make(target == null ? data.resolve("backup") : target, Math.max(1, keep));
            spec.commandLine()
                    .getOut()
                    .println(
                            station.options.json
                                    ? Json.object().put("backup", folder.toString())
                                    : "backed up to " + folder);
            return ExitCode.OK;
        } catch (BackupFailed e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, String.valueOf(e.getMessage()), e);
        }
    }
}
