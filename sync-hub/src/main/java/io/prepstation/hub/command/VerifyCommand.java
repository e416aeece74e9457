package io.prepstation.hub.command;

import io.prepstation.hub.Administration;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Verification;
import io.prepstation.model.record.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// Proves that what the hub keeps is the original.
@Command(
        name = "verify",
        description =
                "Recomputes the audit trail, the feed, sessions and receipts; names what was altered.")
final class VerifyCommand implements Callable<Integer> {

    @ParentCommand private HubCommand hub;

    @Override
    public Integer call() throws StoreException {
        try (Administration administration = hub.open()) {
            Verification.Report report = administration.verify();
            report.faults().forEach(fault -> hub.err().println(fault));
            hub.printer().print(text(report), Json.write(report));
            return report.isIntact() ? HubCommand.DONE : HubCommand.REFUSED;
        }
    }

    private static String text(Verification.Report report) {
        return (report.isIntact() ? "intact: " : "NOT INTACT: ")
                + report.sessions()
                + " sessions, "
                + report.auditEvents()
                + " audit events, "
                + report.changes()
                + " changes";
    }
}
