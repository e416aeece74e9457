package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.people.OneTimeCode;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.tls.MachineNames;
import io.prepstation.model.formula.FormulaCode;
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

    @Option(
            names = "--qr",
            description = "also shows the QR code that a station's pairing screen reads")
    private boolean qr;

    @Option(
            names = "--url",
            paramLabel = "U",
            description =
                    "how stations reach this hub (default: https, this machine's name, port 8443)")
    private String url = "https://" + MachineNames.ownName().orElse("localhost") + ":8443";

    @Override
    public Integer call() throws StoreException {
        try (Administration administration = hub.open()) {
            Optional<OneTimeCode> code = administration.enrolments().newCode(lab);
            if (code.isEmpty()) {
                hub.err().println("hub: there is no lab \"" + lab + "\"");
                return HubCommand.REFUSED;
            }
            String text = code.get().toString();
            String pin = administration.certificatePin();
            String payload = payload(text, pin);
            hub.printer()
                    .print(
                            qr ? TerminalQr.of(payload) + url + "\n" + text : text,
                            Json.object()
                                    .put("code", text)
                                    .put("caPin", pin)
                                    .put("url", url)
                                    .put("qr", payload));
            return HubCommand.DONE;
        }
    }

    /// A hub without TLS has no authority to pin.
    private String payload(String code, String pin) {
        return FormulaCode.enrolmentLabel(url, url.startsWith("https:") ? pin : null, code);
    }
}
