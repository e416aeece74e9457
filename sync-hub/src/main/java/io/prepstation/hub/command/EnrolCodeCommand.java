package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.people.OneTimeCode;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.record.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Makes a code that lets one station in.
@Command(
        name = "enrol-code",
        description = "Prints a code that lets one station into a lab within ten minutes.")
final class EnrolCodeCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Option(names = "--lab", required = true, paramLabel = "L", description = "the station's lab")
    private String lab;

    @Override
    public Integer call() throws StoreException {
        try (Administration administration = hub.open()) {
            Optional<OneTimeCode> code = administration.enrolments().newCode(lab);
            if (code.isEmpty()) {
                hub.err().println("hub: there is no lab \"" + lab + "\"");
                return HubCommand.REFUSED;
            }
            String text = code.get().toString();
            hub.printer()
                    .print(
                            text,
                            Json.object()
                                    .put("code", text)
                                    .put("caPin", administration.certificatePin()));
            return HubCommand.DONE;
        }
    }
}
