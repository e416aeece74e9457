package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Copies the hub's database while it serves.
@Command(
        name = "backup",
        description = "Checks and copies the database, also while the hub serves. Keys are not in it.")
final class BackupCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "where copies are kept, best on another disk (default: DATA/backup)")
    private @Nullable Path target;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "14",
            description = "how many are kept (default: ${DEFAULT-VALUE})")
    private int keep;

    @Override
    public Integer call() throws StoreException {
        try (Administration administration = hub.open()) {
            Path folder = target == null ? hub.data().resolve("backup") : target;
            Path copy = administration.backUp(folder, Math.max(1, keep));
            hub.printer()
                    .print(
                            "backed up to " + copy,
                            Json.object().put("backup", copy.toString()));
            return HubCommand.DONE;
        }
    }
}
