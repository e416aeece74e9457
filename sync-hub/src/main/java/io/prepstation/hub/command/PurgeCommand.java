package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// Keeps the feed from growing for ever.
@Command(
        name = "purge",
        description =
                "Forgets changes of the feed that are older than 180 days and that every station has read;"
                        + " what they made stays.")
final class PurgeCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Override
    public Integer call() throws StoreException {
        try (Administration administration = hub.open()) {
            long purged = administration.purge();
            hub.printer()
                    .print(
                            purged == 0
                                    ? "nothing is old enough and read by every station"
                                    : "forgot " + purged + " changes of the feed",
                            Json.object().put("purged", purged));
            return HubCommand.DONE;
        }
    }
}
