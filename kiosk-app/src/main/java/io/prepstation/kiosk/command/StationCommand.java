package io.prepstation.kiosk.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// The station's command line.
@Command(
        name = "station",
        description = "A preparation station: scan a formula, weigh it, sign it, upload it.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            BackupCommand.class,
            ClockCommand.class,
            ConfigCommand.class,
            DecodeCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            EnrolCommand.class,
            FormulasCommand.class,
            FramesCommand.class,
            KioskCommand.class,
            MetricsCommand.class,
            RestoreCommand.class,
            ScanCommand.class,
            SessionsCommand.class,
            SimulateCommand.class,
            SyncCommand.class,
            UsersCommand.class,
            VerifyCommand.class,
            WeighCommand.class
        })
public final class StationCommand implements Runnable {

    @Mixin StationOptions options = new StationOptions();

    @CommandLine.Spec CommandLine.Model.CommandSpec spec;

    /// @return the exit code
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        StationCommand station = new StationCommand();
        return new CommandLine(station)
                .setExecutionStrategy(parsed -> FormerProgram.spared(parsed, station.options.data))
                .setExecutionExceptionHandler(
                        (failure, commandLine, parsed) -> explain(failure, commandLine))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: station <command>");
    }

    /// Expected failures are one sentence; anything else is a fault of the program and shows where.
    private static int explain(Exception failure, CommandLine commandLine) throws Exception {
        if (failure instanceof CommandFailed failed) {
            commandLine.getErr().println(failed.told());
            return failed.exitCode();
        }
        throw failure;
    }
}
