package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigReport;
import io.prepstation.config.ConfigResult;
import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.ConfigResult.Problems;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Looks at the configuration without starting anything.
@Command(name = "config", description = "Checks or shows the configuration.")
final class ConfigCommand {

    @ParentCommand StationCommand station;

    @Spec CommandSpec spec;

    @Command(name = "check", description = "Names every problem with file, line, column and key.")
    int check() {
        ConfigResult result = ConfigReader.read(station.options.config);
        print(ConfigReport.check(result));
        return switch (result) {
            case Loaded _ -> ExitCode.OK;
            case Problems _ -> ExitCode.NOT_FOUND;
        };
    }

    @Command(name = "show", description = "Shows every value in force and where it was set.")
    int show() {
        print(ConfigReport.show(station.options.configuration()));
        return ExitCode.OK;
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
