package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// Tells the hub that its database is not the newest there was.
@Command(
        name = "restored",
        description = {
            "Says that the database was put back by the server's own means (pg_restore, a snapshot):",
            "every station then loads anew and brings what is missing. Copies made by `hub backup`",
            "say so by themselves."
        })
final class RestoredCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Override
    public Integer call() throws StoreException {
        try (Administration administration = hub.open()) {
            administration.restored();
            hub.printer()
                    .print(
                            "stations will load anew and bring what is missing",
                            Json.object().put("restored", true));
            return HubCommand.DONE;
        }
    }
}
