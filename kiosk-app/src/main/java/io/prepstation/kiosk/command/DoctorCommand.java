package io.prepstation.kiosk.command;

import io.prepstation.kiosk.Checkup;
import io.prepstation.kiosk.DeviceTrial;
import io.prepstation.kiosk.Finding;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Checks the station and says what to do.
@Command(
        name = "doctor",
        description =
                "Checks disk, database, clock, hub and every device, and says what to do; exit code 1 if anything failed."
                        + " It changes nothing, unless a trial is asked for; then stop the kiosk first.")
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Option(names = "--print", description = "prints a test label")
    boolean print;

    @Option(
            names = "--lamp",
            description = "lights up each colour of the lamp, and sounds the buzzer")
    boolean lamp;

    @Option(names = "--weigh", description = "waits up to 12 s for a weight at rest")
    boolean weigh;

    @Override
    public Integer call() throws InterruptedException {
        Checkup checkup =
                new Checkup(
                        station.options.data,
                        station.options.configuration().config(),
                        InstantSource.system());
        List<Finding> findings = checkup.run(trials());
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(line(finding)));
        out.flush();
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.FAIL)
                ? ExitCode.NOT_FOUND
                : ExitCode.OK;
    }

    private Set<DeviceTrial.Kind> trials() {
        Set<DeviceTrial.Kind> trials = EnumSet.noneOf(DeviceTrial.Kind.class);
        if (print) {
            trials.add(DeviceTrial.Kind.PRINT);
        }
        if (lamp) {
            trials.add(DeviceTrial.Kind.LAMP);
        }
        if (weigh) {
            trials.add(DeviceTrial.Kind.WEIGH);
        }
        return trials;
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
