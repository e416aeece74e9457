package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Proves that the records of this station are the original ones.
@Command(
        name = "verify",
        description =
                "Recomputes audit trail, sessions, signatures and receipts; names the first that was altered.")
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws StoreException {
        StationEnrolment enrolment = Labs.enrolment(station.options.data);
        try (LabDatabase lab = LabDatabase.open(station.options.data, enrolment.lab())) {
            Verification.Report report =
                    Verification.of(lab, Map.of(enrolment.hubKeyId(), enrolment.hubPublicKey()));
            print(report);
            return report.intact() ? ExitCode.OK : ExitCode.NOT_FOUND;
        }
    }

    private void print(Verification.Report report) {
        Verification.Fault fault = report.fault();
        ObjectNode line =
                Json.object()
                        .put("intact", report.intact())
                        .put("events", report.events())
                        .put("sessions", report.sessions());
        String text =
                "%d audit events, %d sessions: intact"
                        .formatted(report.events(), report.sessions());
        if (fault != null) {
            line.put("record", fault.record()).put("reason", fault.reason());
            text = "not the original record: %s: %s".formatted(fault.record(), fault.reason());
        }
        spec.commandLine().getOut().println(station.options.json ? line : text);
    }
}
