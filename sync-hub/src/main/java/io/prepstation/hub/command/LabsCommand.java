package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The laboratories of the hub.
@Command(
        name = "labs",
        description = "Lists and adds laboratories, of one tenant or several.",
        subcommands = {LabsCommand.Show.class, LabsCommand.Add.class})
final class LabsCommand implements Runnable {

    @ParentCommand private HubCommand hub;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say list or add");
    }

    @Command(name = "list", description = "Lists all labs.")
    static final class Show implements Callable<Integer> {

        @ParentCommand private LabsCommand labs;

        @Override
        public Integer call() throws StoreException {
            try (Administration administration = labs.hub.open()) {
                for (Lab lab : administration.labs().all()) {
                    labs.print(lab, "");
                }
                return HubCommand.DONE;
            }
        }
    }

    @Command(
            name = "add",
            description =
                    "Adds a lab. A tenant that is new is added with it; nothing of one"
                            + " tenant is seen by another.")
    static final class Add implements Callable<Integer> {

        @ParentCommand private LabsCommand labs;

        @Option(
                names = "--tenant",
                required = true,
                paramLabel = "T",
                description = "who it is for")
        private String tenant;

        @Option(names = "--lab", required = true, paramLabel = "L", description = "the lab's id")
        private String lab;

        @Option(
                names = "--lab-name",
                paramLabel = "NAME",
                description = "how the lab is called (default: its id)")
        private @Nullable String name;

        @Option(
                names = "--time-zone",
                paramLabel = "Z",
                defaultValue = "UTC",
                description = "such as Europe/Berlin (default: ${DEFAULT-VALUE})")
        private ZoneId timeZone;

        @Option(
                names = "--demo",
                description = "take sessions weighed on simulated balances; for trying out only")
        private boolean demo;

        @Override
        public Integer call() throws StoreException {
            Lab added = new Lab(lab, tenant, name == null ? lab : name, timeZone, demo);
            try (Administration administration = labs.hub.open()) {
                Optional<String> fault = administration.labs().add(added, "hub");
                if (fault.isPresent()) {
                    labs.hub.err().println("hub: " + fault.get());
                    return HubCommand.REFUSED;
                }
                labs.print(added, "added ");
                return HubCommand.DONE;
            }
        }
    }

    private void print(Lab lab, String what) {
        hub.printer()
                .print(
                        what
                                + lab.id()
                                + "\t"
                                + lab.tenantId()
                                + "\t"
                                + lab.name()
                                + "\t"
                                + lab.timeZone()
                                + (lab.demo() ? "\tdemo" : ""),
                        Json.object()
                                .put("id", lab.id())
                                .put("tenant", lab.tenantId())
                                .put("name", lab.name())
                                .put("timeZone", lab.timeZone().getId())
                                .put("demo", lab.demo()));
    }
}
