package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.FirstAdministrator;
import io.prepstation.hub.NewHub;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Makes a hub in an empty data directory.
@Command(name = "init", description = "Makes a hub: store, keys, tenant, lab and an administrator.")
final class InitCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Option(names = "--tenant", required = true, paramLabel = "T", description = "who it is for")
    private String tenant;

    @Option(names = "--lab", required = true, paramLabel = "L", description = "the first lab")
    private String lab;

    @Option(
            names = "--lab-name",
            paramLabel = "NAME",
            description = "how the lab is called (default: its id)")
    private @Nullable String labName;

    @Option(
            names = "--time-zone",
            paramLabel = "Z",
            defaultValue = "UTC",
            description = "the lab's time zone, such as Europe/Berlin (default: ${DEFAULT-VALUE})")
    private ZoneId timeZone;

    @Option(
            names = "--demo",
            description = "take sessions weighed on simulated balances; for trying out only")
    private boolean demo;

    @Option(
            names = "--database-url",
            paramLabel = "U",
            description =
                    "a PostgreSQL database, postgresql://host/name?user=…; the password comes from PGPASSFILE"
                            + " (default: a file in the data directory)")
    private @Nullable String databaseUrl;

    @Override
    public Integer call() throws StoreException {
        String name = labName == null ? lab : labName;
        FirstAdministrator administrator =
                Administration.init(
                        hub.data(),
                        new NewHub(tenant, lab, name, timeZone, demo),
                        Optional.ofNullable(databaseUrl),
                        hub.clock());
        String pin = certificatePin();
        hub.printer()
                .print(
                        "made a hub for lab "
                                + lab
                                + " in "
                                + hub.data()
                                + "\nadministrator: "
                                + administrator.userId()
                                + "\none-time password: "
                                + administrator.password()
                                + " (good for 24 hours, shown only now)"
                                + "\ncertificate pin: "
                                + pin,
                        Json.object()
                                .put("lab", lab)
                                .put("administrator", administrator.userId())
                                .put("oneTimePassword", administrator.password())
                                .put("caPin", pin));
        return HubCommand.DONE;
    }

    private String certificatePin() throws StoreException {
        try (Administration administration = hub.open()) {
            return administration.certificatePin();
        }
    }
}
