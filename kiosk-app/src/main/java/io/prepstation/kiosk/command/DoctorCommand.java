package io.prepstation.kiosk.command;

import io.prepstation.kiosk.Checkup;
import io.prepstation.kiosk.Finding;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Checks the station and says what to do.
@Command(
        name = "doctor",
        description =
                "Checks disk, database, clock, hub and every device, and says what to do; exit code 1 if anything failed.")
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Checkup checkup =
                new Checkup(
                        station.options.data,
                        station.options.configuration().config(),
                        InstantSource.system());
        List<Finding> findings = checkup.run();
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(line(finding)));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.FAIL)
                ? ExitCode.NOT_FOUND
                : ExitCode.OK;
    }

    private Object line(Finding finding) {
        return station.options.json
                ? Json.object()
                        .put("check", finding.what())
                        .put("state", finding.state().word())
                        .put("detail", finding.detail())
                : String.format(
                        Locale.ROOT,
                        "%-6s  %-8s  %s",
                        finding.state().word(),
                        finding.what(),
                        finding.detail());
    }
}
